package io.naru.relay.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many connections of each address haven't logged in yet. An IPv6 net of 64 bits counts as one address, since
 * whoever has one has all of it.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class AddressTable {
    private static final int NET_OCTETS = 8;

    private final Map<ByteBuffer, Integer> pending = new HashMap<>();
    private final int most;
    private final boolean isLoopbackExempt;

    AddressTable(int most, boolean isLoopbackExempt) {
        this.most = most;
        this.isLoopbackExempt = isLoopbackExempt;
    }

    /** Whether one more is within the limit. */
    boolean hasPlaceFor(InetAddress address) {
        return isLoopbackExempt && address.isLoopbackAddress() || pending.getOrDefault(net(address), 0) < most;
    }

    /** Counts one in. Each call is paired with {@link #leave}. */
    void enter(InetAddress address) {
        pending.merge(net(address), 1, Integer::sum);
    }

    void leave(InetAddress address) {
        pending.computeIfPresent(net(address), (net, count) -> count == 1 ? null : count - 1);
    }

    /** What counts as one address. */
    static ByteBuffer net(InetAddress address) {
        byte[] octets = address.getAddress();
        return ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(octets, NET_OCTETS) : octets);
    }
}
