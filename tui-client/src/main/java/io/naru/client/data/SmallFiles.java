package io.naru.client.data;

import io.naru.common.message.RootHash;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Small files to be fetched, and what becomes of each. Every path is answered by one of the {@code on…} methods. */
public interface SmallFiles {
    /** The next file to ask for, as its owner calls it; empty if there are no more. The thread that reads the line. */
    Optional<String> next();

    /**
     * A file came, and its hash is right. The storing thread.
     *
     * @param content all of it; valid during the call
     * @param root what stands for the content; computed from it
     * @throws IOException if it can't be kept, and it makes no sense to fetch more
     */
    void onContent(String path, FileFacts facts, ByteBuffer content, RootHash root) throws IOException;

    /** A file isn't to be had. The thread that reads the line. */
    void onRefused(String path, ErrorCode code, String sentence);

    /** A file is larger than a chunk, so it has to be fetched by itself. The thread that reads the line. */
    void onLarge(FileFacts facts);

    /** A file came, and it isn't what its hash says. The storing thread. */
    void onBad(String path);
}
