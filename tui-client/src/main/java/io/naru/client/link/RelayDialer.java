package io.naru.client.link;

import java.io.IOException;

/** How a stream to a relay is made: over TLS ({@link TlsDialer}), plain ({@link TcpDialer}), or by a test's own means. */
@FunctionalInterface
public interface RelayDialer {
    /**
     * Connects; blocks until the stream stands or can't be had.
     *
     * @param protection what is known of the relay's key, or that it doesn't matter
     * @throws IOException if it can't; its message tells a reason
     */
    RelayStream dial(RelayAddress relay, Protection protection) throws IOException;
}
