package io.naru.relay.net;

/**
 * Where octets lie that were appended to a {@link Lane}; can be queued for any number of connections until the next
 * append to that lane.
 *
 * <p>Threading: confined to the loop.
 */
public final class Span {
    final Chunk chunk;
    final int from;
    final int to;
    /** The rest, in the next chunk; null as a rule. */
    final Span next;

    Span(Chunk chunk, int from, int to, Span next) {
        this.chunk = chunk;
        this.from = from;
        this.to = to;
        this.next = next;
    }
}
