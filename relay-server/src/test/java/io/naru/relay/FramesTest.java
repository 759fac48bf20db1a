package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.RelayMessage;
import io.naru.common.testkit.Seeds;
import io.naru.common.wire.Frame;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames in pieces, run together, in the wrong place, and octets that are none. */
final class FramesTest {
    private static final String LOGIN_AND_TALK = "\1bob secret\0\0하나\0\2\0nobody\0\0둘\0\3\0";

    private SteppedRelay relay;
    private ScriptedPeer alice;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(
                RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF)));
        alice = relay.extended("alice");
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    @Test
    void anySplitOfAConversationIsTheSameConversation() throws IOException {
        byte[] octets = LOGIN_AND_TALK.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= octets.length; size++) {
            int pieces = size;
            talk(octets, () -> pieces);
        }
    }

    @Test
    void randomSplitsOfAConversationAreTheSameConversation() {
        byte[] octets = LOGIN_AND_TALK.getBytes(StandardCharsets.UTF_8);
        Seeds.run(20, random -> talk(octets, () -> 1 + random.nextInt(octets.length)));
    }

    private void talk(byte[] octets, java.util.function.IntSupplier sizes) throws IOException {
        ScriptedPeer bob = relay.connect();
        bob.sendInPieces(octets, sizes);

        List<Frame> answers = bob.untilEnd();
        assertThat(answers).hasSize(2);
        assertThat(answers.get(1).toString()).contains("No user named nobody is online.");
        assertThat(alice.barrier())
                .filteredOn(RelayMessage.Chat.class::isInstance)
                .extracting(message -> ((RelayMessage.Chat) message).text())
                .containsExactly("하나", "둘");
        bob.close();
    }

    @Test
    void longRunsOfFramesArriveInTheirOrder() throws IOException {
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            run.append("\0").append(i).append("\u001Fid").append(i).append('\0');
        }
        ScriptedPeer bob = relay.extended("bob");
        bob.send(run.toString());

        for (int i = 0; i < 20_000; i++) {
            assertThat(bob.expect(RelayMessage.Chat.class).text()).isEqualTo(Integer.toString(i));
        }
        assertThat(alice.barrier()).hasSize(20_001);
    }

    @Test
    void unknownTypesAreSkippedOnceLoggedIn() throws IOException {
        ScriptedPeer bob = relay.base("bob");

        alice.send("\177whatever\0\25#room\0\20token\0");
        bob.send("\177whatever\0\4naru/1\0\6online\0\10token\0");

        assertThat(alice.barrier()).noneMatch(RelayMessage.Error.class::isInstance);
        assertThat(bob.baseBarrier()).isEmpty();
        assertThat(relay.drops(DropReason.UNKNOWN_FRAME)).isEqualTo(7);
    }

    @Test
    void aFrameThatBreaksARuleEndsItsOwnSessionOnly() throws IOException {
        ScriptedPeer bob = relay.extended("bob");

        bob.send("\6online\u001Fmany\0");

        bob.skipTo(RelayMessage.Error.class);
        bob.expect(RelayMessage.Close.class);
        bob.expectEnd();
        alice.barrier();
    }

    @Test
    void octetsThatAreNoUtf8EndASession() throws IOException {
        ScriptedPeer bob = relay.base("bob");

        bob.send(new byte[] {0, (byte) 0xC0, (byte) 0x80, 0});

        assertThat(bob.expectText(0)).startsWith("* A frame holds octets that aren't UTF-8");
        bob.expectText(3);
        bob.expectEnd();
    }

    @Test
    void randomOctetsHurtNobodyElse() {
        Seeds.run(60, random -> {
            ScriptedPeer hostile = switch (random.nextInt(4)) {
                case 0 -> relay.connect();
                case 1 -> relay.hello();
                case 2 -> relay.base("bob" + random.nextInt(1_000_000));
                default -> relay.extended("eve" + random.nextInt(1_000_000));
            };
            byte[] octets = new byte[random.nextInt(3_000)];
            random.nextBytes(octets);
            sendAll(hostile, octets);
            hostile.close();
            alice.barrier();
        });
        assertThat(relay.drops(DropReason.FAULT)).isZero();
    }

    @Test
    void randomFramesOfEveryTypeHurtNobodyElse() {
        Seeds.run(60, random -> {
            ScriptedPeer hostile =
                    random.nextBoolean() ? relay.connect() : relay.extended("eve" + random.nextInt(1 << 20));
            StringBuilder frames = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                frames.append(randomFrame(random));
            }
            sendAll(hostile, frames.toString().getBytes(StandardCharsets.UTF_8));
            hostile.close();
            alice.barrier();
        });
        assertThat(relay.drops(DropReason.FAULT)).isZero();
    }

    /** The relay may end the connection at any moment, which a writer learns as a fault. */
    private void sendAll(ScriptedPeer peer, byte[] octets) throws IOException {
        try {
            peer.send(octets);
            relay.step();
            peer.drain();
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(broken pipe|connection reset|abort).*");
        }
    }

    private static String randomFrame(Random random) {
        String[] words = {
            "alice",
            "bob",
            "",
            " ",
            "naru/1",
            "naru/2",
            "eve secret",
            "online",
            "1",
            "99999999999999999999",
            "#lobby",
            "@alice",
            "127.0.0.1",
            "65536",
            "%00",
            "a b c",
            "\u001B[2J",
            "아",
            "x".repeat(300),
            "\n"
        };
        StringBuilder frame = new StringBuilder();
        int type = random.nextInt(20);
        frame.append((char) type);
        if (type == 2) {
            frame.append((char) random.nextInt(12));
        }
        for (int i = random.nextInt(9); i >= 0; i--) {
            frame.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "\u001F");
        }
        return frame.append('\0').toString();
    }
}
