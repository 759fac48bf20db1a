package io.naru.relay.splice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One end of a way: its socket, and what was read from there and hasn't left at the other end. That is never more than one
 * buffer: as long as it is full, nothing is read.
 *
 * <p>Threading: confined to the thread that moves octets.
 */
final class SpliceSide {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final SocketChannel channel;
    private final SpliceBuffers buffers;
    private final ByteBuffer waiting;
    private SelectionKey key;
    private ByteBuffer words = NOTHING;
    private boolean hasEnded;
    private boolean isShut;

    /**
     * An end.
     *
     * @param early what came behind its first frame
     */
    SpliceSide(SocketChannel channel, ByteBuffer early, SpliceBuffers buffers) {
        this.channel = channel;
        this.buffers = buffers;
        this.waiting = buffers.take().put(early);
    }

    void registeredAs(SelectionKey registered) {
        key = registered;
    }

    /** Reads once; how many octets came. */
    int read() throws IOException {
        if (hasEnded || !waiting.hasRemaining()) {
            return 0;
        }
        int count = channel.read(waiting);
        hasEnded = count < 0;
        return Math.max(0, count);
    }

    /** Says something to this end before anything else is. */
    void say(byte[] octets) {
        words = ByteBuffer.wrap(octets);
    }

    /** Sends what waits to the other end, and with the last of it the end of the stream; false if that took not all. */
    boolean sendTo(SpliceSide other) throws IOException {
        if (!other.flushWords()) {
            return false;
        }
        waiting.flip();
        try {
            if (waiting.hasRemaining()) {
                other.channel.write(waiting);
            }
        } finally {
            waiting.compact();
        }
        boolean isEmpty = waiting.position() == 0;
        if (isEmpty && hasEnded && !other.isShut) {
            other.isShut = true;
            other.channel.shutdownOutput();
        }
        return isEmpty;
    }

    /** Sends what was to be said, as far as the socket takes it; false if that isn't all. */
    boolean flushWords() throws IOException {
        if (words.hasRemaining()) {
            channel.write(words);
        }
        return !words.hasRemaining();
    }

    /** Whether its stream has ended. */
    boolean hasEnded() {
        return hasEnded;
    }

    /** Whether everything of the other end's has left here, and its end too. */
    boolean isShut() {
        return isShut;
    }

    /** Has the selector tell of what this waits for. */
    void updateInterest(boolean mayRead, boolean hasOutput) {
        int reads = mayRead && !hasEnded && waiting.hasRemaining() ? SelectionKey.OP_READ : 0;
        int operations = reads | (hasOutput || words.hasRemaining() ? SelectionKey.OP_WRITE : 0);
        if (key != null && key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    /** Whether something of this end's hasn't left at the other one. */
    boolean hasWaiting() {
        return waiting.position() > 0;
    }

    /** Once, and last: its buffer is somebody else's then. */
    void close() throws IOException {
        buffers.giveBack(waiting);
        channel.close();
    }
}
