package io.naru.client.link;

import java.io.IOException;

/** How a stream to a relay is made: over TCP ({@link TcpDialer}), or by a test's own means. */
@FunctionalInterface
public interface RelayDialer {
    /**
     * Connects; blocks until the stream stands or can't be had.
     *
     * @throws IOException if it can't; its message tells a reason
     */
    RelayStream dial(RelayAddress relay) throws IOException;
}
