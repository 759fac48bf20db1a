package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.Folders;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.common.message.Registration;
import io.naru.common.time.Clock;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import io.naru.relay.session.SessionLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong gets one sentence that says so, and the right exit status. */
@Timeout(60)
final class BadInputTest {
    private static final String OTHER_PASSWORD = "another one";

    @TempDir
    private Path folder;

    private Path password;
    private StringWriter out;
    private StringWriter err;
    private int lastStatus;

    @BeforeEach
    void writePassword() throws IOException {
        password = secret("password", "secret of alice\n");
    }

    @Test
    void commandLinesThatMakeNoSense() {
        usage("Say which relay: naru [USER@]HOST[:PORT], or try naru demo. See: naru --help");
        usage("Unknown option: '--bogus'. See: naru --help", "--bogus");
        usage("Unmatched argument at index 1: 'another'. See: naru --help", "alice@localhost", "another");
        usage("Unknown option: '--bogus'. See: naru demo --help", "demo", "--bogus");
        usage("Unknown option: '--bogus'. See: naru chat --help", "chat", "--bogus", "alice@localhost");
    }

    @Test
    void optionsWithoutTheirValues() {
        for (String option : new String[] {"--share", "--downloads", "--password-file", "--theme"}) {
            usageThatStarts("Missing required parameter for option '" + option + "'", "alice@localhost", option);
        }
    }

    @Test
    void addressesThatAreNone() {
        for (String address : new String[] {
            "alice@",
            "alice@host:",
            "alice@host:0",
            "alice@host:99999",
            "alice@host:ssh",
            "alice@:7411",
            "@host",
            "a b@host"
        }) {
            run(address);
            assertOneSentence(ClientProgram.USAGE);
            assertThat(err.toString()).as(address).endsWith(" See: naru --help\n");
        }
    }

    @Test
    void themesThatAreNone() {
        usage(
                "The setting theme is one of auto, dark, light, mono. See: naru --help",
                "--theme",
                "pink",
                "alice@localhost");
    }

