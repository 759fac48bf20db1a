package io.naru.relay.store;

import io.naru.common.message.ModerationTarget;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The bans and mutes of a relay, as they are kept; who looks them up at each login or message keeps a {@link BanList}.
 * They are changed by the relay that runs, and by nothing else.
 *
 * <p>Answers as {@link Accounts} does, and writes audit entries as it does.
 *
 * <p>Threading: as {@link Accounts} says.
 */
public interface Bans {
    /** How many bans and mutes are kept at once: a list of all of them fits into what may wait for one reader. */
    int MAX = 2_000;

    /** What became of a ban that was to be kept. */
    enum Placement {
        /** It is kept, in place of one of the same kind and target if there was one. */
        KEPT,
        /** There are {@value Bans#MAX} already; some have to be lifted first. */
        FULL
    }

    /** Keeps a ban, and forgets those that have ended by its {@code since}. */
    void put(Ban ban, AuditEntry entry, Executor owner, Consumer<Outcome<Placement>> answer);

    /** Forgets a ban; yields whether there was one, still active or not. */
    void lift(
            Ban.Kind kind,
            ModerationTarget target,
            AuditEntry entry,
            Executor owner,
            Consumer<Outcome<Boolean>> answer);

    /** Those that hold at a moment, oldest first. */
    void active(Instant now, Executor owner, Consumer<Outcome<List<Ban>>> answer);
}
