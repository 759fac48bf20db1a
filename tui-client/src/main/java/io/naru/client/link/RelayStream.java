package io.naru.client.link;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;

/**
 * The two streams of octets to and from a relay, once they stand.
 *
 * <p>Threading: one thread reads, one writes; {@link #close} from any, and ends both.
 */
public interface RelayStream extends Closeable {
    /** What the relay sends. */
    InputStream input() throws IOException;

    /** What the relay is sent; unbuffered. */
    OutputStream output() throws IOException;

    /** The address on this side. */
    InetAddress localAddress();

    /** The relay's address. */
    InetAddress remoteAddress();

    /** Whether others can't read along. */
    boolean isEncrypted();
}
