package io.naru.client.link;

import io.naru.common.message.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.Optional;

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

    /** The key that the relay has proven to have; empty on a stream that isn't encrypted. */
    Optional<Fingerprint> relayKey();

    /** The key that this side has shown; empty on a stream that isn't encrypted. */
    Optional<Fingerprint> ownKey();
}
