package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.control.ControlAnswer;
import io.naru.relay.ctl.ControlSocket;
import io.naru.relay.store.DataFolder;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control socket of a relay whose loop is turned by the test. */
class ControlSocketTest {
    @TempDir
    private Path temp;

    private final List<Ctl> clients = new ArrayList<>();
    private Path data;
    private SteppedRelay relay;
    private ControlAnswer reloaded = ControlAnswer.done("Read again.");

    @BeforeEach
    void start() throws IOException {
        data = temp.resolve("data");
        relay = new SteppedRelay(RelayConfig.temporary());
        relay.relay().openControl(DataFolder.open(data), answer -> answer.accept(reloaded));
    }

    @AfterEach
    void stop() throws IOException {
        for (Ctl client : clients) {
            client.channel.close();
        }
        relay.close();
    }

    /** One end of the socket, read between turns of the loop. */
    private final class Ctl {
        private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        private final ByteBuffer read = ByteBuffer.allocate(1 << 20);
        private boolean hasEnded;

        private Ctl() throws IOException {
            channel.connect(UnixDomainSocketAddress.of(ControlSocket.file(data)));
            channel.configureBlocking(false);
            clients.add(this);
        }

        private Ctl send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        private Ctl send(byte[] octets) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(octets);
            for (int i = 0; rest.hasRemaining() && i < 100; i++) {
                channel.write(rest);
                relay.step();
            }
            return this;
        }

        private void read() {
            try {
                hasEnded |= channel.read(read) < 0;
            } catch (IOException e) {
                hasEnded = true;
            }
        }

        private String text() {
            read();
            return new String(read.array(), 0, read.position(), StandardCharsets.UTF_8);
        }

