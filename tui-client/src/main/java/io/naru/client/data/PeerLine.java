package io.naru.client.data;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A connection to another user's client: encrypted, both keys checked, the token proven. One side asks for files, any
 * number of them, the other answers.
 *
 * <p>Threading: one thread reads and one writes; {@link #breakOff} and {@link #close} from any.
 */
public interface PeerLine extends Closeable {
    /** Who is at the other end. */
    UserName peer();

    /** The key that the other end has proven. */
    Fingerprint key();

    /** How it came about. */
    Way way();

    /**
     * Reads what there is, at least an octet; blocks until then.
     *
     * @return how many octets came, -1 at the end
     */
    int read(ByteBuffer into) throws IOException;

    /** Writes all that the buffers hold, as few records as it takes; blocks until the network has taken it. */
    void write(ByteBuffer... from) throws IOException;

    /** Ends it at once, so that what blocks in it fails. The other end doesn't take that for a proper end. */
    void breakOff();
}
