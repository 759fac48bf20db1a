package io.naru.relay.store;

import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Who did what on this relay. The newest {@value #KEPT} entries are kept.
 *
 * <p>Answers as {@link Accounts} does.
 *
 * <p>Threading: as {@link Accounts} says.
 */
public interface Audit {
    /** How many entries are kept; the oldest go first. */
    int KEPT = 100_000;

    /** Adds an entry for something that changed nothing in the store; yields it. */
    void add(AuditEntry entry, Executor owner, Consumer<Outcome<AuditEntry>> answer);

    /** The entries from a moment on, oldest first. */
    void since(Instant from, Executor owner, Consumer<Outcome<List<AuditEntry>>> answer);
}
