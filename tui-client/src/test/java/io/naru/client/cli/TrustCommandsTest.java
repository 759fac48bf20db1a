package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.Folders;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.client.testkit.ScriptedRelay;
import io.naru.common.identity.Identity;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.Facts;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InviteCode;
import io.naru.common.message.InviteLink;
import io.naru.common.message.LoginMode;
import io.naru.common.message.Password;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code naru join}, {@code naru keys} and {@code naru identity}, in this process. */
@Timeout(60)
class TrustCommandsTest {
    private final Identity identity = Identity.create(new SecureRandom(), Instant.EPOCH);
    private final InviteCode code = InviteCode.create(new SecureRandom());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> questions = new ArrayList<>();

    @TempDir
    private Path folder;

    private ScriptedRelay relay;
    private String input = "";

    @BeforeEach
    void start() throws IOException {
        relay = ScriptedRelay.encrypted(identity);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private final class Typed implements Environment.Prompt {
        @Override
        public char[] secret(String question) {
            return line(question).toCharArray();
        }

        @Override
        public String line(String question) {
            questions.add(question);
            return answers.remove();
        }
    }

    private CompletableFuture<Integer> run(String... arguments) {
        Environment environment = new Environment(
                Map.of(),
                new Folders(folder, folder.resolve("config"), folder.resolve("state"), folder.resolve("data")),
                folder,
                "alice",
                answers.isEmpty() ? Optional.empty() : Optional.of(new Typed()),
                TerminalDisplay::open,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Clock.system(),
                new Breakdown());
        return CompletableFuture.supplyAsync(() -> new ClientProgram(environment).run(arguments));
    }

    private String link(Fingerprint of) {
        return new InviteLink(relay.address().host(), relay.address().port(), of, code).text();
    }

    private Path secret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "secret\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String relayAddress() {
        return relay.address().toString();
    }

    @Test
    void joiningChecksTheRelayMakesTheAccountAndRemembersBoth() throws IOException {
        answers.addAll(List.of("kim", "secret", "secret"));
        CompletableFuture<Integer> joining = run("join", "--only", link(identity.fingerprint()));

        ClientMessage.Credentials asked = relay.letIn();
        assertThat(asked.user()).isEqualTo(UserName.of("kim"));
        assertThat(asked.mode()).isEqualTo(LoginMode.REGISTER);
        assertThat(asked.invite()).isEqualTo(code.text());
        assertThat(asked.password()).isEqualTo(Password.of("secret"));
        relay.await(ClientMessage.Close.class);
        relay.hangUp();

        assertThat(joining.join()).as(err.toString()).isZero();
        assertThat(questions.get(0)).isEqualTo("Your name at " + relayAddress() + " (Enter for alice): ");
        assertThat(out.toString()).startsWith("kim has an account at " + relayAddress() + " now");
        assertThat(folder.resolve("data/known_relays"))
                .content()
                .contains(identity.fingerprint().toString());
        assertThat(folder.resolve("config/naru.properties")).content().contains("relay = kim@" + relayAddress());
        assertThat(out.toString() + err).doesNotContain(code.text());
    }

    @Test
    void whoseKeyOpensAnotherAccountIsToldThatTheNewOneNeedsThePassword() throws IOException {
        CompletableFuture<Integer> joining = run(
                "join",
                "--user",
                "kim",
                "--password-file",
                secret().toString(),
                "--only",
                link(identity.fingerprint()));
        relay.greet();
        relay.send(new RelayMessage.Welcome(UserName.of("kim"), Role.MEMBER, new Facts(Map.of("key", "unbound"))));
        relay.await(ClientMessage.Close.class);
        relay.hangUp();

        assertThat(joining.join()).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith("kim has an account at " + relayAddress() + " now. It needs the password")
                .doesNotContain("this computer's key opens it");
    }

    @Test
    void anInviteToSomebodyElsesRelayEndsBeforeAnythingIsSaid() throws IOException {
        Fingerprint other = Identity.create(new SecureRandom(), Instant.EPOCH).fingerprint();
        input = link(other) + "\n";
        CompletableFuture<Integer> joining =
                run("join", "--user", "kim", "--password-file", secret().toString(), "--only", "-");
        relay.accept();
        assertThat(relay.isHungUp()).isTrue();

        assertThat(joining.join()).isEqualTo(ClientProgram.FAILURE);
        assertThat(err.toString())
                .contains(
                        "shows another key",
                        other.toString(),
                        identity.fingerprint().toString())
                .doesNotContain(code.text());
        assertThat(folder.resolve("data/known_relays")).doesNotExist();
        assertThat(folder.resolve("config/naru.properties")).doesNotExist();
    }

