package io.naru.relay.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;

/**
 * A client's side of TLS on a channel that doesn't block, made of the JDK's engine alone. Whatever is called, it goes on
 * with the handshake first; its arithmetic is done in that call.
 *
 * <p>Threading: the test's.
 */
public final class TlsClientChannel implements ByteChannel {
    private static final int RECORD_OCTETS = 34 * 1024;

    private final ByteChannel below;
    private final SSLEngine engine;
    private final ByteBuffer in = ByteBuffer.allocate(RECORD_OCTETS);
    private final ByteBuffer out = ByteBuffer.allocate(RECORD_OCTETS);
    private final ByteBuffer plain = ByteBuffer.allocate(RECORD_OCTETS);
    private boolean hasEnded;

    /** TLS that hasn't begun. */
    public TlsClientChannel(ByteChannel below, SSLEngine engine) throws IOException {
        this.below = below;
        this.engine = engine;
        engine.beginHandshake();
        plain.flip();
        out.flip();
    }

    /** What the handshake came to, as far as it has. */
    public SSLSession session() {
        return engine.getSession();
    }

    /** Whether the handshake is over. */
    public boolean isEstablished() {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && !engine.getSession().getProtocol().equals("NONE");
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (!plain.hasRemaining() && !hasEnded && step()) {
            // Until there is something, or nothing more can be done now.
        }
        if (plain.hasRemaining()) {
            int count = Math.min(target.remaining(), plain.remaining());
            target.put(plain.slice(plain.position(), count));
            plain.position(plain.position() + count);
            return count;
        }
        return hasEnded ? -1 : 0;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        while (!isEstablished()) {
            if (!step()) {
                return 0;
            }
        }
        int before = source.remaining();
        while (source.hasRemaining() && flushed()) {
            wrap(source);
        }
        flushed();
        return before - source.remaining();
    }

    /** Sends TLS's goodbye. */
    public void endOutput() throws IOException {
        engine.closeOutbound();
        wrap(ByteBuffer.allocate(0));
        flushed();
    }

    /** Asks for new keys. */
    public void updateKeys() throws IOException {
        engine.beginHandshake();
        wrap(ByteBuffer.allocate(0));
        flushed();
    }

    /** One step of whatever is next; false if that has to wait for the other side. */
    private boolean step() throws IOException {
        if (!flushed()) {
            return false;
        }
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                engine.getDelegatedTask().run();
                yield true;
            }
            case NEED_WRAP -> {
                wrap(ByteBuffer.allocate(0));
                yield true;
            }
            default -> unwrap();
        };
    }

    private void wrap(ByteBuffer source) throws IOException {
        out.clear();
        try {
            engine.wrap(source, out);
        } finally {
            out.flip();
        }
    }

    private boolean flushed() throws IOException {
        while (out.hasRemaining()) {
            if (below.write(out) == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean unwrap() throws IOException {
        plain.clear();
        in.flip();
        SSLEngineResult result;
        try {
            result = engine.unwrap(in, plain);
        } finally {
            in.compact();
            plain.flip();
        }
        if (result.getStatus() == Status.CLOSED) {
            hasEnded = true;
            return false;
        }
        if (result.getStatus() != Status.BUFFER_UNDERFLOW) {
            return true;
        }
        int count = below.read(in);
        if (count < 0) {
            throw new EOFException("the relay's stream ended without TLS's goodbye");
        }
        return count > 0;
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
