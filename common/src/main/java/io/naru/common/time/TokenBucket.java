package io.naru.common.time;

/**
 * A limit on how often or how much: a bucket that holds so many tokens, starts full and is refilled at a steady rate.
 * What counts as a token (an octet, a frame, a login attempt) is for the user to say. Reckoned in whole billionths of a
 * token, so that nothing is lost however often it is asked. A clock that steps back refills nothing.
 *
 * <p>Threading: one owner; not synchronised.
 */
public final class TokenBucket {
    /** The largest capacity and the largest rate: four thousand million. */
    public static final long TOKENS_MAX = 4_000_000_000L;

    private static final long UNITS_PER_TOKEN = 1_000_000_000L;

    private final long capacityUnits;
    /** Units per nanosecond, which is the same number as tokens per second. */
    private final long tokensPerSecond;

    private long units;
    private long refilledAtNanos;

    /**
     * A full bucket.
     *
     * @param capacityTokens how much may be taken at once after a pause, 1 to {@link #TOKENS_MAX}
     * @param tokensPerSecond how much may be taken in the long run, 1 to {@link #TOKENS_MAX}
     * @param nowNanos the monotonic clock
     */
    public TokenBucket(long capacityTokens, long tokensPerSecond, long nowNanos) {
        this.capacityUnits = checkTokens("capacity", capacityTokens) * UNITS_PER_TOKEN;
        this.tokensPerSecond = checkTokens("rate", tokensPerSecond);
        this.units = capacityUnits;
        this.refilledAtNanos = nowNanos;
    }

    private static long checkTokens(String what, long tokens) {
        if (tokens < 1 || tokens > TOKENS_MAX) {
            throw new IllegalArgumentException(what + " must be 1 to " + TOKENS_MAX + ", not " + tokens);
        }
        return tokens;
    }

    /**
     * Takes tokens if they are there, and nothing otherwise.
     *
     * @param tokens 0 to the capacity; more could never be taken
     * @return whether they were taken
     */
    public boolean tryTake(long tokens, long nowNanos) {
        long wanted = checkWithinCapacity(tokens);
        refill(nowNanos);
        if (units < wanted) {
            return false;
        }
        units -= wanted;
        return true;
    }

    /**
     * Takes tokens for what has already happened, such as octets that were read, going into debt if need be. A debt
     * beyond what {@code long} holds is forgotten.
     *
     * @param tokens 0 to {@link #TOKENS_MAX}
     */
    public void charge(long tokens, long nowNanos) {
        if (tokens < 0 || tokens > TOKENS_MAX) {
            throw new IllegalArgumentException("cannot charge " + tokens + " tokens");
        }
        refill(nowNanos);
        long cost = tokens * UNITS_PER_TOKEN;
        units = units < Long.MIN_VALUE / 2 + cost ? Long.MIN_VALUE / 2 : units - cost;
    }

    /**
     * How long until so many tokens are there if nobody takes any.
     *
     * @param tokens 0 to the capacity; 0 asks for the end of a debt
     * @return nanoseconds from now, rounded up; 0 if they are there
     */
    public long nanosUntil(long tokens, long nowNanos) {
        long missing = checkWithinCapacity(tokens);
        refill(nowNanos);
        missing -= units;
        return missing <= 0 ? 0 : ceilDivided(missing);
    }

    private long checkWithinCapacity(long tokens) {
        if (tokens < 0 || tokens > capacityUnits / UNITS_PER_TOKEN) {
            throw new IllegalArgumentException(
                    "cannot take " + tokens + " tokens of " + capacityUnits / UNITS_PER_TOKEN);
        }
        return tokens * UNITS_PER_TOKEN;
    }

    private void refill(long nowNanos) {
        long elapsedNanos = nowNanos - refilledAtNanos;
        if (elapsedNanos <= 0) {
            return;
        }
        refilledAtNanos = nowNanos;
        long missing = capacityUnits - units;
        units = elapsedNanos >= ceilDivided(missing) ? capacityUnits : units + elapsedNanos * tokensPerSecond;
    }

    private long ceilDivided(long missingUnits) {
        return missingUnits / tokensPerSecond + (missingUnits % tokensPerSecond == 0 ? 0 : 1);
    }
}
