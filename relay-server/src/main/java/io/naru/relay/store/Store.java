package io.naru.relay.store;

import io.naru.relay.work.Outcome;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Everything that a relay keeps over a restart.
 *
 * <p>Threading: see each part; {@link #close()} is called once, by the thread that opened the store.
 */
public interface Store extends AutoCloseable {

    /**
     * Opens the database of a data folder, made or upgraded where that is due. Blocks, for ten seconds at worst while
     * another program does the same.
     *
     * @throws StoreException if it can't be opened
     */
    static Store open(DataFolder folder) throws StoreException {
        return SqliteStore.open(folder, StoreLimits.DEFAULT);
    }

    /**
     * The same for a relay, which holds {@link DataFolder#lockForServing}: rooms get new epochs where the database isn't the
     * one that the last relay on this folder left, and what is said is made searchable by and by.
     *
     * @throws StoreException if it can't be opened
     */
    static Store openForServing(DataFolder folder) throws StoreException {
        return SqliteStore.openForServing(folder, StoreLimits.DEFAULT);
    }

    /** Who may log in. */
    Accounts accounts();

    /** Which keys log in to which accounts. */
    Keys keys();

    /** Who may register. */
    Invites invites();

    /** Who is kept out, or silent. */
    Bans bans();

    /** Who did what. */
    Audit audit();

    /** Which rooms there are, and who is in them. */
    Rooms rooms();

    /** What was said in them. */
    History history();

    /**
     * Yields whether another program has changed the store since this was asked last (or since the store was opened).
     * A relay asks now and then, and if so has another look at whatever it holds on to: an account that somebody is
     * logged in to may be gone, have another role, or other keys. Costs no more than a look at a page in memory.
     */
    void hasChangedElsewhere(Executor owner, Consumer<Outcome<Boolean>> answer);

    /**
     * Asks to be told, once, when the store can't go on: the disk refused to sync, or the database is damaged. Every
     * request fails from then on, and what runs on the store should stop. Told at once if that has happened already.
     */
    void whenBroken(Executor owner, Consumer<StoreException> listener);

    /** Finishes what was asked before, closes the file and ends the thread. Later requests fail. */
    @Override
    void close();
}
