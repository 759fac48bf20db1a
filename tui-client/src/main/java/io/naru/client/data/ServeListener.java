package io.naru.client.data;

import io.naru.common.wire.ErrorCode;
import java.io.IOException;

/** What is told of what somebody else fetches, from the thread that sends. */
public interface ServeListener {
    /**
     * A file is about to be served: the first time on this line, or again after others.
     *
     * @throws OwnerRefusal if not, say {@link ErrorCode#BUSY} or {@link ErrorCode#NOT_PERMITTED}
     */
    default void onAsked(String path, ServedFile file) throws OwnerRefusal {}

    /** How much to send at once, at most; less where a rate is kept, so that it moves all the time. */
    default int strideOctets(int mostOctets) {
        return mostOctets;
    }

    /** The other side says that so much has come over this line so far. From another thread than all the rest. */
    default void onHave(long octets) {}

    /** So many octets are about to be sent; waits as long as a rate limit wants it to. */
    default void beforePiece(String path, int octets) throws IOException {}

    /** So many octets of the file were handed to the network. */
    default void onSent(String path, long position, int octets) {}

    /** All of what one request asked for was sent, or all until the other side had enough. */
    default void onServed(String path) {}

    /** A file couldn't be served; the other side was told so. */
    default void onRefused(String path, ErrorCode code, String sentence) {}
}
