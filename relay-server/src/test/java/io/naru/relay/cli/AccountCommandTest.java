package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.Password;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.crypto.PasswordCost;
import io.naru.relay.crypto.PasswordFunction;
import io.naru.relay.store.Account;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.KeyBinding;
import io.naru.relay.store.Keys;
import io.naru.relay.store.Store;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AccountCommandTest extends CommandFixture {

    private static final String OWNER_ADDED =
            "Added minsu as the relay's owner, since nobody was; --role member adds plain accounts.\n";

    private Account stored(Store store, String name) throws IOException {
        CompletableFuture<Outcome<Optional<Account>>> found = new CompletableFuture<>();
        store.accounts().find(UserName.of(name), Runnable::run, found::complete);
        return found.join().orThrow().orElseThrow();
    }

    private boolean opens(String name, String password) throws IOException {
        try (Store store = Store.open(DataFolder.openExisting(data()))) {
            return PasswordFunction.argon2id(PasswordCost.LOW)
                    .matches(Password.of(password), stored(store, name).passwordHash());
        }
    }

    @Test
    void addedAccountHasThePasswordOfStandardInput() throws IOException {
        account("x\n", "add", "owner");
        succeeds(account("ferry\n", "add", "민수"), "Added 민수.\n");

        assertThat(opens("민수", "ferry")).isTrue();
        assertThat(opens("민수", "fery")).isFalse();
    }

    @Test
    void listShowsAllByName() throws IOException {
        account("x\n", "add", "zoe");
        account("x\n", "add", "민수");
        account("x\n", "add", "Anna");
        useTwoKeys("zoe");

        succeeds(account("", "list"), """
                CREATED (UTC)     LAST LOGIN  ROLE      KEYS  NAME
                2026-03-01 12:34  never       member       0  Anna
                2026-03-01 12:34  2026-03-03  owner        2  zoe
                2026-03-01 12:34  never       member       0  민수
                """);
    }

    private void useTwoKeys(String name) throws IOException {
        try (Store store = Store.open(DataFolder.openExisting(data()))) {
            for (String key : new String[] {"laptop", "box"}) {
                KeyBinding binding = new KeyBinding(Fingerprint.ofKey(key.getBytes(StandardCharsets.UTF_8)), key, NOW);
                AuditEntry entry = AuditEntry.ofCommandLine(NOW, AuditEntry.Action.KEY_ADD, key, "");
                AccountCommand.<Keys.Binding>await(
                        answer -> store.keys().bind(UserName.of(name), binding, entry, Runnable::run, answer));
            }
            AccountCommand.<Boolean>await(answer -> store.accounts()
                    .noteLogin(
                            UserName.of(name), Optional.empty(), NOW.plus(Duration.ofDays(2)), Runnable::run, answer));
        }
    }

    @Test
    void firstAccountIsTheOwnersAndTheMessageSaysSo() throws IOException {
        succeeds(account("x\n", "add", "minsu"), OWNER_ADDED);
        succeeds(account("x\n", "add", "jiyoung"), "Added jiyoung.\n");

        try (Store store = Store.open(DataFolder.openExisting(data()))) {
            assertThat(stored(store, "minsu").role()).isEqualTo(Role.OWNER);
            assertThat(stored(store, "jiyoung").role()).isEqualTo(Role.MEMBER);
        }
    }

    @Test
    void roleCanBeSaid() throws IOException {
        succeeds(account("x\n", "add", "minsu", "--role", "operator"), "Added minsu as an operator.\n");
        succeeds(account("x\n", "add", "zoe", "--role", "owner"), "Added zoe as the relay's owner.\n");

        fails(
                account("x\n", "add", "max", "--role", "king"),
                RelayProgram.USAGE,
                "naru-relay: Invalid value for option '--role': it is member, operator or owner, not 'king'. See:"
                        + " naru-relay account add --help");
    }

    @Test
    void roleIsChanged() throws IOException {
        account("x\n", "add", "minsu");
        account("x\n", "add", "jiyoung");

        succeeds(account("", "role", "JiYoung", "operator"), "JiYoung is an operator now.\n");
        try (Store store = Store.open(DataFolder.openExisting(data()))) {
            assertThat(stored(store, "jiyoung").role()).isEqualTo(Role.OPERATOR);
        }
        succeeds(account("", "role", "jiyoung", "owner"), "jiyoung is an owner now.\n");
        succeeds(account("", "role", "minsu", "member"), "minsu is a member now.\n");
    }

    @Test
    void lastOwnerIsNeitherRemovedNorDemoted() {
        account("x\n", "add", "minsu");

        String sentence =
                "naru-relay: minsu is the relay's only owner, and nothing was changed; make somebody else owner"
                        + " first (\"account role NAME owner\").";
        fails(account("", "remove", "minsu"), RelayProgram.FAILURE, sentence);
        fails(account("", "role", "minsu", "operator"), RelayProgram.FAILURE, sentence);
    }

    @Test
    void passwordIsReplaced() throws IOException {
        account("old\n", "add", "minsu");

        succeeds(account("new\n", "password", "MINSU"), "The password of minsu is changed.\n");

        assertThat(opens("minsu", "new")).isTrue();
        assertThat(opens("minsu", "old")).isFalse();
    }

    @Test
    void removedAccountIsGone() {
        account("x\n", "add", "minsu", "--role", "member");

        succeeds(account("", "remove", "minsu"), "Removed minsu.\n");

        succeeds(account("", "list"), "No accounts yet.\n");
    }

    @Test
    void everythingWorksWhileARelayServesTheFolder() throws IOException {
        DataFolder folder = DataFolder.open(data());
        try (var lock = folder.lockForServing();
                Store store = Store.open(folder)) {
            assertThat(lock).isNotNull();
            succeeds(account("x\n", "add", "minsu", "--role", "member"), "Added minsu.\n");

            assertThat(stored(store, "minsu").name()).isEqualTo(UserName.of("minsu"));
        }
    }

    @Test
    void takenNameIsRefusedBeforeAPasswordIsRead() {
        account("x\n", "add", "minsu");

        fails(
                account("", "add", "Minsu"),
                RelayProgram.FAILURE,
                "naru-relay: There is an account minsu already; choose another name, or use \"account password\" for a"
                        + " new password.");
    }

    @Test
    void unknownNameIsRefused() {
        account("x\n", "add", "minsu");

        String sentence = "naru-relay: There is no account nobody; \"account list\" shows all.";
        fails(account("", "remove", "nobody"), RelayProgram.FAILURE, sentence);
        fails(account("", "password", "nobody"), RelayProgram.FAILURE, sentence);
        fails(account("", "role", "nobody", "owner"), RelayProgram.FAILURE, sentence);
    }

    @Test
    void missingFolderIsRefusedExceptByAdd() {
        fails(
                account("", "list"),
                RelayProgram.FAILURE,
                "naru-relay: There is no data folder " + data() + "; check the name.");
        assertThat(data()).doesNotExist();
    }

    @Test
    void wrongCommandLinesGetOneSentence() {
        fails(run(""), RelayProgram.USAGE, "naru-relay: Say which command. See: naru-relay --help");
        fails(
                run("", "account"),
                RelayProgram.USAGE,
                "naru-relay: Say what to do with accounts. See: naru-relay account --help");
        fails(
                run("", "account", "add", "minsu"),
                RelayProgram.USAGE,
                "naru-relay: Missing required option: '--data=FOLDER'. See: naru-relay account add --help");
        fails(
                account("", "add", "a b"),
                RelayProgram.USAGE,
                "naru-relay: Invalid value for positional parameter at index 0 (NAME): A user name is made of letters"
                        + " and digits, with - _ . inside. See: naru-relay account add --help");
        fails(
                account("", "add", "minsu", "--password", "secret"),
                RelayProgram.USAGE,
                "naru-relay: Unknown options: '--password', 'secret'. See: naru-relay account add --help");
        fails(
                account("", "add", "minsu", "--password-cost", "huge"),
                RelayProgram.USAGE,
                "naru-relay: Invalid value for option '--password-cost': it is low, normal or high, not 'huge'. See:"
                        + " naru-relay account add --help");
        fails(
                run("", "account", "list", "--config", temp.resolve("none").toString()),
                RelayProgram.USAGE,
                "naru-relay: There is no settings file " + temp.resolve("none") + "; check the name.");
    }

    @Test
    void wrongValueOfTheFileIsBlamedOnItsLine() throws IOException {
        Path config = Files.writeString(temp.resolve("c"), "data = x\npassword-cost = huge\n");

        fails(
                run("", "account", "add", "minsu", "--config=" + config),
                RelayProgram.USAGE,
                "naru-relay: Invalid value for option '--password-cost': it is low, normal or high, not 'huge' ("
                        + config + ", line 2). See: naru-relay account add --help");
    }

    @Test
    void commandLineWinsOverTheFile() throws IOException {
        Path config =
                Files.writeString(temp.resolve("c"), "data = " + temp.resolve("other") + "\npassword-cost = low\n");

        int status = run("x\n", "account", "add", "minsu", "--config", config.toString(), "--data", data().toString());

        succeeds(status, OWNER_ADDED);
        assertThat(data()).isDirectory();
        assertThat(temp.resolve("other")).doesNotExist();
    }

    @Test
    void traceIsWrittenToTheLogWhenDebuggingOnly() {
        account("", "list");
        assertThat(log.toString(StandardCharsets.UTF_8)).isEmpty();

        account("", "list", "--debug");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("level=debug").contains("    at io.naru.relay.");
        assertThat(err.toString()).doesNotContain("    at ").startsWith("naru-relay: There is no data folder");
    }

    @Test
    void versionAndHelpAreShown() {
        assertThat(run("", "--version")).isZero();
        assertThat(out.toString()).matches("naru-relay [0-9]+\\.[0-9]+\\.[0-9]+\\R");
        assertThat(run("", "account", "add", "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: naru-relay account add ");
    }
}
