package io.naru.common.tls;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Octets to TLS records and back, over a blocking socket.
 *
 * <pre>
 *     write:  the caller's buffers --wrap, 16 KiB each--> outgoing, up to 17 records --one write--> socket
 *     read:   socket --one read--> incoming, up to 16 records --unwrap--> the caller's buffer
 *                                                               '-> plain, if the caller's has no room for a record
 * </pre>
 *
 * Both buffers begin with room for one record and grow when there is more to carry, so that a line that is only asked
 * over stays small. They are direct ones, since the socket would copy others into such.
 *
 * <p>Threading: one thread reads, one writes.
 */
final class TlsRecords {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int RECORDS_AT_ONCE = 17;

    /** A reader that got so many octets without one for itself is being kept busy by the other side. */
    private static final int IDLE_OCTETS_MAX = 64 << 10;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final int recordOctets;
    private final ReentrantLock writing = new ReentrantLock();

    /** The reader's; {@code incoming} and {@code plain} are ready to be read from. */
    private ByteBuffer incoming;

    private ByteBuffer plain = NOTHING;
    private boolean isAtEnd;
    private long idleOctets;

    /** Under the lock; ready to be written to. */
    private ByteBuffer outgoing;

    TlsRecords(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        this.recordOctets = engine.getSession().getPacketBufferSize();
        this.incoming = ByteBuffer.allocateDirect(recordOctets).flip();
        this.outgoing = ByteBuffer.allocateDirect(recordOctets);
    }

    void handshake() throws IOException {
        engine.beginHandshake();
        try {
            HandshakeStatus status = engine.getHandshakeStatus();
            while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
                advance(status);
                status = engine.getHandshakeStatus();
            }
        } catch (SSLException e) {
            sendAlert(e);
            throw e;
        }
    }

    private void advance(HandshakeStatus status) throws IOException {
        switch (status) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> wrap(NOTHING);
            default -> unwrapHandshake();
        }
    }

    private void unwrapHandshake() throws IOException {
        if (plain.capacity() == 0) {
            plain = ByteBuffer.allocateDirect(recordOctets).flip();
        }
        plain.compact();
        SSLEngineResult result;
        try {
            result = engine.unwrap(incoming, plain);
        } finally {
            plain.flip();
        }
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
            receive();
        } else if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new EOFException();
        }
    }

    /** So that the other side can say why, too. */
    private void sendAlert(SSLException reason) {
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
                wrap(NOTHING);
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Reads at least an octet; -1 when the other side has said that it is through. */
    int read(ByteBuffer into) throws IOException {
        if (!into.hasRemaining()) {
            return 0;
        }
        int start = into.position();
        while (into.position() == start) {
            if (plain.hasRemaining()) {
                moveFromPlain(into);
            } else if (isAtEnd) {
                return -1;
            } else if (!unwrapAll(into) && !isAtEnd) {
                receive();
            }
        }
        return into.position() - start;
    }

    private void moveFromPlain(ByteBuffer into) {
        int count = Math.min(plain.remaining(), into.remaining());
        int limit = plain.limit();
        into.put(plain.limit(plain.position() + count));
        plain.limit(limit);
    }

    /** Unwraps what is there as far as there is room; whether that gave octets. */
    private boolean unwrapAll(ByteBuffer into) throws IOException {
        int start = into.position();
        while (incoming.hasRemaining() && into.hasRemaining()) {
            SSLEngineResult result = unwrap(into);
            switch (result.getStatus()) {
                case OK -> {
                    answerIfAsked(result);
                    checkIdle(result);
                }
                case CLOSED -> {
                    isAtEnd = true;
                    return into.position() > start;
                }
                case BUFFER_OVERFLOW -> {
                    return into.position() > start || unwrapToPlain();
                }
                default -> {
                    return into.position() > start;
                }
            }
        }
        return into.position() > start;
    }

    private SSLEngineResult unwrap(ByteBuffer into) throws IOException {
        try {
            return engine.unwrap(incoming, into);
        } catch (SSLException e) {
            throw new IOException("what came is not what the other side sent", e);
        }
    }

    private boolean unwrapToPlain() throws IOException {
        if (plain.capacity() == 0) {
            plain = ByteBuffer.allocateDirect(recordOctets);
        }
        plain.clear();
        SSLEngineResult result = unwrap(plain);
        plain.flip();
        answerIfAsked(result);
        isAtEnd |= result.getStatus() == SSLEngineResult.Status.CLOSED;
        return plain.hasRemaining();
    }

    /** The other side may ask for new keys. A writer that is at work answers with its next record. */
    private void answerIfAsked(SSLEngineResult result) throws IOException {
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && writing.tryLock()) {
            try {
                wrap(NOTHING);
            } finally {
                writing.unlock();
            }
        }
    }

    private void receive() throws IOException {
        if (incoming.capacity() == recordOctets && incoming.limit() == recordOctets) {
            ByteBuffer larger = ByteBuffer.allocateDirect(RECORDS_AT_ONCE * recordOctets);
            incoming = larger.put(incoming).flip();
        }
        incoming.compact();
        int count;
        try {
            count = channel.read(incoming);
        } finally {
            incoming.flip();
        }
        if (count < 0) {
            throw new EOFException();
        }
    }

    private void checkIdle(SSLEngineResult result) throws IOException {
        idleOctets = result.bytesProduced() > 0 ? 0 : idleOctets + result.bytesConsumed();
        if (idleOctets > IDLE_OCTETS_MAX) {
            throw new IOException("the other side sends records with nothing in them");
        }
    }

    /** Writes all of it. */
    void write(ByteBuffer... from) throws IOException {
        writing.lock();
        try {
            wrap(from);
        } finally {
            writing.unlock();
        }
    }

    private void wrap(ByteBuffer... from) throws IOException {
        long left = remaining(from);
        if (left > recordOctets && outgoing.capacity() == recordOctets) {
            outgoing = ByteBuffer.allocateDirect(RECORDS_AT_ONCE * recordOctets);
        }
        do {
            SSLEngineResult result = engine.wrap(from, outgoing);
            if (result.getStatus() == SSLEngineResult.Status.CLOSED && left > 0) {
                throw new IOException("the connection was closed");
            }
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                flush();
            }
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                runTasks();
            }
            left = remaining(from);
        } while (left > 0);
        flush();
    }

    private static long remaining(ByteBuffer... buffers) {
        long octets = 0;
        for (ByteBuffer buffer : buffers) {
            octets += buffer.remaining();
        }
        return octets;
    }

    private void flush() throws IOException {
        outgoing.flip();
        try {
            while (outgoing.hasRemaining()) {
                channel.write(outgoing);
            }
        } finally {
            outgoing.clear();
        }
    }

    /** Says that nothing more is written, unless somebody is just writing. */
    void sayGoodbye() throws IOException {
        if (writing.tryLock()) {
            try {
                engine.closeOutbound();
                wrap(NOTHING);
            } finally {
                writing.unlock();
            }
        }
    }
}
