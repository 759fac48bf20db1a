package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.RelayMessage;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.testkit.TlsClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The relay with little memory, or few open files, while some try to use up all of it: it lives, and two users who were
 * there before go on talking.
 */
@Timeout(180)
final class ScarcityIT {
    private static final byte[] HALF_LOGIN = "\1x ".concat("x".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
    private static final byte[] HALF_CHAT = "\0".concat("x".repeat(65_500)).getBytes(StandardCharsets.UTF_8);
    /** The head of a record of 16 KiB that goes on with a greeting, and all of it but an octet. */
    private static final byte[] HALF_RECORD = halfRecord();

    private static final byte[] LONG_CHAT =
            MessageWriter.octets(new ClientMessage.Chat("x".repeat(16_000), Optional.empty(), Optional.empty()));

    private final List<ScriptedPeer> peers = new ArrayList<>();

    @TempDir
    private Path folder;

    private RelayProcess relay;
    private ScriptedPeer alice;
    private ScriptedPeer bob;
    private int said;

    private static byte[] halfRecord() {
        byte[] record = new byte[5 + 16 * 1024 - 1];
        System.arraycopy(new byte[] {0x16, 3, 1, 0x40, 0, 1, 0, 0x3F, (byte) 0xFC, 3, 3}, 0, record, 0, 11);
        return record;
    }

    @AfterEach
    void stop() throws IOException {
        for (ScriptedPeer peer : peers) {
            peer.close();
        }
        relay.close();
    }

    private void start(String limits, String flags, String... options) throws IOException, InterruptedException {
        relay = RelayProcess.start(folder, limits, flags, options);
        alice = kept(relay.login("alice"));
        bob = kept(relay.login("bob"));
    }

    private void startTls(String limits, String flags, String... options) throws IOException, InterruptedException {
        relay = RelayProcess.start(folder, limits, flags, options);
        alice = kept(relay.loginTls("alice"));
        bob = kept(relay.loginTls("bob"));
    }

    private ScriptedPeer kept(ScriptedPeer peer) {
        peers.add(peer);
        return peer;
    }

    /** One says something, the other hears it. */
    private void talk() throws IOException {
        said++;
        String text = "message " + said;
        alice.send(new ClientMessage.Chat(text, Optional.empty(), Optional.empty()));
        bob.skipTo(
                RelayMessage.Chat.class,
                chat -> chat.sender().canonical().equals("alice") && chat.text().equals(text));
        alice.barrier();
        assertThat(relay.isAlive()).isTrue();
    }

    private void attack(int count, Attack attack) throws IOException {
        for (int i = 0; i < count; i++) {
            try {
                attack.run(i);
            } catch (IOException e) {
                // This one was sent away, which is the relay's right.
                assertThat(relay.isAlive()).isTrue();
            }
            if (i % 50 == 0) {
                talk();
            }
        }
        talk();
    }

    @FunctionalInterface
    private interface Attack {
        void run(int number) throws IOException;
    }

    private interface Opening {
        ScriptedPeer open(int number) throws IOException;
    }

    /** Readers who don't read what is said. */
    private void attackBySlowReaders(Opening opening) throws IOException {
        attack(60, i -> {
            ScriptedPeer user = kept(opening.open(i));
            user.send("\1slow" + i + " secret\0");
            user.expectText(0);
        });
        attack(300, i -> {
            bob.send(LONG_CHAT);
            bob.barrier();
        });
        closeAttackers();
    }

    @Test
    void memoryCanNotBeUsedUpByClients() throws Exception {
        start(":", "-Xmx64m", "--limits", "off");
        // Frames that have no end, as long as they may be: before the login, and behind it.
        attack(800, i -> kept(relay.connect()).send(HALF_LOGIN));
        attack(900, i -> {
            ScriptedPeer user = kept(relay.connect());
            user.send("\1user" + i + " secret\0");
            user.expectText(0);
            user.send(HALF_CHAT);
        });
        closeAttackers();
        attackBySlowReaders(i -> relay.connect(4096));
        // Logins and connections that come to nothing.
        attack(600, i -> kept(relay.connect()).send("\1alice wrong\0"));
        attack(1_000, i -> relay.connect().close());
        closeAttackers();

        assertThat(relay.login("carol")).isNotNull();
        assertThat(relay.log()).noneMatch(line -> line.contains("OutOfMemoryError") || line.contains("Exception"));
    }

    @Test
    void memoryCanNotBeUsedUpByClientsWithTls() throws Exception {
        // Whoever is slow, since the machine is, isn't sent away before its harm is done.
        startTls(":", "-Xmx64m", "--limits", "off", "--login-seconds", "120");
        // Handshakes that don't go on: behind half a greeting, behind most of a record as long as there can be, and
        // when all that is left is to say something.
        byte[] hello = TlsClients.greeting();
        attack(400, i -> kept(relay.connect()).send(Arrays.copyOf(hello, hello.length / 2)));
        attack(1_200, i -> kept(relay.connect()).send(HALF_RECORD));
        attack(300, i -> established());
        closeAttackers();
        // Half frames in whole records, and half a record behind them.
        attack(300, i -> {
            ScriptedPeer user = kept(relay.connectTls(0));
            user.send("\1user" + i + " secret\0");
            user.expectText(0);
            user.send(HALF_CHAT);
        });
        closeAttackers();
        attackBySlowReaders(i -> relay.connectTls(4096));

        assertThat(relay.loginTls("carol")).isNotNull();
        assertThat(relay.log()).noneMatch(line -> line.contains("OutOfMemoryError") || line.contains("Exception"));
    }

    private void established() throws IOException {
        kept(relay.connectTls(0)).send("\1x");
    }

    @Test
    void openFilesCanNotBeUsedUpByClients() throws Exception {
        long startNanos = System.nanoTime();
        start("ulimit -n 64", "-Xmx64m");
        attack(150, i -> kept(relay.connect()).send("\1us"));
        assertThat(complaints()).isPositive();
        talk();
        closeAttackers();

        assertThat(relay.login("carol")).isNotNull();
        long tenSeconds = Duration.ofNanos(System.nanoTime() - startNanos).toSeconds() / 10;
        assertThat(complaints()).isLessThanOrEqualTo(1 + tenSeconds);
        assertThat(relay.log()).noneMatch(line -> line.contains("Error") || line.contains("Exception"));
    }

    private long complaints() {
        return relay.log().stream()
                .filter(line -> line.contains("event=accept-failed"))
                .count();
    }

    private void closeAttackers() throws IOException {
        for (ScriptedPeer peer : peers.subList(2, peers.size())) {
            peer.close();
        }
        peers.subList(2, peers.size()).clear();
    }
}