    @Test
    void foldersThatCannotBeShared() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "x");
        for (Path each : new Path[] {folder.resolve("nowhere"), file}) {
            usage(
                    "The folder to share, " + each + ", isn't there or can't be read. See: naru --help",
                    "--share",
                    each.toString(),
                    "alice@localhost");
        }
    }

    @Test
    void passwordFilesThatAreOfNoUse() throws IOException {
        Path open = Files.writeString(folder.resolve("open"), "secret\n");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        fails("There is no password file " + folder.resolve("nowhere") + ".", connecting(folder.resolve("nowhere")));
        fails("There is no password file " + folder + ".", connecting(folder));
        failsWith("Type: chmod 600 '" + open + "'.", connecting(open));
        failsWith("empty", connecting(secret("empty", "")));
        failsWith("UTF-8", connecting(secret("latin", "\u00e9", StandardCharsets.ISO_8859_1)));
        failsWith("256 octets", connecting(secret("long", "x".repeat(300))));
    }

    @Test
    void aPasswordThatNobodyCanBeAskedFor() throws IOException {
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary())) {
            run("chat", "--plain", "--plaintext", "alice@127.0.0.1:" + port(relay));
            assertThat(lastStatus).isEqualTo(ClientProgram.FAILURE);
            assertThat(lastLine())
                    .isEqualTo("! There is no terminal to ask for the password on; name a file that holds it with"
                            + " --password-file.");
            assertNoTrace();
        }
    }

    @Test
    void aRelayThatNobodyIsThereToCompare() throws IOException {
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary())) {
            run("chat", "--plain", "alice@127.0.0.1:" + port(relay));
            assertThat(lastStatus).isEqualTo(ClientProgram.FAILURE);
            assertThat(lastLine())
                    .startsWith("! 127.0.0.1:" + port(relay) + " is seen for the first time")
                    .contains(relay.fingerprint().toString(), "--fingerprint", "naru join");
            assertNoTrace();
        }
    }

    @Test
    void aRelayWithAnotherFingerprintThanTheOneThatWasTyped() throws IOException {
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary());
                RelayServer other = RelayServer.start(RelayConfig.temporary())) {
            String expected = other.fingerprint().toString();
            run("chat", "--plain", "--fingerprint", expected, "alice@127.0.0.1:" + port(relay));
            assertThat(lastStatus).isEqualTo(ClientProgram.FAILURE);
            assertThat(out.toString())
                    .contains("shows another key than it should")
                    .contains(expected, relay.fingerprint().toString());
            assertNoTrace();
        }
    }

    @Test
    void fingerprintsAndInvitesThatAreNone() {
        usageThatStarts("A fingerprint is 56 letters", "--fingerprint", "ABC", "alice@localhost");
        usageThatStarts("Without TLS there is no", "--plaintext", "--fingerprint", "ABC", "alice@localhost");
        run("join", "http://localhost/");
        assertOneSentence(ClientProgram.USAGE);
        assertThat(err.toString()).contains("naru://").endsWith(" See: naru join --help\n");
        run("keys");
        assertOneSentence(ClientProgram.USAGE);
        run("keys", "remove", "ABC", "alice@localhost");
        assertOneSentence(ClientProgram.USAGE);
        run("identity", "export");
        assertOneSentence(ClientProgram.USAGE);
    }

    @Test
    void settingsThatMakeNoSense() throws IOException {
        Path settings = Files.createDirectories(folder.resolve("config/naru")).resolve("naru.properties");
        for (String text : new String[] {"theme = pink\n", "bogus = 1\n", "theme\n", "theme = \\u12\n"}) {
            Files.writeString(settings, text);
            run("alice@localhost");
            assertOneSentence(ClientProgram.FAILURE);
            assertThat(err.toString()).as(text).contains(settings.toString());
        }
    }

    @Test
    void aRelayThatIsNotThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        chatFails("Can't reach 127.0.0.1:" + free + ": connection refused. Is the relay running there?", free);
    }

    @Test
    void aServerThatIsNoRelay() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();
            String answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
            Thread web = new Thread(() -> answerOnce(server, answer), "not-a-relay");
            web.start();
            run(chatting(port));
            web.join();
            assertThat(lastLine()).startsWith("! 127.0.0.1:" + port + " ").contains("Naru");
            assertNoTrace();
        }
    }

    @Test
    void aServerThatHangsUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();
            Thread rude = new Thread(() -> answerOnce(server, ""), "hangs-up");
            rude.start();
            chatFails("127.0.0.1:" + port + " hung up before the login was done. Is that a Naru relay?", port);
            rude.join();
        }
    }

    @Test
    void aWrongPassword() throws IOException {
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary())) {
            assertThat(run(chatting(port(relay)))).isZero();
            password = secret("wrong", OTHER_PASSWORD);
            chatFails("Wrong user name or password.", port(relay));
        }
    }

    @Test
    void aNameThatNobodyHasAndNobodyMayTake() throws IOException {
        RelayConfig closed = RelayConfig.temporary().withRegistration(Registration.CLOSED);
        try (RelayServer relay = RelayServer.start(closed)) {
            chatFails("Wrong user name or password.", port(relay));
        }
    }

    @Test
    void aFullRelay() throws Exception {
        RelayConfig small = RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withMaxUsers(1));
        try (RelayServer relay = RelayServer.start(small);
                Socket other = new Socket(relay.address().getAddress(), port(relay))) {
            other.getOutputStream().write("\001bob secret\000".getBytes(StandardCharsets.US_ASCII));
            assertThat(other.getInputStream().read()).isZero();
            run(chatting(port(relay)));
            assertThat(lastLine()).startsWith("! ").containsIgnoringCase("full");
            assertNoTrace();
        }
    }

    @Test
    void commandsAndUsersThatAreUnknown() throws IOException {
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary())) {
            String lines = "/lst\n/file ls nobody\n/file dn nobody x\n/file ls\n/whois nobody\n/msg\n";
            int status = run(lines, chatting(port(relay)));
            assertThat(status).isEqualTo(ClientProgram.FAILURE);
            assertThat(out.toString())
                    .contains("! There is no command /lst. The nearest one is /ls.")
                    .contains("! The files of nobody can't be listed. No user named nobody is online.")
                    .contains("* download 1 of x from nobody: waiting for the owner. No user named nobody is online.")
                    .contains("! nobody isn't online.")
                    .contains("/file ls USER");
            assertNoTrace();
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            // A relay reads first, too.
            assertThat(socket.getInputStream().read()).isNotNegative();
            OutputStream answers = socket.getOutputStream();
            answers.write(answer.getBytes(StandardCharsets.US_ASCII));
            answers.flush();
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int port(RelayServer relay) {
        return relay.address().getPort();
    }

    private String[] connecting(Path passwordFile) {
        return new String[] {
            "chat", "--plain", "--plaintext", "--password-file", passwordFile.toString(), "alice@localhost"
        };
    }

    private String[] chatting(int port) {
        return new String[] {
            "chat", "--plain", "--plaintext", "--password-file", password.toString(), "alice@127.0.0.1:" + port
        };
    }

    private void usage(String sentence, String... arguments) {
        run(arguments);
        assertOneSentence(ClientProgram.USAGE);
        assertThat(err.toString()).isEqualTo("naru: " + sentence + "\n");
    }

    private void usageThatStarts(String sentence, String... arguments) {
        run(arguments);
        assertOneSentence(ClientProgram.USAGE);
        assertThat(err.toString()).startsWith("naru: " + sentence).endsWith(" See: naru --help\n");
    }

    private void fails(String sentence, String... arguments) {
        run(arguments);
        assertOneSentence(ClientProgram.FAILURE);
        assertThat(err.toString()).isEqualTo("naru: " + sentence + "\n");
    }

    private void failsWith(String part, String... arguments) {
        run(arguments);
        assertOneSentence(ClientProgram.FAILURE);
        assertThat(err.toString()).contains(part);
    }

    /** In the conversation, what goes wrong is part of it. */
    private void chatFails(String sentence, int port) {
        assertThat(run(chatting(port))).isEqualTo(ClientProgram.FAILURE);
        assertThat(lastLine()).isEqualTo("! " + sentence);
        assertThat(out.toString().lines().filter(line -> line.startsWith("! "))).hasSize(1);
        assertNoTrace();
    }

    private String lastLine() {
        return out.toString().lines().reduce("", (before, line) -> line);
    }

    private void assertOneSentence(int status) {
        assertThat(lastStatus).as(err.toString()).isEqualTo(status);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("naru: ").hasLineCount(1);
        assertNoTrace();
    }

    private void assertNoTrace() {
        assertThat(out.toString() + err)
                .doesNotContain("Exception")
                .doesNotContain("io.naru")
                .doesNotContain("null");
    }

    private int run(String... arguments) {
        return run("", arguments);
    }

    private int run(String input, String[] arguments) {
        out = new StringWriter();
        err = new StringWriter();
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        Environment environment = new Environment(
                Map.of(),
                new Folders(
                        folder,
                        folder.resolve("config/naru"),
                        folder.resolve("state/naru"),
                        folder.resolve("data/naru")),
                folder,
                "alice",
                Optional.empty(),
                TerminalDisplay::open,
                in,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Clock.system(),
                new Breakdown());
        lastStatus = new ClientProgram(environment).run(arguments);
        return lastStatus;
    }

    private Path secret(String name, String text) throws IOException {
        return secret(name, text, StandardCharsets.UTF_8);
    }

    private Path secret(String name, String text, Charset charset) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text, charset);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
