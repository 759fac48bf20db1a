package io.naru.relay.store;

import io.naru.common.message.ModerationTarget;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The bans and mutes of a {@link MemoryStore}.
 *
 * <p>Threading: as {@link Bans} says.
 */
final class MemoryBans implements Bans {
    private final MemoryTables tables;

    MemoryBans(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void put(Ban ban, AuditEntry entry, Executor owner, Consumer<Outcome<Placement>> answer) {
        tables.answer(owner, answer, () -> {
            long nowMillis = ban.since().toEpochMilli();
            tables.bans.values().forEach(kind -> kind.values().removeIf(old -> !old.isActive(nowMillis)));
            Map<ModerationTarget, Ban> kind = tables.bans.get(ban.kind());
            boolean isNew = !kind.containsKey(ban.target());
            if (isNew && tables.bans.values().stream().mapToInt(Map::size).sum() >= MAX) {
                return Placement.FULL;
            }
            kind.put(ban.target(), ban);
            tables.addAudit(entry);
            return Placement.KEPT;
        });
    }

    @Override
    public void lift(
            Ban.Kind kind,
            ModerationTarget target,
            AuditEntry entry,
            Executor owner,
            Consumer<Outcome<Boolean>> answer) {
        tables.answer(owner, answer, () -> {
            boolean wasThere = tables.bans.get(kind).remove(target) != null;
            if (wasThere) {
                tables.addAudit(entry);
            }
            return wasThere;
        });
    }

    @Override
    public void active(Instant now, Executor owner, Consumer<Outcome<List<Ban>>> answer) {
        tables.answer(
                owner,
                answer,
                () -> tables.bans.values().stream()
                        .flatMap(kind -> kind.values().stream())
                        .filter(ban -> ban.isActive(now.toEpochMilli()))
                        .sorted(Comparator.comparing(Ban::since)
                                .thenComparing(ban -> ban.target().toString()))
                        .toList());
    }
}
