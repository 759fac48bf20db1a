package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.testkit.LogWatch;
import io.naru.common.testkit.Seeds;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Clients that do anything in any state, among users who just want to talk. Whatever they do, everybody hears everything
 * that was said in its order and under its author's name, nothing inside the relay fails, and each connection ends for
 * one reason that is counted.
 */
final class HostileClientsTest {
    private static final int ROUNDS = 30;
    private static final int STEPS = 150;
    private static final int HOSTILE_AT_ONCE = 12;

    /** What is no reason for the end of a connection. */
    private static final Set<DropReason> OF_FRAMES = EnumSet.of(
            DropReason.ANSWER_TO_NOBODY,
            DropReason.RECEIVER_BUSY,
            DropReason.UNKNOWN_FRAME,
            // A way that was asked for and that nobody came to.
            DropReason.SPLICE_UNMATCHED);

    /** What the rounds together have to come to, or they would show little. */
    private static final Set<DropReason> REACHED = EnumSet.of(
            DropReason.CLIENT_LEFT,
            DropReason.CONNECTION_LOST,
            DropReason.PROTOCOL_BROKEN,
            DropReason.LOGIN_REFUSED,
            DropReason.LOGIN_TIMEOUT,
            DropReason.IDLE_TIMEOUT);

    private final Set<DropReason> reached = EnumSet.noneOf(DropReason.class);

    @Test
    void whatSomeDoConcernsNobodyElse() throws Exception {
        Seeds.run(ROUNDS, random -> {
            SessionLimits limits = SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF);
            try (LogWatch log = new LogWatch();
                    SteppedRelay relay =
                            new SteppedRelay(RelayConfig.temporary().withSessions(limits))) {
                new Scene(random, relay).play();
                assertThat(log.errors()).isEmpty();
                relay.counters().snapshot().drops().forEach((reason, count) -> {
                    if (count > 0) {
                        reached.add(reason);
                    }
                });
            }
        });
        assertThat(reached).containsAll(Long.getLong("naru.seed") == null ? REACHED : Set.of());
    }

    /** One relay, three who talk, and those who don't. */
    private static final class Scene {
        private final Random random;
        private final SteppedRelay relay;
        private final ScriptedPeer alice;
        private final ScriptedPeer bob;
        private final ScriptedPeer base;
        private final List<HostileClient> hostile = new ArrayList<>();
        private int connected;
        private int said;
        private int heardByAlice;
        private int heardByBob;
        private int heardByBase;

        private Scene(Random random, SteppedRelay relay) throws IOException {
            this.random = random;
            this.relay = relay;
            this.alice = relay.extended("alice");
            this.bob = relay.extended("bob");
            this.base = relay.base("carol");
        }

        private void play() throws IOException {
            for (int step = 0; step < STEPS; step++) {
                act();
                if (step % 10 == 9) {
                    talk();
                }
            }
            if (random.nextBoolean()) {
                // Half a frame, and silence.
                settle();
            }
            for (HostileClient client : hostile) {
                client.leave();
            }
            settle();
            assertThat(relay.relay().sessions().size())
                    .as("connections that are left")
                    .isEqualTo(3);
            assertThat(relay.counters().snapshot().accepted()).isEqualTo(3 + connected);
            assertThat(endsCounted()).as("reasons for %d ends", connected).isEqualTo(connected);
            assertThat(relay.drops(DropReason.FAULT)).isZero();
        }

        private void act() throws IOException {
            int choice = random.nextInt(20);
            if (hostile.isEmpty() || choice < 3 && hostile.size() < HOSTILE_AT_ONCE) {
                connected++;
                hostile.add(new HostileClient(random, relay.connect(), connected));
            } else if (choice == 3) {
                relay.advance(Duration.ofMillis(random.nextInt(12_000)));
                talk();
            } else if (choice == 4) {
                relay.step();
            } else {
                HostileClient client = hostile.get(random.nextInt(hostile.size()));
                if (!client.act()) {
                    hostile.remove(client);
                }
            }
        }

        /** Lets every deadline pass; those who talk go on doing so. */
        private void settle() throws IOException {
            for (int i = 0; i < 12; i++) {
                relay.advance(Duration.ofSeconds(8));
                talk();
            }
        }

        private void talk() throws IOException {
            say(alice, "alice");
            heardByAlice = hearUntil(alice, heardByAlice);
            say(bob, "bob");
            heardByBob = hearUntil(bob, heardByBob);
            heardByAlice = hearUntil(alice, heardByAlice);
            heardByBase = hearBase(base.baseBarrier(), heardByBase);
            assertThat(List.of(heardByAlice, heardByBob, heardByBase)).containsOnly(said);
        }

        private void say(ScriptedPeer speaker, String name) throws IOException {
            said++;
            Optional<MessageId> id = Optional.of(new MessageId("m" + said));
            speaker.send(new ClientMessage.Chat(name + " says " + said, id, Optional.empty()));
        }

        /** What was said is kept first, so it may come behind the answer to what was asked later. */
        private int hearUntil(ScriptedPeer peer, int before) throws IOException {
            int heard = hear(peer.barrier(), before);
            for (int i = 0; i < 100 && heard < said; i++) {
                heard = hear(peer.barrier(), heard);
            }
            return heard;
        }

        private int hear(List<RelayMessage> messages, int before) {
            int heard = before;
            for (RelayMessage message : messages) {
                if (message instanceof RelayMessage.Chat chat
                        && isOurs(chat.sender().canonical())) {
                    heard++;
                    assertThat(chat.text()).isEqualTo(chat.sender() + " says " + heard);
                    assertThat(chat.id()).contains(new MessageId("m" + heard));
                }
                if (message instanceof RelayMessage.Chat chat) {
                    // Nobody but them is in their rooms.
                    assertThat(chat.room().map(RoomName::display).orElse("")).isNotIn("#den", "#cave");
                    assertThat(chat.request()).isEmpty();
                }
                if (message instanceof RelayMessage.Notice notice) {
                    assertThat(notice.text()).doesNotContain(HostileClient.MARK);
                }
            }
            return heard;
        }

        private int hearBase(List<String> frames, int before) {
            int heard = before;
            for (String frame : frames) {
                assertThat(frame).doesNotContain("\n").doesNotContain("\u001F");
                boolean isNotice = frame.startsWith("0 * ") && !frame.matches("0 \\* \\S+ says to you alone: .*");
                assertThat(isNotice && frame.contains(HostileClient.MARK)).isFalse();
                if (frame.startsWith("0 alice: ") || frame.startsWith("0 bob: ")) {
                    heard++;
                    assertThat(frame).endsWith(" says " + heard);
                }
            }
            return heard;
        }

        private static boolean isOurs(String name) {
            return name.equals("alice") || name.equals("bob") || name.equals("carol");
        }

        private long endsCounted() {
            long ends = 0;
            for (DropReason reason : DropReason.values()) {
                ends += OF_FRAMES.contains(reason) ? 0 : relay.drops(reason);
            }
            return ends;
        }
    }
}
