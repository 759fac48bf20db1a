package io.naru.relay.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;

/**
 * The socket below TLS: gives first what was read before it was known to be TLS, takes no more than so much in a turn,
 * and nothing from a peer that goes on without saying anything.
 *
 * <p>A record without a word of ours in it is legal: messages of the handshake are such, and a change of keys, which
 * costs us more than the peer. Of those nobody needs many.
 *
 * <p>What is said while it gathers goes to the socket together: a turn's words for one reader fill more than one record,
 * and each write of its own costs about as much as the record's cipher.
 *
 * <p>Threading: confined to the loop.
 */
final class CipherText implements ByteChannel {
    /** What may come without a word, beyond what the words that came account for; two of the largest records. */
    private static final int MAX_IDLE_OCTETS = 2 * 17 * 1024;

    /** What a record adds to what it says: head, type and tag. Words of one octet are the worst case. */
    private static final int RECORD_OVERHEAD_OCTETS = 5 + 1 + 16;

    private final SocketChannel socket;
    private final RecordBuffers buffers;
    private boolean isGathering;
    /** What was gathered and the socket didn't take; null without. */
    private ByteBuffer left;

    private ByteBuffer first;
    private int leftThisTurn;
    private long idleOctets;

    /** The socket of which something was read already. */
    CipherText(SocketChannel socket, RecordBuffers buffers, byte[] first) {
        this.socket = socket;
        this.buffers = buffers;
        this.first = ByteBuffer.wrap(first);
        this.idleOctets = first.length;
    }

    void beginTurn() {
        leftThisTurn = Transport.READ_OCTETS;
    }

    /** So many octets of ours were in what was read. */
    void onDeciphered(int octets) {
        idleOctets = Math.max(0, idleOctets - octets * (1L + RECORD_OVERHEAD_OCTETS));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (first != null) {
            return readFirst(target);
        }
        if (leftThisTurn == 0) {
            return 0;
        }
        if (idleOctets > MAX_IDLE_OCTETS) {
            throw new SSLException("records without anything in them");
        }
        int limit = target.limit();
        target.limit(target.position() + Math.min(target.remaining(), leftThisTurn));
        try {
            int count = socket.read(target);
            if (count > 0) {
                leftThisTurn -= count;
                idleOctets += count;
            }
            return count;
        } finally {
            target.limit(limit);
        }
    }

    private int readFirst(ByteBuffer target) {
        int count = Math.min(target.remaining(), first.remaining());
        target.put(first.slice(first.position(), count));
        first.position(first.position() + count);
        if (!first.hasRemaining()) {
            first = null;
        }
        return count;
    }

    /**
     * Begins to gather, once what was left over has gone.
     *
     * @return false if the socket takes nothing yet
     */
    boolean beginGathering() throws IOException {
        isGathering = hasNothingLeft() && buffers.mayGather();
        return left == null;
    }

    /**
     * Has the socket take what was gathered.
     *
     * @return whether it took everything
     */
    boolean endGathering() throws IOException {
        isGathering = false;
        writeGathered();
        return left == null;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (!hasNothingLeft()) {
            return 0;
        }
        ByteBuffer gathered = buffers.gathered;
        if (isGathering && gathered.remaining() < source.remaining()) {
            writeGathered();
            if (left != null) {
                return 0;
            }
        }
        if (!isGathering || gathered.remaining() < source.remaining()) {
            return socket.write(source);
        }
        int count = source.remaining();
        gathered.put(source);
        return count;
    }

    private void writeGathered() throws IOException {
        ByteBuffer gathered = buffers.gathered.flip();
        try {
            socket.write(gathered);
            if (gathered.hasRemaining()) {
                left = ByteBuffer.allocate(gathered.remaining()).put(gathered).flip();
                buffers.onLeft();
            }
        } finally {
            gathered.clear();
        }
    }

    private boolean hasNothingLeft() throws IOException {
        if (left != null) {
            socket.write(left);
            if (!left.hasRemaining()) {
                forget();
            }
        }
        return left == null;
    }

    /** Drops what the socket didn't take. */
    void forget() {
        if (left != null) {
            left = null;
            buffers.onLeftGone();
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    /** Closing the socket is its owner's. */
    @Override
    public void close() {
        // Nothing is held here.
    }
}
