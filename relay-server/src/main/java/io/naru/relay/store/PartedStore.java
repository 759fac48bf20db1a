package io.naru.relay.store;

/**
 * A store whose parts are made with it.
 *
 * <p>Threading: as {@link Store} says.
 *
 * @param <H> which history it has
 */
abstract sealed class PartedStore<H extends History> implements Store permits MemoryStore, SqliteStore {
    private final Parts<H> parts;

    /** What a store consists of. */
    record Parts<H>(Accounts accounts, Keys keys, Invites invites, Bans bans, Audit audit, Rooms rooms, H history) {}

    PartedStore(Parts<H> parts) {
        this.parts = parts;
    }

    @Override
    public final Accounts accounts() {
        return parts.accounts();
    }

    @Override
    public final Keys keys() {
        return parts.keys();
    }

    @Override
    public final Invites invites() {
        return parts.invites();
    }

    @Override
    public final Bans bans() {
        return parts.bans();
    }

    @Override
    public final Audit audit() {
        return parts.audit();
    }

    @Override
    public final Rooms rooms() {
        return parts.rooms();
    }

    @Override
    public final H history() {
        return parts.history();
    }
}
