package io.naru.relay.store;

/**
 * Everything that a relay keeps over a restart.
 *
 * <p>Threading: see each part; {@link #close()} is called once, by the thread that opened the store.
 */
public interface Store extends AutoCloseable {

    /** Who may log in. */
    Accounts accounts();

    /** Finishes what was asked before, closes the file and ends the thread. Later requests fail. */
    @Override
    void close();
}
