package io.naru.relay.net;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who holds octets of frames that aren't whole, and how many all hold together. One connection's are bounded by the
 * longest frame; those of a thousand that each send half of one are not.
 *
 * <p>Threading: confined to the loop.
 */
final class HeldInput {
    /** In the order in which they began to hold something. */
    private final Map<Connection, Integer> holders = new LinkedHashMap<>();

    private long octets;

    /** A connection holds so many octets now. */
    void update(Connection holder, int heldOctets) {
        Integer before = heldOctets > 0 ? holders.put(holder, heldOctets) : holders.remove(holder);
        octets += heldOctets - (before == null ? 0 : before);
    }

    /** What all hold together. */
    long octets() {
        return octets;
    }

    /** Who has been at one frame the longest: others finish theirs. Only while somebody holds something. */
    Connection oldest() {
        return holders.keySet().iterator().next();
    }
}
