package io.naru.relay.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A socket with nothing on it.
 *
 * <p>Threading: confined to the load client's thread.
 */
final class PlainLoadWire implements LoadWire {
    private final SocketChannel channel;

    PlainLoadWire(InetSocketAddress relay) throws IOException {
        channel = connecting(relay);
    }

    /** A socket that begins to connect. */
    static SocketChannel connecting(InetSocketAddress relay) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(relay);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Writes all of it to a socket. */
    static void writeAll(SocketChannel channel, ByteBuffer octets) throws IOException {
        channel.write(octets);
        if (octets.hasRemaining()) {
            throw new IOException("the relay doesn't read what it is sent");
        }
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public boolean advance() throws IOException {
        return channel.finishConnect();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public int skim(ByteBuffer scratch) throws IOException {
        return channel.read(scratch.clear());
    }

    @Override
    public void write(ByteBuffer octets) throws IOException {
        writeAll(channel, octets);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
