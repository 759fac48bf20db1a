package io.naru.relay.net;

import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * A socket with what is on it: its wire, which is found out with the first octet, and its place at the selector.
 *
 * <p>Threading: confined to the loop.
 */
final class Line {
    private static final Logger LOGGER = System.getLogger(Line.class.getName());

    private final Transport transport;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private Wire wire;
    private SelectionKey key;
    private int interest = SelectionKey.OP_READ;

    /**
     * A line on a connected socket.
     *
     * @param wake run when there is something to read or write that the selector doesn't know of
     */
    Line(Transport transport, SocketChannel channel, Runnable wake) throws IOException {
        this.transport = transport;
        this.channel = channel;
        this.remote = (InetSocketAddress) channel.getRemoteAddress();
        if (remote == null) {
            throw new IOException("the connection was gone before it was looked at");
        }
        this.wire = new Doorstep(transport, channel, wake);
    }

    void register(EventLoop.Participant participant) throws IOException {
        key = transport.loop.register(channel, SelectionKey.OP_READ, participant);
    }

    InetSocketAddress remote() {
        return remote;
    }

    boolean isEncrypted() {
        return wire.isEncrypted();
    }

    Optional<Fingerprint> peer() {
        return wire.peer();
    }

    /** See {@link Wire#read}, but for the room, which is made, in the buffer that all share. */
    ByteBuffer read(int wantedOctets) throws IOException {
        ByteBuffer buffer = transport.readBuffer.clear();
        buffer.limit(Math.min(buffer.capacity(), Math.max(wantedOctets, wire.leastReadOctets())));
        int count = wire.read(buffer);
        wire = wire.settled();
        if (count < 0) {
            return null;
        }
        transport.counters.onRead(count);
        return buffer.flip();
    }

    /** Whether there is something to read of which the selector won't tell. */
    boolean hasInput() {
        return wire.hasInput();
    }

    /** Sends what the socket takes. */
    void write(SendQueue queue) throws IOException {
        transport.counters.onWrite(wire.write(queue));
        wire = wire.settled();
    }

    /** Whether the socket will have to take more before anything can be sent. */
    boolean isFull() {
        return (wire.interest() & SelectionKey.OP_WRITE) != 0;
    }

    /** See {@link Wire#endOutput}. */
    boolean endOutput() throws IOException {
        return wire.endOutput();
    }

    /** Has the selector tell of what the wire waits for. */
    void updateInterest(boolean reads) {
        int operations = reads ? wire.interest() : wire.interest() & ~SelectionKey.OP_READ;
        if (operations != interest && key != null && key.isValid()) {
            interest = operations;
            key.interestOps(operations);
        }
    }

    /** Lets go of the socket, which is open and registered nowhere after the selector's next look. */
    SocketChannel release() {
        key.cancel();
        return channel;
    }

    void close() {
        try {
            wire.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Closing a socket failed", e);
        }
    }
}
