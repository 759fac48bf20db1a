package io.naru.relay.store;

import io.naru.common.message.InviteCode;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The invites of a {@link MemoryStore}.
 *
 * <p>Threading: as {@link Invites} says.
 */
final class MemoryInvites implements Invites {
    private final MemoryTables tables;

    MemoryInvites(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void create(
            Invite invite, InviteCode code, AuditEntry entry, Executor owner, Consumer<Outcome<KeptInvite>> answer) {
        tables.answer(owner, answer, () -> {
            Instant oldest = invite.createdAt().minus(KEPT_AFTER_END);
            tables.invites.values().removeIf(old -> old.invite().expiresAt().isBefore(oldest));
            KeptInvite kept = new KeptInvite(tables.nextInviteId(), invite, invite.uses());
            tables.invites.put(code, kept);
            tables.addAudit(entry.withTarget(kept.target()));
            return kept;
        });
    }

    @Override
    public void check(InviteCode code, Instant now, Executor owner, Consumer<Outcome<State>> answer) {
        tables.answer(
                owner,
                answer,
                () -> Optional.ofNullable(tables.invites.get(code))
                        .map(invite -> invite.state(now))
                        .orElse(State.UNKNOWN));
    }

    @Override
    public void list(Executor owner, Consumer<Outcome<List<KeptInvite>>> answer) {
        tables.answer(
                owner,
                answer,
                () -> tables.invites.values().stream()
                        .sorted(Comparator.comparing(KeptInvite::id))
                        .toList());
    }

    @Override
    public void revoke(long id, AuditEntry entry, Executor owner, Consumer<Outcome<Boolean>> answer) {
        tables.answer(owner, answer, () -> {
            boolean wasThere = tables.invites.values().removeIf(invite -> invite.id() == id);
            if (wasThere) {
                tables.addAudit(entry);
            }
            return wasThere;
        });
    }
}
