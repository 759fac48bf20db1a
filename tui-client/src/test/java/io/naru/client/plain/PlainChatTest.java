package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.app.Engine;
import io.naru.client.app.EngineSettings;
import io.naru.client.app.Folders;
import io.naru.client.app.Preferences;
import io.naru.client.app.ScreenClient;
import io.naru.client.event.EngineEvent;
import io.naru.client.state.Settings;
import io.naru.client.testkit.Person;
import io.naru.common.message.MessageId;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plain mode against a relay in the same process, with Bob there as an engine. */
@Timeout(60)
class PlainChatTest {
    @TempDir
    private Path folder;

    private RelayServer relay;
    private Person bob;
    private Preferences preferences = Preferences.NONE;
    private final StringWriter printed = new StringWriter();

    @BeforeEach
    void bobIsThere() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary());
        bob = Person.of("bob").connect(relay.address());
    }

    @AfterEach
    void end() {
        bob.close();
        relay.close();
    }

    private int chat(InputStream input, InetSocketAddress at, String password) {
        Person alice = Person.of("alice");
        ScreenClient.Start start = new ScreenClient.Start(
                alice.login(at, password),
                Optional.empty(),
                folder.resolve("downloads"),
                preferences,
                Folders.of(Map.of(), folder.toString()),
                folder,
                Map.of());
        alice.close();
        return new PlainChat(
                        start,
                        Clock.system(),
                        input,
                        new PrintWriter(printed, true),
                        Optional.empty(),
                        sink -> Engine.start(EngineSettings.standard("test", folder.resolve("keys")), sink))
                .run();
    }

    private int chat(String... lines) {
        byte[] octets = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return chat(new ByteArrayInputStream(octets), relay.address(), "secret");
    }

    private List<String> printed() {
        return printed.toString().lines().toList();
    }

    private void bobSharesTestTxt() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("bob"));
        Files.writeString(shared.resolve("test.txt"), "about epoll\n");
        Files.createDirectories(shared.resolve("images"));
        bob.engine().share(shared);
        bob.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning());
    }

    @Test
    void whatIsPipedInIsSaidAndEndsWithStatusZero() {
        int status = chat("hello", "//bye is a command", "안녕");

        assertThat(status).isZero();
        for (String text : List.of("hello", "/bye is a command", "안녕")) {
            assertThat(bob.log().await(EngineEvent.ChatReceived.class).text()).isEqualTo(text);
        }
        assertThat(printed()).contains("* online: alice, bob", "alice: hello", "alice: 안녕");
    }

    @Test
    void whoIsIgnoredBySettingIsIgnoredHereToo() {
        preferences = new Preferences(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                Settings.DEFAULT.withIgnored(Set.of(UserName.of("bob"))));

        chat("/ignore");

        assertThat(printed()).contains("* ignored: bob");
    }

    @Test
    void noInputIsALoginAndNothingElse() {
        assertThat(chat(InputStream.nullInputStream(), relay.address(), "secret"))
                .isZero();
        assertThat(printed().get(1)).startsWith("* logged in to 127.0.0.1:").endsWith(" as alice, not encrypted");
    }

    @Test
    void aDownloadThatWasAskedForIsFinishedBeforeLeaving() throws IOException {
        bobSharesTestTxt();

        int status = chat("/file ls bob", "/file dn bob test.txt");

        assertThat(status).isZero();
        assertThat(folder.resolve("downloads/test.txt")).hasContent("about epoll\n");
        assertThat(printed())
                .anySatisfy(line -> assertThat(line).isEqualTo("* bob shares in /: 2 items"))
                .anySatisfy(line -> assertThat(line).isEqualTo("  images/"))
                .anySatisfy(line -> assertThat(line).startsWith("  test.txt  12 B  20"))
                .anySatisfy(line -> assertThat(line).startsWith("* download 1 of test.txt from bob is done: "));
    }

    @Test
    void whatFailsIsSaidInASentenceAndMakesTheStatusOne() throws IOException {
        bobSharesTestTxt();

        int status = chat("/file ls nobody", "/file dn bob nothing.txt", "/frobnicate", "/bye");

        assertThat(status).isEqualTo(1);
        assertThat(printed())
                .anySatisfy(line -> assertThat(line).startsWith("! The files of nobody can't be listed. "))
                .anySatisfy(line -> assertThat(line).startsWith("! download 1 of nothing.txt from bob failed: "))
                .anySatisfy(line -> assertThat(line).startsWith("! There is no command /frobnicate."));
        assertThat(printed.toString()).doesNotContain("Exception");
    }

    @Test
    void whatStandsBehindByeIsNotSaid() {
        assertThat(chat("first", "/bye", "second")).isZero();
        assertThat(bob.log().await(EngineEvent.ChatReceived.class).text()).isEqualTo("first");
        assertThat(printed()).noneMatch(line -> line.contains("second"));
    }

    @Test
    void aRelayThatIsNotThereIsStatusOneWithASentence() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress(closed.getInetAddress(), closed.getLocalPort());
        }
        assertThat(chat(new ByteArrayInputStream("hello\n".getBytes(StandardCharsets.UTF_8)), nobody, "secret"))
                .isEqualTo(1);
        assertThat(printed())
                .contains("! Can't reach 127.0.0.1:" + nobody.getPort()
                        + ": connection refused. Is the relay running there?");
    }

    @Test
    void aRefusedLoginIsStatusOneWithTheRelaysSentence() {
        chat("hello");
        int status = chat(InputStream.nullInputStream(), relay.address(), "another");
        assertThat(status).isEqualTo(1);
        assertThat(printed().get(printed().size() - 1)).startsWith("! ");
    }

    @Test
    void aMessageOfSeveralLinesCannotLookLikeSomebodyElses() throws IOException, InterruptedException {
        PipedOutputStream typed = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(typed);
        Thread chat = new Thread(() -> chat(input, relay.address(), "secret"), "chat");
        chat.start();
        bob.log()
                .await(EngineEvent.UserSeen.class, seen -> seen.user().display().equals("alice"));

        bob.engine().say(new MessageId("m1"), "one\ncarol: two\u202e[2J\n* carol has left");
        bob.log().await(EngineEvent.ChatReceived.class);
        typed.write("I have read that\n".getBytes(StandardCharsets.UTF_8));
        typed.close();
        chat.join();

        assertThat(printed()).contains("bob: one", "bob: carol: two\ufffd[2J", "bob: * carol has left");
    }

    @Test
    void aLineThatIsTooLongIsLeftOut() {
        int status = chat("x".repeat(LineSource.LINE_CHARACTERS_MAX + 1), "short");
        assertThat(status).isEqualTo(1);
        assertThat(bob.log().await(EngineEvent.ChatReceived.class).text()).isEqualTo("short");
        assertThat(printed()).contains("! A line of more than 65536 characters was left out.");
    }

    @Test
    void helpKnowsEveryCommand() {
        chat("/help", "/help file dn", "/who", "/whois bob", "/queue", "/ignore bob", "/ignore", "/share", "/clear");
        assertThat(printed())
                .anySatisfy(line -> assertThat(line).startsWith("  /file ls USER [FOLDER] - "))
                .contains("* ignored: bob", "  bob, here, shares nothing", "* no transfers");
    }

    @Test
    void howOthersReachThisProgramIsToldInLines() {
        assertThat(chat("/net")).isZero();

        assertThat(printed())
                .anySatisfy(line -> assertThat(line).startsWith("* The relay is reached at " + address()))
                .anySatisfy(line -> assertThat(line).contains("takes others on this computer only"));
    }

    @Test
    void theWaysToSomebodyAreTestedAndToldInLines() {
        assertThat(chat("/net bob")).isZero();

        assertThat(printed())
                .contains("* Files from bob come direct, encrypted.")
                .anySatisfy(line -> assertThat(line).startsWith("* Back from bob works"))
                .anySatisfy(line -> assertThat(line).startsWith("* Through the relay works"));
    }

    private String address() {
        return "127.0.0.1:" + relay.address().getPort();
    }
}
