package io.naru.relay.net;

import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * The octets as they are.
 *
 * <p>Threading: confined to the loop.
 */
final class PlainWire implements Wire {
    private final SocketChannel channel;
    private boolean isFull;

    PlainWire(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int leastReadOctets() {
        return 1;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public boolean hasInput() {
        return false;
    }

    @Override
    public long write(SendQueue queue) throws IOException {
        long count = queue.writeTo(channel);
        isFull = !queue.isEmpty();
        return count;
    }

    @Override
    public boolean endOutput() throws IOException {
        channel.shutdownOutput();
        return true;
    }

    @Override
    public int interest() {
        return isFull ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public boolean isEncrypted() {
        return false;
    }

    @Override
    public Optional<Fingerprint> peer() {
        return Optional.empty();
    }
}
