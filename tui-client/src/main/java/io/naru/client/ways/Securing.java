package io.naru.client.ways;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.TransferToken;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Makes connected sockets into encrypted ones that prove both ends' keys. Calls block until the handshake is done, has
 * failed or took too long; closing the socket ends them.
 *
 * <p>Threading: any.
 */
interface Securing {
    /** An encrypted connection whose other end has proven a key. Threading as {@code PeerLine} has it. */
    interface Secured extends Closeable {
        Fingerprint peerKey();

        /** Shows a token. Blocks, as all that follow. */
        void showToken(TransferToken token) throws IOException;

        /** Waits for a token. */
        TransferToken awaitToken() throws IOException;

        /** Says that the token was the right one. */
        void sayReady() throws IOException;

        /**
         * Waits to hear that the token was the right one.
         *
         * @throws IOException if it wasn't
         */
        void awaitReady() throws IOException;

        /** As {@code PeerLine.read}. */
        int read(ByteBuffer into) throws IOException;

        /** As {@code PeerLine.write}. */
        void write(ByteBuffer... from) throws IOException;

        /** Ends it at once, without a goodbye; any thread. */
        void breakOff();
    }

    /**
     * The end that says hello first.
     *
     * @param expected the only key that will do
     * @throws IOException if it is another one, or there is none
     */
    Secured connect(SocketChannel connected, Fingerprint expected, Duration timeout) throws IOException;

    /** The end that is said hello to; whose key it is is for the caller to judge. */
    Secured accept(SocketChannel connected, Duration timeout) throws IOException;
}
