package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InviteCode;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The accounts of a {@link MemoryStore}.
 *
 * <p>Threading: as {@link Accounts} says.
 */
final class MemoryAccounts implements Accounts {
    private final MemoryTables tables;

    MemoryAccounts(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void find(UserName name, Executor owner, Consumer<Outcome<Optional<Account>>> answer) {
        tables.answer(owner, answer, () -> Optional.ofNullable(tables.accounts.get(name)));
    }

    @Override
    public void create(Account account, AuditEntry entry, Executor owner, Consumer<Outcome<Creation>> answer) {
        tables.answer(owner, answer, () -> {
            if (tables.accounts.putIfAbsent(account.name(), account) != null) {
                return Creation.NAME_TAKEN;
            }
            tables.addAudit(entry);
            return Creation.CREATED;
        });
    }

    @Override
    public void register(
            Account account,
            Optional<InviteCode> code,
            Optional<KeyBinding> key,
            Executor owner,
            Consumer<Outcome<Admission>> answer) {
        tables.answer(owner, answer, () -> register(account, code, key));
    }

    private Admission register(Account account, Optional<InviteCode> code, Optional<KeyBinding> key) {
        Optional<KeptInvite> invite = code.map(tables.invites::get);
        if (code.isPresent()) {
            Admission admission = Admission.by(invite, account.createdAt());
            if (admission != Admission.CREATED) {
                return admission;
            }
        }
        if (tables.accounts.containsKey(account.name())) {
            return Admission.NAME_TAKEN;
        }
        if (key.isPresent() && tables.keys.containsKey(key.get().fingerprint())) {
            return Admission.KEY_TAKEN;
        }
        tables.accounts.put(account.name(), account);
        key.ifPresent(bound -> tables.keys.put(
                bound.fingerprint(), new MemoryTables.Owned(account.name(), new BoundKey(bound, Optional.empty()))));
        invite.ifPresent(used -> {
            tables.invites.put(code.get(), used.withOneUseLess());
            tables.addAudit(used.used(account));
        });
        return Admission.CREATED;
    }

    @Override
    public void remove(UserName name, AuditEntry entry, Executor owner, Consumer<Outcome<Change>> answer) {
        tables.answer(owner, answer, () -> {
            Account account = tables.accounts.get(name);
            if (account == null) {
                return Change.UNKNOWN;
            }
            if (isLastOwner(account)) {
                return Change.LAST_OWNER;
            }
            tables.accounts.remove(name);
            tables.keys.values().removeIf(owned -> owned.account().equals(name));
            tables.onAccountRemoved(name);
            tables.addAudit(entry);
            return Change.DONE;
        });
    }

    private boolean isLastOwner(Account account) {
        return account.role() == Role.OWNER
                && tables.accounts.values().stream()
                                .filter(other -> other.role() == Role.OWNER)
                                .count()
                        == 1;
    }

    @Override
    public void list(Executor owner, Consumer<Outcome<List<Account>>> answer) {
        tables.answer(owner, answer, () -> List.copyOf(tables.accounts.values()));
    }

    @Override
    public void setPassword(
            UserName name, String passwordHash, AuditEntry entry, Executor owner, Consumer<Outcome<Boolean>> answer) {
        tables.answer(owner, answer, () -> {
            Account account = tables.accounts.get(name);
            if (account == null) {
                return false;
            }
            put(account, account.role(), passwordHash, account.lastLoginAt());
            tables.addAudit(entry);
            return true;
        });
    }

    private void put(Account account, Role role, String passwordHash, Optional<Instant> lastLoginAt) {
        tables.accounts.put(
                account.name(), new Account(account.name(), role, passwordHash, account.createdAt(), lastLoginAt));
    }

    @Override
    public void setRole(UserName name, Role role, AuditEntry entry, Executor owner, Consumer<Outcome<Change>> answer) {
        tables.answer(owner, answer, () -> {
            Account account = tables.accounts.get(name);
            if (account == null) {
                return Change.UNKNOWN;
            }
            if (account.role() == role) {
                return Change.DONE;
            }
            if (isLastOwner(account)) {
                return Change.LAST_OWNER;
            }
            put(account, role, account.passwordHash(), account.lastLoginAt());
            tables.addAudit(entry);
            return Change.DONE;
        });
    }

    @Override
    public void noteLogin(
            UserName name, Optional<Fingerprint> key, Instant now, Executor owner, Consumer<Outcome<Boolean>> answer) {
        tables.answer(owner, answer, () -> {
            key.ifPresent(fingerprint -> tables.keys.computeIfPresent(
                    fingerprint,
                    (unused, owned) -> owned.account().equals(name)
                            ? new MemoryTables.Owned(
                                    name, new BoundKey(owned.key().binding(), Optional.of(now)))
                            : owned));
            Account account = tables.accounts.get(name);
            if (account == null) {
                return false;
            }
            put(account, account.role(), account.passwordHash(), Optional.of(now));
            return true;
        });
    }
}
