package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import io.naru.relay.crypto.PasswordCost;
import io.naru.relay.crypto.PasswordFunction;
import io.naru.relay.store.Account;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.Store;
import io.naru.relay.work.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandTest {

    @TempDir
    Path temp;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private StringWriter out;
    private StringWriter err;

    private Path data() {
        return temp.resolve("data");
    }

    private int run(String input, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        ByteArrayInputStream standardInput = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new RelayProgram(new Environment(
                        new PasswordReader(Optional.empty(), standardInput, false),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        log,
                        InstantSource.fixed(Instant.parse("2026-03-01T12:34:56Z"))))
                .run(arguments);
    }

    private int account(String input, String command, String... more) {
        String[] arguments = new String[more.length + 6];
        arguments[0] = "account";
        arguments[1] = command;
        arguments[2] = "--data";
        arguments[3] = data().toString();
        arguments[4] = "--config";
        arguments[5] = temp.resolve("low.properties").toString();
        System.arraycopy(more, 0, arguments, 6, more.length);
        try {
            Files.writeString(temp.resolve("low.properties"), "password-cost = low\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return run(input, arguments);
    }

    private void succeeds(int status, String output) {
        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines(output);
    }

    private void fails(int status, int expected, String sentence) {
        assertThat(err.toString()).isEqualToNormalizingNewlines(sentence + "\n");
        assertThat(out.toString()).isEmpty();
        assertThat(status).isEqualTo(expected);
    }

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
        succeeds(account("ferry\n", "add", "민수"), "Added 민수.\n");

        assertThat(opens("민수", "ferry")).isTrue();
        assertThat(opens("민수", "fery")).isFalse();
    }

    @Test
    void listShowsAllByName() {
        account("x\n", "add", "zoe");
        account("x\n", "add", "민수");
        account("x\n", "add", "Anna");

        succeeds(account("", "list"), """
                CREATED (UTC)     ROLE      NAME
                2026-03-01 12:34  member    Anna
                2026-03-01 12:34  member    zoe
                2026-03-01 12:34  member    민수
                """);
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
        account("x\n", "add", "minsu");

        succeeds(account("", "remove", "minsu"), "Removed minsu.\n");

        succeeds(account("", "list"), "No accounts yet.\n");
    }

    @Test
    void everythingWorksWhileARelayServesTheFolder() throws IOException {
        DataFolder folder = DataFolder.open(data());
        try (var lock = folder.lockForServing();
                Store store = Store.open(folder)) {
            assertThat(lock).isNotNull();
            succeeds(account("x\n", "add", "minsu"), "Added minsu.\n");

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

        succeeds(status, "Added minsu.\n");
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