    @Test
    void anInviteThatIsUsedUpSaysSo() throws IOException {
        CompletableFuture<Integer> joining = run(
                "join",
                "--user",
                "kim",
                "--password-file",
                secret().toString(),
                "--only",
                link(identity.fingerprint()));
        relay.greet();
        relay.send(new RelayMessage.Error("That invite has been used.", ErrorCode.INVITE_REFUSED, ""));

        assertThat(joining.join()).isEqualTo(ClientProgram.FAILURE);
        assertThat(err.toString()).isEqualTo("naru: That invite has been used.\n");
    }

    @Test
    void twoDifferentPasswordsAreNone() {
        answers.addAll(List.of("secret", "secrte"));
        assertThat(run("join", "--user", "kim", link(identity.fingerprint())).join())
                .isEqualTo(ClientProgram.FAILURE);
        assertThat(err.toString()).isEqualTo("naru: The two passwords differ. Begin again.\n");
    }

    @Test
    void keysAreListedAfterTheRelayWasComparedAndTheKeyWasEnough() throws IOException {
        answers.add("yes");
        CompletableFuture<Integer> listing = run("keys", "list", "kim@" + relayAddress());
        relay.accept();
        assertThat(relay.isHungUp()).isTrue();
        relay.letKeyIn();
        ClientMessage.Keys asked = relay.await(ClientMessage.Keys.class);
        relay.send(new RelayMessage.KeyEntry(
                asked.request(), identity.fingerprint(), "lab", 1, OptionalLong.empty(), true));
        relay.send(new RelayMessage.KeysEnd(asked.request()));
        relay.await(ClientMessage.Close.class);
        relay.hangUp();

        assertThat(listing.join()).as(err.toString()).isZero();
        assertThat(questions.get(0)).contains(identity.fingerprint().toString());
        assertThat(out.toString()).isEqualTo(identity.fingerprint() + "  (this computer)  lab\n");
    }

    @Test
    void whoDoesNotSayYesIsNotConnected() throws IOException {
        answers.add("y");
        CompletableFuture<Integer> listing = run("keys", "list", "kim@" + relayAddress());
        relay.accept();
        assertThat(relay.isHungUp()).isTrue();
        assertThat(listing.join()).isEqualTo(ClientProgram.FAILURE);
        assertThat(err.toString()).isEqualTo("naru: Not connected: nothing was sent to " + relayAddress() + ".\n");
    }

    @Test
    void aKeyIsRemovedByItsFingerprint() throws IOException {
        String key = identity.fingerprint().toString();
        CompletableFuture<Integer> removing = run(
                "keys",
                "remove",
                "--fingerprint",
                key,
                "--password-file",
                secret().toString(),
                key.toLowerCase(Locale.ROOT),
                "kim@" + relayAddress());
        relay.greetKey();
        relay.send(new RelayMessage.Error("Unknown key.", ErrorCode.KEY_UNKNOWN, ""));
        relay.expect(ClientMessage.Credentials.class);
        relay.send(new RelayMessage.Welcome(UserName.of("kim"), Role.MEMBER, Facts.NONE));
        ClientMessage.Keys asked = relay.await(ClientMessage.Keys.class);
        assertThat(asked.fingerprint()).contains(identity.fingerprint());
        relay.send(new RelayMessage.KeysEnd(asked.request()));
        relay.await(ClientMessage.Close.class);
        relay.hangUp();

        assertThat(removing.join()).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("No key opens this account; it needs the password.\n");
    }

    @Test
    void theIdentityIsShownExportedAndImportedAndNeverOverwritten() throws IOException {
        assertThat(run("identity").join()).isZero();
        String shown = out.toString();
        assertThat(shown)
                .contains("fingerprint: ", folder.resolve("data/identity.pem").toString());
        assertThat(run("identity", "export", "copy.pem").join()).isZero();
        Path copy = folder.resolve("copy.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThat(run("identity", "export", "copy.pem").join()).isEqualTo(ClientProgram.FAILURE);
        assertThat(run("identity", "import", "copy.pem").join()).isEqualTo(ClientProgram.FAILURE);

        Files.delete(folder.resolve("data/identity.pem"));
        assertThat(run("identity", "import", "copy.pem").join()).isZero();
        out.getBuffer().setLength(0);
        assertThat(run("identity", "show").join()).isZero();
        assertThat(out.toString()).isEqualTo(shown);
    }
}
