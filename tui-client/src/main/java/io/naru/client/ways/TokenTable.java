package io.naru.client.ways;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The tokens that open one connection each, in one direction: those that this side gave out as owner, or those that it
 * waits for as requester. A token is good for one user with one key, once, for a while; it is gone as soon as it was
 * shown, whether or not by the right one.
 *
 * @param <P> what a token stands for
 *     <p>Threading: any.
 */
final class TokenTable<P> {
    /** How long a token is good. */
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final int TOKEN_OCTETS = 16;
    private static final int WAITS = 30;
    private static final long WAIT_MILLIS = 100;

    /**
     * What a token stands for.
     *
     * @param user who is to show it
     * @param key with which key
     * @param purpose what for
     * @param untilNanos when it ends
     */
    record Entry<P>(UserName user, Fingerprint key, P purpose, long untilNanos) {}

    /**
     * What became of a token that was shown.
     *
     * @param entry what it stands for; empty if there is no such token, or not any more
     * @param isRightKey whether who showed it has the key that it was made for
     */
    record Shown<P>(Optional<Entry<P>> entry, boolean isRightKey) {
        /** Whether whoever showed it is let in. */
        boolean isRight() {
            return entry.isPresent() && isRightKey;
        }
    }

    private final Clock clock;
    private final int max;
    private final SecureRandom random = new SecureRandom();
    private final Map<TransferToken, Entry<P>> entries = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param max how many there may be at a time
     */
    TokenTable(Clock clock, int max) {
        this.clock = clock;
        this.max = max;
    }

    /** A new token of 128 random bits; empty if there are too many already. */
    synchronized Optional<TransferToken> issue(UserName user, Fingerprint key, P purpose) {
        byte[] octets = new byte[TOKEN_OCTETS];
        random.nextBytes(octets);
        TransferToken token = new TransferToken(HexFormat.of().formatHex(octets));
        return expect(token, user, key, purpose) ? Optional.of(token) : Optional.empty();
    }

    /** Lets a token in that the other side made; false if there are too many already, or that one is here. */
    synchronized boolean expect(TransferToken token, UserName user, Fingerprint key, P purpose) {
        dropOld();
        if (entries.size() >= max || entries.containsKey(token)) {
            return false;
        }
        entries.put(token, new Entry<>(user, key, purpose, clock.nanos() + LIFE.toNanos()));
        notifyAll();
        return true;
    }

    /** Somebody shows a token, and has proven a key. If it is one of these, it isn't any more. */
    synchronized Shown<P> take(TransferToken shown, Fingerprint proven) {
        dropOld();
        TransferToken found = null;
        // All of them are looked at, so that the time doesn't tell which one was close.
        for (TransferToken each : entries.keySet()) {
            if (each.matches(shown)) {
                found = each;
            }
        }
        if (found == null) {
            return new Shown<>(Optional.empty(), false);
        }
        Entry<P> entry = entries.remove(found);
        return new Shown<>(Optional.of(entry), entry.key().equals(proven));
    }

    /**
     * As {@link #take}, but one that isn't here yet, and may be on its way, is waited for: a while, since the other side
     * can be faster here than what it said through the relay. Blocks.
     *
     * @param isAwaited whether any is on its way
     */
    synchronized Shown<P> await(TransferToken shown, Fingerprint proven, BooleanSupplier isAwaited)
            throws InterruptedException {
        Shown<P> result = take(shown, proven);
        for (int i = 0; i < WAITS && result.entry().isEmpty() && isAwaited.getAsBoolean(); i++) {
            wait(WAIT_MILLIS);
            result = take(shown, proven);
        }
        return result;
    }

    /** Forgets what wasn't used. */
    synchronized void revoke(P purpose) {
        entries.values().removeIf(each -> each.purpose().equals(purpose));
    }

    /** Whether there is one for this purpose still. */
    synchronized boolean isOpen(P purpose) {
        dropOld();
        return entries.values().stream().anyMatch(each -> each.purpose().equals(purpose));
    }

    synchronized int size() {
        dropOld();
        return entries.size();
    }

    private void dropOld() {
        long now = clock.nanos();
        Iterator<Entry<P>> each = entries.values().iterator();
        while (each.hasNext()) {
            if (each.next().untilNanos() - now <= 0) {
                each.remove();
            }
        }
    }
}
