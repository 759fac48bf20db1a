package io.naru.relay.net;

import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A connection of which it isn't known yet whether it is TLS: the first octet tells, and all clients speak first. What
 * is said to one before (that there are too many, as a rule) waits for that octet, but for a second at most: whoever
 * speaks TLS begins at once.
 *
 * <p>Threading: confined to the loop.
 */
final class Doorstep implements Wire {
    /** What a TLS handshake begins with, and no frame. */
    private static final byte TLS_HANDSHAKE = 0x16;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Transport transport;
    private final SocketChannel channel;
    private final PlainWire plain;
    private final Runnable wake;
    private final long openedNanos;
    private Wire settled = this;
    private Timer patience;

    /**
     * A connection that has just been accepted.
     *
     * @param wake run when there is something to read or write that the selector doesn't know of
     */
    Doorstep(Transport transport, SocketChannel channel, Runnable wake) {
        this.transport = transport;
        this.channel = channel;
        this.plain = new PlainWire(channel);
        this.wake = wake;
        this.openedNanos = transport.loop.nowNanos();
    }

    @Override
    public int leastReadOctets() {
        return plain.leastReadOctets();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        int count = channel.read(target);
        if (count <= 0) {
            return count;
        }
        if (target.get(start) != TLS_HANDSHAKE) {
            settleFor(plain);
            return count;
        }
        byte[] first = new byte[count];
        target.position(start).get(first).position(start);
        settleFor(new TlsWire(transport, channel, first, wake));
        return 0;
    }

    private void settleFor(Wire wire) {
        settled = wire;
        if (patience != null) {
            patience.cancel();
        }
    }

    @Override
    public boolean hasInput() {
        return plain.hasInput();
    }

    @Override
    public long write(SendQueue queue) throws IOException {
        if (queue.isEmpty()) {
            return 0;
        }
        if (transport.loop.nowNanos() - openedNanos >= PATIENCE_NANOS) {
            settleFor(plain);
            return plain.write(queue);
        }
        if (patience == null) {
            patience = transport.loop.schedule(openedNanos + PATIENCE_NANOS, wake);
        }
        return 0;
    }

    @Override
    public boolean endOutput() throws IOException {
        return plain.endOutput();
    }

    @Override
    public int interest() {
        return plain.interest();
    }

    @Override
    public void close() throws IOException {
        if (patience != null) {
            patience.cancel();
        }
        plain.close();
    }

    @Override
    public boolean isEncrypted() {
        return plain.isEncrypted();
    }

    @Override
    public Optional<Fingerprint> peer() {
        return plain.peer();
    }

    @Override
    public Wire settled() {
        return settled;
    }
}
