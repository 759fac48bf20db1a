package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InviteCode;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.work.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every store: each test of a subclass runs on one in a file and on one in memory. */
@ParameterizedClass
@EnumSource
abstract class StoreContract {

    /** The stores that there are. */
    enum Kind {
        SQLITE,
        MEMORY
    }

    static final Instant CREATED = Instant.ofEpochMilli(1_700_000_000_123L);
    static final AuditEntry ENTRY = entry(AuditEntry.Action.ACCOUNT_ADD, "minsu");

    @TempDir
    Path folder;

    @Parameter
    Kind kind;

    Store store;

    @BeforeEach
    void openStore() throws StoreException {
        store = kind == Kind.SQLITE ? Store.open(DataFolder.open(folder)) : new MemoryStore();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    static AuditEntry entry(AuditEntry.Action action, String target) {
        return new AuditEntry(
                CREATED, Optional.of(UserName.of("kim")), AuditEntry.Via.CHAT, action, target, "since I say so");
    }

    static Account account(String name) {
        return account(name, Role.MEMBER);
    }

    static Account account(String name, Role role) {
        return new Account(UserName.of(name), role, "$hash-of-" + name, CREATED);
    }

    static Fingerprint fingerprint(String key) {
        return Fingerprint.ofKey(key.getBytes(StandardCharsets.UTF_8));
    }

    static KeyBinding key(String key) {
        return new KeyBinding(fingerprint(key), "label of " + key, CREATED);
    }

    static InviteCode code(char digit) {
        return InviteCode.parse(String.valueOf(digit).repeat(InviteCode.CHARACTERS));
    }

    static Invite invite(int uses) {
        return new Invite(uses, CREATED.plus(Duration.ofDays(7)), CREATED, Optional.empty(), "for the crew");
    }

    /** Asks, and waits for the value. */
    static <T> T ask(Consumer<Consumer<Outcome<T>>> request) {
        Answers<T> answers = new Answers<>();
        request.accept(answers);
        return answers.value();
    }

    Accounts.Creation create(Account account) {
        return ask(answer -> store.accounts().create(account, ENTRY, Runnable::run, answer));
    }

    Optional<Account> find(String name) {
        return ask(answer -> store.accounts().find(UserName.of(name), Runnable::run, answer));
    }

    List<Account> accounts() {
        return ask(answer -> store.accounts().list(Runnable::run, answer));
    }

    Accounts.Change remove(String name) {
        AuditEntry entry = entry(AuditEntry.Action.ACCOUNT_REMOVE, name);
        return ask(answer -> store.accounts().remove(UserName.of(name), entry, Runnable::run, answer));
    }

    Keys.Binding bind(String account, KeyBinding key) {
        AuditEntry entry = entry(AuditEntry.Action.KEY_ADD, key.fingerprint().toString());
        return ask(answer -> store.keys().bind(UserName.of(account), key, entry, Runnable::run, answer));
    }

    List<BoundKey> keys(String account) {
        return ask(answer -> store.keys().list(UserName.of(account), Runnable::run, answer));
    }

    Optional<KeyOwner> keyOwner(String key) {
        return ask(answer -> store.keys().find(fingerprint(key), Runnable::run, answer));
    }

    KeptInvite keep(Invite invite, InviteCode code) {
        AuditEntry entry = entry(AuditEntry.Action.INVITE_CREATE, "");
        return ask(answer -> store.invites().create(invite, code, entry, Runnable::run, answer));
    }

    List<KeptInvite> invites() {
        return ask(answer -> store.invites().list(Runnable::run, answer));
    }

    List<AuditEntry> audit() {
        return ask(answer -> store.audit().since(Instant.EPOCH, Runnable::run, answer));
    }
}
