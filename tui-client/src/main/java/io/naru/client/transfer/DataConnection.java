package io.naru.client.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The connection that a file's octets travel on, once both ends know whom they have. The seam for other ways: encrypted
 * ones, or through the relay.
 *
 * <p>Threading: one thread uses it; {@link #breakOff} from any, and makes the others' calls fail.
 */
public interface DataConnection extends Closeable {
    /** Reads some octets; -1 at the end. */
    int read(ByteBuffer into) throws IOException;

    /** Sends some octets of a file; 0 if the file has none there. */
    long send(FileChannel file, long fromOctet, long octets) throws IOException;

    /** Says that all was sent, and waits a short while for the other side to hang up. */
    void finishSending() throws IOException;

    /** How the octets travel, in a word. */
    String way();

    /** Whether others can't read along. */
    boolean isEncrypted();

    /** Ends it in a way that the other side doesn't take for the end of the file. */
    void breakOff();
}
