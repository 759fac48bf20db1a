package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.testkit.AppHarness;
import io.naru.client.testkit.Person;
import io.naru.client.testkit.ScriptedRelay;
import io.naru.common.message.EntryKind;
import io.naru.common.message.FileMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RandomMessages;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.testkit.LogWatch;
import io.naru.common.testkit.NastyStrings;
import io.naru.common.testkit.Seeds;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A relay that sends anything: the link goes on or ends with a sentence, nothing inside the engine fails, and the screen
 * shows whatever was told without a control character in it.
 */
@Timeout(120)
class HostileRelayTest {
    private static final int ROUNDS = 8;
    private static final int FRAMES = 150;
    private static final int FLOOD = 400;
    private static final UserName KIM = UserName.of("kim");

    @Test
    void whateverARelaySendsIsSurvivedAndShown() throws Exception {
        Seeds.run(ROUNDS, random -> {
            Person alice = Person.of("alice");
            try (LogWatch log = new LogWatch();
                    ScriptedRelay relay = new ScriptedRelay()) {
                alice.engine().connect(alice.login(relay.socketAddress(), "secret"));
                if (!new Attack(random, relay, alice).carryOut()) {
                    awaitEnd(alice);
                }
                assertThat(log.errors()).isEmpty();
            } finally {
                alice.close();
            }
            show(random, alice.log().all());
        });
    }

    private static void awaitEnd(Person alice) {
        EngineEvent end = alice.log()
                .await(
                        EngineEvent.class,
                        event -> event instanceof EngineEvent.LinkLost || event instanceof EngineEvent.LinkEnded);
        String sentence =
                end instanceof EngineEvent.LinkLost lost ? lost.sentence() : ((EngineEvent.LinkEnded) end).sentence();
        assertThat(sentence).isNotBlank().doesNotContain("Exception");
    }

    private static void show(Random random, List<EngineEvent> events) {
        AppHarness app = new AppHarness(1 + random.nextInt(130), 1 + random.nextInt(40));
        int number = 0;
        for (EngineEvent event : events) {
            app.deliver(event);
            if (++number % 100 == 0 || number == events.size()) {
                assertThat(app.screen())
                        .allSatisfy(row -> assertThat(row.codePoints().noneMatch(HostileRelayTest::isControl))
                                .isTrue());
            }
        }
    }

    private static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** What one relay does to one client. */
    private static final class Attack {
        private final Random random;
        private final ScriptedRelay relay;
        private final Person alice;
        private final RandomMessages messages;

        private Attack(Random random, ScriptedRelay relay, Person alice) {
            this.random = random;
            this.relay = relay;
            this.alice = alice;
            this.messages = new RandomMessages(random);
        }

        /** Whether the link still answers behind it all. */
        private boolean carryOut() throws IOException {
            boolean isPolite = random.nextInt(4) > 0;
            boolean isWellFormed = random.nextBoolean();
            if (isPolite) {
                relay.letIn();
                alice.log().await(EngineEvent.LinkUp.class);
            } else {
                relay.accept();
            }
            try {
                if (isPolite && random.nextBoolean()) {
                    answerList();
                }
                for (int i = random.nextInt(FRAMES); i >= 0; i--) {
                    act(isWellFormed);
                }
                relay.send(new RelayMessage.Ping("still-there"));
            } catch (SocketException e) {
                // The client has ended the connection.
                return false;
            }
            return !relay.isHungUpBefore("still-there");
        }

        private void act(boolean isWellFormed) throws IOException {
            switch (random.nextInt(isWellFormed ? 6 : 9)) {
                case 0, 1 -> relay.send(harmless(messages.relay()));
                case 2 -> relay.send(MessageWriter.octets(messages.file()));
                case 3 -> flood();
                case 4 -> alice.engine().say(new MessageId("m" + random.nextInt()), "hello");
                case 5 -> alice.engine().list(KIM, random.nextBoolean() ? "" : "notes", "");
                case 6 -> relay.send(changed(MessageWriter.octets(harmless(messages.relay()))));
                case 7 -> relay.send(garbage());
                default ->
                    relay.send(("\0evil: " + NastyStrings.random(random) + "\0").getBytes(StandardCharsets.UTF_8));
            }
        }

        /** Mostly no goodbye, so that there is something to come behind it. */
        private RelayMessage harmless(RelayMessage message) {
            boolean isEnd = message instanceof RelayMessage.Close || message instanceof RelayMessage.Error;
            return isEnd && random.nextInt(10) > 0 ? new RelayMessage.Ping("t") : message;
        }

        private void flood() throws IOException {
            int kind = random.nextInt(3);
            for (int i = random.nextInt(FLOOD); i >= 0; i--) {
                relay.send(
                        switch (kind) {
                            case 0 -> presence(UserName.of("user" + random.nextInt(FLOOD)));
                            case 1 -> new RelayMessage.Error("No.", ErrorCode.BUSY, "id" + i);
                            default ->
                                new RelayMessage.Chat(
                                        messages.user(),
                                        messages.text(),
                                        Optional.of(new MessageId("m" + i)),
                                        Optional.empty(),
                                        OptionalLong.empty(),
                                        OptionalLong.of(i));
                        });
            }
        }

        private RelayMessage.Presence presence(UserName user) {
            return new RelayMessage.Presence(
                    user,
                    random.nextBoolean() ? PresenceState.ONLINE : PresenceState.OFFLINE,
                    OptionalLong.of(Long.MAX_VALUE >>> 11),
                    OptionalLong.of(1),
                    OptionalLong.of(random.nextLong() >>> 11),
                    "\u202e status",
                    Optional.empty(),
                    Role.MEMBER);
        }

        /** What was asked for comes, with names that lead anywhere. */
        private void answerList() throws IOException {
            alice.engine().list(KIM, "folder" + random.nextInt(), "");
            FileMessage.ListRequest asked = relay.awaitFile(FileMessage.ListRequest.class);
            relay.send(new FileMessage.ListStart(KIM, asked.requestId(), asked.folder(), OptionalLong.of(3)));
            for (int i = random.nextInt(50); i >= 0; i--) {
                relay.send(new FileMessage.ListEntry(
                        KIM,
                        messages.path(),
                        asked.requestId(),
                        OptionalLong.of(random.nextLong() >>> 11),
                        OptionalLong.of(random.nextLong() >>> 11),
                        EntryKind.FILE,
                        Optional.empty()));
            }
            if (random.nextBoolean()) {
                relay.send(new FileMessage.ListEnd(KIM, asked.requestId(), asked.folder(), ""));
            }
        }

        private byte[] changed(byte[] octets) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(random.nextBoolean() ? 0x21 : 256);
            }
            return octets;
        }

        private byte[] garbage() {
            byte[] octets = new byte[random.nextInt(random.nextInt(6) == 0 ? 100_000 : 60)];
            random.nextBytes(octets);
            return octets;
        }
    }
}