        private String answer() throws IOException {
            relay.until("the answer has ended", () -> {
                read();
                return hasEnded;
            });
            return text();
        }
    }

    private String ask(String line) throws IOException {
        return new Ctl().send(line + "\n").answer();
    }

    private void refuses(String line, String sentence) throws IOException {
        assertThat(ask(line)).isEqualTo("refused\n{\"refused\":\"" + sentence + "\"}\n");
    }

    @Test
    void statusIsOneDocumentOfJson() throws IOException {
        relay.extended("kim");
        relay.connect();

        String status = ask("status");

        assertThat(status).startsWith("ok\n{\"version\":").endsWith("}\n");
        assertThat(status.lines()).hasSize(2);
        assertThat(status)
                .contains(
                        "\"users\":1,",
                        "\"logging-in\":0,\"online\":1,",
                        "\"registered\":1,",
                        "\"throttled\":{\"chat\":0,",
                        "\"queuedOctets\":0,");
    }

    @Test
    void statusForPeopleIsAligned() throws IOException {
        relay.extended("kim");

        assertThat(ask("status\tas=text").lines())
                .contains("ok", "users                        1", "sessions                     online 1");
    }

    @Test
    void whoTellsOfEverySessionInColumnsThatLineUpAlsoForWideNames() throws IOException {
        relay.extended("하나");
        relay.extended("kim");

        List<String> lines = ask("who\tas=text").lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("USER  ROLE    STATE   ADDRESS    LEVEL     TLS  MUTED  SINCE");
        assertThat(lines.subList(2, 4))
                .anyMatch(line -> line.startsWith("하나  member  online  127.0.0.1  extended  no   no     "))
                .anyMatch(line -> line.startsWith("kim   member  online  127.0.0.1  extended  no   no     "));
        assertThat(ask("who")).contains("{\"user\":\"하나\",\"role\":\"member\",\"state\":\"online\",");
    }

    @Test
    void kickedUserIsToldWhyAndIsGone() throws IOException {
        ScriptedPeer kim = relay.extended("kim");

        String answer = ask("kick\ttarget=kim\treason=too loud");

        assertThat(answer).startsWith("ok\n{\"done\":\"kim was kicked");
        assertThat(kim.skipTo(RelayMessage.Close.class).code()).contains(ErrorCode.KICKED);
        refuses("kick\ttarget=kim", "kim isn't online.");
    }

    @Test
    void banOfANetIsListedAndLifted() throws IOException {
        ask("ban\ttarget=addr:192.0.2.0/24\tseconds=3600\treason=spam");

        assertThat(ask("bans")).contains("\"target\":\"addr:192.0.2.0/24\"", "\"reason\":\"spam\"");
        assertThat(ask("unban\ttarget=addr:192.0.2.0/24")).startsWith("ok\n");
        assertThat(ask("bans")).isEqualTo("ok\n{\"bans\":[]}\n");
    }

    @Test
    void whatIsSaidComesToTheRoom() throws IOException {
        ScriptedPeer kim = relay.extended("kim");

        assertThat(ask("say\ttext=Backup at noon")).startsWith("ok\n");

        assertThat(kim.skipTo(RelayMessage.Notice.class).text()).contains("Backup at noon");
    }

    @Test
    void drainedRelayStopsWhenTheLastUserHasLeft() throws IOException {
        ScriptedPeer kim = relay.extended("kim");
        assertThat(ask("drain")).startsWith("ok\n");
        assertThat(kim.skipTo(RelayMessage.Notice.class).text()).contains("The relay stops once everybody has left.");
        relay.advance(Duration.ofSeconds(20));
        assertThat(ask("status")).contains("\"draining\":true");

        kim.close();
        relay.until("kim is gone", () -> relay.relay().sessions().size() == 0);
        relay.advance(Duration.ofSeconds(2));

        assertThatThrownBy(() -> relay.relay().loop().execute(() -> {})).hasMessageContaining("stopped");
    }

    @Test
    void drainedRelayStopsAfterItsSpanThoughSomebodyIsThere() throws IOException {
        ScriptedPeer kim = relay.extended("kim");
        ask("drain\tseconds=60");
        relay.advance(Duration.ofSeconds(58));
        assertThat(ask("status")).contains("\"users\":1,");

        relay.advance(Duration.ofSeconds(3));

        assertThat(kim.skipTo(RelayMessage.Close.class).code()).contains(ErrorCode.STOPPING);
    }

    @Test
    void drainedRelayTellsAtItsEndWhenItIsBack() throws IOException {
        ScriptedPeer kim = relay.extended("kim");
        ask("drain\tseconds=10\tback=90");
        relay.advance(Duration.ofSeconds(11));

        RelayMessage.Close close = kim.skipTo(RelayMessage.Close.class);
        assertThat(close.retrySeconds()).hasValue(90);
        assertThat(close.reason()).isEqualTo("The relay is stopping; it means to be back in 90s.");
    }

    @Test
    void stopMayTellWhenTheRelayIsBack() throws IOException {
        ScriptedPeer kim = relay.extended("kim");
        ScriptedPeer lee = relay.base("lee");
        kim.barrier();
        refuses("stop\tback=86401", "A relay is back within a day.");

        new Ctl().send("stop\tback=120\n");

        RelayMessage.Close close = kim.expect(RelayMessage.Close.class);
        assertThat(close.code()).contains(ErrorCode.STOPPING);
        assertThat(close.retrySeconds()).hasValue(120);
        assertThat(lee.expectText(0)).isEqualTo("* The relay is stopping; it means to be back in 2m.");
    }

    @Test
    void undrainedRelayGoesOn() throws IOException {
        ask("drain\tseconds=60");
        assertThat(ask("undrain")).startsWith("ok\n");
        relay.advance(Duration.ofMinutes(5));

        assertThat(ask("status")).contains("\"draining\":false");
    }

    @Test
    void reloadTellsWhatBecameOfIt() throws IOException {
        assertThat(ask("reload")).isEqualTo("ok\n{\"done\":\"Read again.\"}\n");
        reloaded = ControlAnswer.refused(ErrorCode.INTERNAL, "The certificate is gone.");
        refuses("reload", "The certificate is gone.");
    }

    @Test
    void whoAsksItToStopLearnsWhenItHasStopped() throws IOException {
        Ctl ctl = new Ctl().send("stop\n");
        relay.until("the answer is there", () -> ctl.text().endsWith("}\n"));
        assertThat(ctl.hasEnded).as("ended before the relay has").isFalse();

        relay.closeButStore();
        ctl.read();
        assertThat(ctl.hasEnded).as("ended before the folder is free").isFalse();

        relay.relay().onEnded();
        ctl.read();
        assertThat(ctl.hasEnded).isTrue();
    }

    @Test
    void brokenRequestsAreRefusedWithASentence() throws IOException {
        refuses("dance", "There is no \\\"dance\\\" here; this relay may be older than the program.");
        refuses("kick", "\\\"kick\\\" needs \\\"target=…\\\".");
        refuses("ban\ttarget=kim\tseconds=-1", "A span is 0 to 3153600000 seconds.");
        refuses("role\ttarget=kim\trole=king", "A role is owner, operator or member.");
        String form = "A request is a verb and key=value, separated by tabs; ";
        refuses("", form + "a verb is 1 to 16 letters in lower case.");
        refuses("status\t", form + "each key stands there once.");
        refuses("status\ta=1\ta=2", form + "each key stands there once.");
        refuses("status\tA=1", form + "a key is 1 to 16 letters in lower case.");
        refuses("say\ttext=\u001b[2J", "The value of \\\"text\\\" has to be one line without tabs.");
        assertThat(new Ctl().send(new byte[] {(byte) 0xff, '\n'}).answer())
                .isEqualTo("refused\n{\"refused\":\"A request is UTF-8 text.\"}\n");
    }

    @Test
    void whateverComesTheLoopGoesOn() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            Ctl ctl = new Ctl().send(noise);
            ctl.send(random.nextBoolean() ? "\n" : "who\tas=text\n");
            if (random.nextBoolean()) {
                ctl.channel.close();
            } else {
                assertThat(ctl.answer()).as("seed " + seed).matches("(?s)(ok|refused)\n.*\n");
                ctl.channel.close();
            }
            relay.step();
        }

        assertThat(ask("status")).startsWith("ok\n");
    }

    @Test
    void hugeLineIsRefusedAtItsLimit() throws IOException {
        assertThat(new Ctl().send("x".repeat(4_096)).answer())
                .isEqualTo("refused\n{\"refused\":\"A request is a line of 4096 octets at most.\"}\n");
    }

    @Test
    void halfALineIsWaitedForTenSecondsAndNotLonger() throws IOException {
        Ctl stalled = new Ctl().send("sta");
        relay.advance(Duration.ofSeconds(9));
        stalled.read();
        assertThat(stalled.hasEnded).isFalse();
        assertThat(ask("status")).as("meanwhile").startsWith("ok\n");

        relay.advance(Duration.ofSeconds(2));
        assertThat(stalled.answer()).isEmpty();
    }

    @Test
    void clientsPastTheEighthAreSentAwayAndTheirPlaceIsFreeAgainLater() throws IOException {
        for (int i = 0; i < 8; i++) {
            new Ctl().send("sta");
        }
        assertThat(new Ctl().answer()).contains("The relay answers 8 requests at a time; try again.");

        relay.advance(Duration.ofSeconds(11));
        relay.step();
        assertThat(ask("status")).startsWith("ok\n");
    }

    @Test
    void onlyItsOwnerMayConnectAndNothingElseIsLeft() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ControlSocket.file(data))))
                .isEqualTo("rw-------");
        try (var files = Files.list(data)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("ctl.sock");
        }
        relay.relay().close();
        assertThat(ControlSocket.file(data)).doesNotExist();
    }

    @Test
    void socketOfARelayThatCrashedIsReplaced() throws IOException {
        Path other = DataFolder.open(temp.resolve("other")).path();
        try (ServerSocketChannel crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            crashed.bind(UnixDomainSocketAddress.of(ControlSocket.file(other)));
        }
        assertThat(ControlSocket.file(other)).exists();

        try (SteppedRelay next = new SteppedRelay(RelayConfig.temporary())) {
            next.relay().openControl(DataFolder.open(other), answer -> {});
            assertThat(ControlSocket.file(other)).exists();
        }
    }

    @Test
    void socketOfARelayThatAnswersIsLeftAlone() throws IOException {
        try (SteppedRelay next = new SteppedRelay(RelayConfig.temporary())) {
            assertThatThrownBy(() -> next.relay().openControl(DataFolder.open(data), answer -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Another relay answers at " + ControlSocket.file(data));
        }
        assertThat(ask("status")).startsWith("ok\n");
    }

    @Test
    void fileInItsPlaceIsLeftAlone() throws IOException {
        Path other = DataFolder.open(temp.resolve("other")).path();
        Files.writeString(ControlSocket.file(other), "precious");
        try (SteppedRelay next = new SteppedRelay(RelayConfig.temporary())) {
            assertThatThrownBy(() -> next.relay().openControl(DataFolder.open(other), answer -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("isn't a socket");
        }
        assertThat(ControlSocket.file(other)).hasContent("precious");
    }

    @Test
    void pathThatIsTooLongForASocketIsOneSentence() throws IOException {
        DataFolder other = DataFolder.open(temp.resolve("x".repeat(90)));
        try (SteppedRelay next = new SteppedRelay(RelayConfig.temporary())) {
            assertThatThrownBy(() -> next.relay().openControl(other, answer -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a socket's may be 103")
                    .hasMessageEndingWith("use a data folder with a shorter path");
        }
    }
}
