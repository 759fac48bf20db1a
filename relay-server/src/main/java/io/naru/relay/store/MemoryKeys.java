package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The keys of a {@link MemoryStore}.
 *
 * <p>Threading: as {@link Keys} says.
 */
final class MemoryKeys implements Keys {
    private final MemoryTables tables;

    MemoryKeys(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void bind(
            UserName account, KeyBinding key, AuditEntry entry, Executor owner, Consumer<Outcome<Binding>> answer) {
        tables.answer(owner, answer, () -> bind(account, key, entry));
    }

    private Binding bind(UserName account, KeyBinding key, AuditEntry entry) {
        MemoryTables.Owned existing = tables.keys.get(key.fingerprint());
        if (existing != null && !existing.account().equals(account)) {
            return Binding.KEY_TAKEN;
        }
        if (existing != null) {
            KeyBinding renamed = new KeyBinding(
                    key.fingerprint(), key.label(), existing.key().binding().addedAt());
            put(account, new BoundKey(renamed, existing.key().lastUsedAt()));
            return Binding.BOUND;
        }
        if (of(account).count() >= PER_ACCOUNT) {
            return Binding.TOO_MANY;
        }
        if (!tables.accounts.containsKey(account)) {
            return Binding.ACCOUNT_UNKNOWN;
        }
        put(account, new BoundKey(key, Optional.empty()));
        tables.addAudit(entry);
        return Binding.BOUND;
    }

    private void put(UserName account, BoundKey key) {
        tables.keys.put(key.binding().fingerprint(), new MemoryTables.Owned(account, key));
    }

    private Stream<BoundKey> of(UserName account) {
        return tables.keys.values().stream()
                .filter(owned -> owned.account().equals(account))
                .map(MemoryTables.Owned::key);
    }

    @Override
    public void unbind(
            UserName account,
            Fingerprint fingerprint,
            AuditEntry entry,
            Executor owner,
            Consumer<Outcome<Boolean>> answer) {
        tables.answer(owner, answer, () -> {
            MemoryTables.Owned owned = tables.keys.get(fingerprint);
            if (owned == null || !owned.account().equals(account)) {
                return false;
            }
            tables.keys.remove(fingerprint);
            tables.addAudit(entry);
            return true;
        });
    }

    @Override
    public void list(UserName account, Executor owner, Consumer<Outcome<List<BoundKey>>> answer) {
        tables.answer(owner, answer, () -> of(account).toList());
    }

    @Override
    public void find(Fingerprint fingerprint, Executor owner, Consumer<Outcome<Optional<KeyOwner>>> answer) {
        tables.answer(
                owner,
                answer,
                () -> Optional.ofNullable(tables.keys.get(fingerprint))
                        .map(owned -> new KeyOwner(tables.accounts.get(owned.account()), owned.key())));
    }

    @Override
    public void counts(Executor owner, Consumer<Outcome<Map<UserName, Integer>>> answer) {
        tables.answer(owner, answer, () -> {
            Map<UserName, Integer> counts = new TreeMap<>();
            tables.keys.values().forEach(owned -> counts.merge(owned.account(), 1, Integer::sum));
            return counts;
        });
    }
}
