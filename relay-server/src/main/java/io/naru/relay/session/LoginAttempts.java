package io.naru.relay.session;

import io.naru.common.time.TokenBucket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many logins failed from each address: so many at once, and so many a minute in the long run. Of the addresses only the
 * latest few thousand are remembered.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class LoginAttempts {
    private static final int REMEMBERED = 4_096;
    /** Buckets count whole tokens a second, which would be too many attempts. */
    private static final long TOKENS_AN_ATTEMPT = 60;

    private final int perMinute;
    private final boolean isLoopbackExempt;
    private final Map<ByteBuffer, TokenBucket> byNet = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, TokenBucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginAttempts(int perMinute, boolean isLoopbackExempt) {
        this.perMinute = perMinute;
        this.isLoopbackExempt = isLoopbackExempt;
    }

    /** Whether another attempt may be made from there. */
    boolean isAllowed(InetAddress address, long nowNanos) {
        TokenBucket bucket = byNet.get(AddressTable.net(address));
        return bucket == null || bucket.nanosUntil(TOKENS_AN_ATTEMPT, nowNanos) == 0;
    }

    /** An attempt from there has failed. */
    void onFailed(InetAddress address, long nowNanos) {
        if (!(isLoopbackExempt && address.isLoopbackAddress())) {
            byNet.computeIfAbsent(
                            AddressTable.net(address),
                            net -> new TokenBucket(perMinute * TOKENS_AN_ATTEMPT, perMinute, nowNanos))
                    .charge(TOKENS_AN_ATTEMPT, nowNanos);
        }
    }
}
