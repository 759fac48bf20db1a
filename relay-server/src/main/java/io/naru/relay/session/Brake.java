package io.naru.relay.session;

import io.naru.relay.net.Connection;

/**
 * Reasons not to read from a client for a while: its login is being looked up, it talks faster than allowed, or
 * somebody it sends to has much waiting. Reading goes on when the last one has gone.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Brake {
    private final Connection connection;
    private int reasons;

    Brake(Connection connection) {
        this.connection = connection;
    }

    void press() {
        reasons++;
        if (reasons == 1) {
            connection.pause();
        }
    }

    void release() {
        if (reasons == 0) {
            throw new IllegalStateException("released more often than pressed");
        }
        reasons--;
        if (reasons == 0) {
            connection.resume();
        }
    }
}
