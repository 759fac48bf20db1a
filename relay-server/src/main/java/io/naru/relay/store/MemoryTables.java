package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InviteCode;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.UserName;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a {@link MemoryStore} holds; its parts look at it inside of {@link #answer} alone.
 *
 * <p>Threading: any thread; guarded by itself.
 */
final class MemoryTables {
    final Map<UserName, Account> accounts = new TreeMap<>();
    /** In the order in which they were bound. */
    final Map<Fingerprint, Owned> keys = new LinkedHashMap<>();

    final Map<InviteCode, KeptInvite> invites = new HashMap<>();
    final Map<Ban.Kind, Map<ModerationTarget, Ban>> bans = new EnumMap<>(Ban.Kind.class);
    final Deque<AuditEntry> audit = new ArrayDeque<>();
    private long lastInviteId;

    /** A key and the account that it belongs to. */
    record Owned(UserName account, BoundKey key) {}

    MemoryTables() {
        for (Ban.Kind kind : Ban.Kind.values()) {
            bans.put(kind, new HashMap<>());
        }
    }

    /** Does something with the tables that nobody comes between, then tells what came of it. */
    <T> void answer(Executor owner, Consumer<Outcome<T>> answer, Supplier<T> action) {
        T value;
        synchronized (this) {
            value = action.get();
        }
        new Asker<>(owner, answer).tell(new Outcome.Done<>(value));
    }

    long nextInviteId() {
        return ++lastInviteId;
    }

    void addAudit(AuditEntry entry) {
        audit.add(entry);
        if (audit.size() > Audit.KEPT) {
            audit.remove();
        }
    }

    synchronized void clear() {
        accounts.clear();
        keys.clear();
        invites.clear();
        bans.values().forEach(Map::clear);
        audit.clear();
    }
}
