package io.naru.relay.store;

import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The audit of a {@link MemoryStore}.
 *
 * <p>Threading: as {@link Audit} says.
 */
final class MemoryAudit implements Audit {
    private final MemoryTables tables;

    MemoryAudit(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void add(AuditEntry entry, Executor owner, Consumer<Outcome<AuditEntry>> answer) {
        tables.answer(owner, answer, () -> {
            tables.addAudit(entry);
            return entry;
        });
    }

    @Override
    public void since(Instant from, Executor owner, Consumer<Outcome<List<AuditEntry>>> answer) {
        tables.answer(
                owner,
                answer,
                () -> tables.audit.stream()
                        .filter(entry -> !entry.at().isBefore(from))
                        .toList());
    }
}
