package io.naru.relay.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * What one load client and the relay speak to each other through: a socket, with TLS on it or without.
 *
 * <p>Threading: confined to the load client's thread.
 */
public interface LoadWire {

    /** Makes wires, each on a socket that has begun to connect. */
    interface Maker {
        /**
         * A wire to a relay.
         *
         * @param user whose connection it is
         */
        LoadWire open(InetSocketAddress relay, String user) throws IOException;
    }

    /** The socket, for a selector. */
    SocketChannel channel();

    /** The socket can go on with something; yields whether it is connected so far that {@link #write} is possible. */
    boolean advance() throws IOException;

    /**
     * Reads once.
     *
     * @param target of a megabyte
     * @return how many octets, 0 if there was nothing, -1 at the end of the stream
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Reads once without having a look; there is no way back to {@link #read}.
     *
     * @param scratch of a megabyte
     * @return how many octets were said, -1 at the end of the stream
     */
    int skim(ByteBuffer scratch) throws IOException;

    /**
     * Writes all of it.
     *
     * @throws IOException if the relay doesn't read
     */
    void write(ByteBuffer octets) throws IOException;

    /** Closes the socket. */
    void close() throws IOException;
}
