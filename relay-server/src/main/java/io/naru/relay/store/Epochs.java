package io.naru.relay.store;

import java.sql.SQLException;

/**
 * The random numbers by which clients know whether a room's history is the one of before.
 *
 * <p>Threading: stateless; called by the thread that owns the database.
 */
final class Epochs {
    private Epochs() {}

    /** Gives every room a new one; yields how many rooms there are. */
    static long renew(Database database) throws SQLException {
        return database.update("UPDATE room SET epoch = lower(hex(randomblob(16))) WHERE kind <> 'gone'");
    }
}
