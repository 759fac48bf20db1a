package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.Folders;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.client.testkit.ScriptedRelay;
import io.naru.common.identity.Identity;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code naru say} and {@code naru log} without a terminal, by a bound key, in this process. */
@Timeout(60)
class RoomCommandsTest {
    private static final UserName KIM = UserName.of("kim");

    private final Identity identity = Identity.create(new SecureRandom(), Instant.EPOCH);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private ScriptedRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = ScriptedRelay.encrypted(identity);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private CompletableFuture<Integer> run(byte[] input, String... arguments) {
        Environment environment = new Environment(
                Map.of(),
                new Folders(folder, folder.resolve("config"), folder.resolve("state"), folder.resolve("data")),
                folder,
                "kim",
                Optional.empty(),
                TerminalDisplay::open,
                new ByteArrayInputStream(input),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Clock.system(),
                new Breakdown());
        return CompletableFuture.supplyAsync(() -> new ClientProgram(environment).run(arguments));
    }

    private CompletableFuture<Integer> say(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of("say"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of(
                "kim@" + relay.address(),
                "--fingerprint",
                identity.fingerprint().toString()));
        return run(input.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    private void receive(ClientMessage.Chat said) throws IOException {
        relay.send(new RelayMessage.Chat(
                KIM,
                said.text(),
                said.id(),
                said.room(),
                OptionalLong.empty(),
                OptionalLong.of(0),
                Optional.empty(),
                OptionalLong.empty()));
    }

    /** Lets the user in and keeps no history, so that what is said comes at once. */
    private void letIn() throws IOException {
        relay.letKeyIn();
        relay.send(new RelayMessage.Pong(relay.await(ClientMessage.Ping.class).token()));
    }

    private void farewell() throws IOException {
        relay.await(ClientMessage.Close.class);
        relay.hangUp();
    }

    @Test
    void whatStandardInputHoldsIsOneMessageAndItsReceiptIsSilent() throws IOException {
        CompletableFuture<Integer> saying = say("disk full\non 서버\n\n", "lobby");
        letIn();
        ClientMessage.Chat said = relay.await(ClientMessage.Chat.class);
        assertThat(said.text()).isEqualTo("disk full\non 서버");
        assertThat(said.room().orElse(RoomName.LOBBY)).isEqualTo(RoomName.LOBBY);
        assertThat(saying).isNotDone();
        receive(said);
        farewell();
        assertThat(saying.join()).as(err.toString()).isZero();
        assertThat(out.toString() + err).isEmpty();
    }

    @Test
    void eachLineCanBeAMessage() throws IOException {
        CompletableFuture<Integer> saying = say("one\r\n\ntwo", "--lines", "lobby");
        letIn();
        for (String text : List.of("one", "two")) {
            ClientMessage.Chat said = relay.await(ClientMessage.Chat.class);
            assertThat(said.text()).isEqualTo(text);
            receive(said);
        }
        farewell();
        assertThat(saying.join()).as(err.toString()).isZero();
    }

    @Test
    void aRefusalIsASentenceAndStatusOne() throws IOException {
        CompletableFuture<Integer> saying = say("hello", "lobby");
        letIn();
        ClientMessage.Chat said = relay.await(ClientMessage.Chat.class);
        relay.send(new RelayMessage.Error(
                "You are muted.", ErrorCode.MUTED, said.id().orElseThrow().value()));
        farewell();
        assertThat(saying.join()).isEqualTo(ClientProgram.FAILURE);
        assertThat(err.toString()).isEqualTo("naru: Not said: You are muted.\n");
    }

    @Test
    void aTextThatIsTooLongIsNotSaid() throws IOException {
        CompletableFuture<Integer> saying = say("x".repeat(20_000), "lobby");
        relay.letKeyIn();
        farewell();
        assertThat(saying.join()).isEqualTo(ClientProgram.FAILURE);
        assertThat(err.toString())
                .isEqualTo("naru: Not said, since it is too long: 20,000 octets, and this relay takes 16,384 as one"
                        + " message.\n");
    }

    @Test
    void nothingIsSaidWhenThereIsNothing() {
        assertThat(say("\n", "lobby").join()).isZero();
    }

    @Test
    void aRelayThatIsNotThereIsTriedAgainForAsLongAsWasSaid() throws IOException {
        String gone = "kim@" + relay.address();
        relay.close();
        byte[] input = "hello".getBytes(StandardCharsets.UTF_8);
        String pin = identity.fingerprint().toString();
        CompletableFuture<Integer> saying = run(input, "say", "lobby", gone, "--fingerprint", pin, "--timeout", "1s");
        assertThat(saying.join()).isEqualTo(ClientProgram.FAILURE);
        assertThat(err.toString()).contains("Can't reach").endsWith(" Gave up after 1s.\n");
    }

    @Test
    void anUnknownRelayIsNoQuestionWhereNobodyIs() throws IOException {
        byte[] input = "hello".getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Integer> saying = run(input, "say", "lobby", "kim@" + relay.address());
        relay.accept();
        assertThat(relay.isHungUp()).isTrue();
        assertThat(saying.join()).isEqualTo(ClientProgram.FAILURE);
        assertThat(err.toString()).contains("is seen for the first time", "--fingerprint");
    }

    @Test
    void wrongArgumentsAreStatusTwo() {
        String[][] wrong = {
            {"say"},
            {"say", "two words", "kim@host"},
            {"log", "lobby", "kim@host", "--since", "yesterday"},
            {"log", "lobby", "kim@host", "--limit", "many"},
            {"log", "lobby", "kim@host", "--timeout", "soon"},
        };
        for (String[] arguments : wrong) {
            assertThat(run(new byte[0], arguments).join())
                    .as(Arrays.toString(arguments))
                    .isEqualTo(ClientProgram.USAGE);
        }
    }

    @Test
    void inputThatIsNoTextIsNotSaid() {
        byte[] input = {(byte) 0xC3, '('};
        assertThat(run(input, "say", "lobby", "kim@" + relay.address()).join()).isEqualTo(ClientProgram.FAILURE);
        assertThat(err.toString()).isEqualTo("naru: Standard input isn't UTF-8 text.\n");
    }
}
