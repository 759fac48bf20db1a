package io.naru.client.data;

import java.io.IOException;

/** What is told of a file that is being fetched, from the thread that reads the line. */
public interface FetchListener {
    /** Nothing to tell, nothing to wait for. */
    FetchListener NONE = new FetchListener() {};

    /** Whether to go on; asked between pieces. If not, the line is of use for the next file. */
    default boolean isWanted() {
        return true;
    }

    /** So many octets, 16 KiB at most, are about to be read; waits as long as a rate limit wants it to. */
    default void beforePiece(int octets) throws IOException {}

    /** So many octets have come. */
    default void onOctets(int octets) {}
}
