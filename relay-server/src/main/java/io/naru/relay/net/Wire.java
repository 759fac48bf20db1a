package io.naru.relay.net;

import io.naru.common.message.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What carries the octets of one connection: the bare socket, or TLS on it.
 *
 * <p>Threading: confined to the loop.
 */
interface Wire {
    /** With how much room at least {@link #read} does anything. */
    int leastReadOctets();

    /**
     * Takes what has come, as far as it fits and no more than one turn may take.
     *
     * @return how many octets that was; 0 if there are none for now, negative at the end of the peer's stream
     * @throws HandshakesFullException if the handshake can't go on, since too many others do
     * @throws javax.net.ssl.SSLException if what came isn't TLS as it should be
     * @throws IOException if the stream broke off
     */
    int read(ByteBuffer target) throws IOException;

    /** Whether something waits inside that was read from the socket already, so that the selector won't tell of it. */
    boolean hasInput();

    /**
     * Sends what the socket takes now.
     *
     * @return how many octets left the queue
     */
    long write(SendQueue queue) throws IOException;

    /**
     * Ends our half of the stream, which whoever carries it on may still read; to be called again if it says false.
     * What is read afterwards is of no use.
     *
     * @return whether all was sent
     */
    boolean endOutput() throws IOException;

    /** What this waits for at the socket, as operations of a selection key. */
    int interest();

    /** Closes the socket and gives back what was borrowed. */
    void close() throws IOException;

    /** Whether nobody else can read or change what is said. */
    boolean isEncrypted();

    /** The key that the peer has proven to have; empty where it hasn't. */
    Optional<Fingerprint> peer();

    /** This, or what took its place once more was known. */
    default Wire settled() {
        return this;
    }
}
