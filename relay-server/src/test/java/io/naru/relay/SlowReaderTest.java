package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.QueueLimits;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readers that don't read. */
final class SlowReaderTest {
    private static final int SMALL_BUFFER = 4096;
    private static final byte[] LONG_CHAT =
            MessageWriter.octets(new ClientMessage.Chat("x".repeat(16_000), Optional.empty(), Optional.empty()));
    /** More than the system's buffers of one connection take. */
    private static final int ENOUGH_CHATS = 1_200;

    private SteppedRelay relay;

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private void start(QueueLimits queues) throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary()
                .withQueues(queues)
                .withSessions(SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF)));
    }

    private ScriptedPeer stuck(String name) throws IOException {
        ScriptedPeer peer = relay.connect(SMALL_BUFFER);
        peer.send("\1" + name + " secret\0");
        peer.expectText(0);
        return peer;
    }

    /** The author reads every receipt before the next message, so that it is never slow itself. */
    private int talkUntil(ScriptedPeer author, DropReason reason) throws IOException {
        int said = 0;
        while (relay.drops(reason) == 0) {
            assertThat(said).as("messages").isLessThan(ENOUGH_CHATS);
            author.send(LONG_CHAT);
            author.skipTo(RelayMessage.Chat.class);
            said++;
        }
        return said;
    }

    @Test
    void aReaderThatDoesNotReadIsClosedWithAReasonAndNobodyElseNotices() throws IOException {
        start(QueueLimits.DEFAULT);
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer slow = stuck("slow");
        ScriptedPeer bob = relay.extended("bob");
        bob.barrier();

        int said = talkUntil(alice, DropReason.SLOW_READER);

        List<RelayMessage> heard = bob.barrier();
        assertThat(heard).filteredOn(RelayMessage.Chat.class::isInstance).hasSize(said);
        assertThat(heard)
                .filteredOn(RelayMessage.Presence.class::isInstance)
                .extracting(message -> ((RelayMessage.Presence) message).state())
                .containsExactly(PresenceState.OFFLINE);
        List<Frame> late = slow.untilEnd();
        assertThat(late.get(late.size() - 1).typeOctet()).isEqualTo(3);
        assertThat(new String(late.get(late.size() - 2).body(), StandardCharsets.UTF_8))
                .startsWith("* This client reads too slowly");
        assertThat(late).hasSizeBetween(3, said + 1);
    }

    @Test
    void aStuckReaderIsAbortedWhenItDoesNotTakeEvenTheReason() throws IOException {
        start(QueueLimits.DEFAULT);
        ScriptedPeer alice = relay.extended("alice");
        stuck("slow");
        talkUntil(alice, DropReason.SLOW_READER);
        assertThat(relay.relay().sessions().size()).isEqualTo(2);

        relay.advance(Duration.ofSeconds(3));

        assertThat(relay.relay().sessions().size()).isEqualTo(1);
    }

    @Test
    void readersThatAreStuckTogetherStayWithinTheMemoryForAll() throws IOException {
        start(new QueueLimits(1 << 30, 1 << 20, 4 << 20));
        ScriptedPeer alice = relay.extended("alice");
        List<ScriptedPeer> crowd = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            crowd.add(stuck("slow" + i));
        }
        ScriptedPeer bob = relay.extended("bob");
        bob.barrier();

        int said = talkUntil(alice, DropReason.MEMORY_LIMIT);

        assertThat(bob.barrier())
                .filteredOn(RelayMessage.Chat.class::isInstance)
                .hasSize(said);
        assertThat(relay.drops(DropReason.SLOW_READER)).isZero();
    }

    @Test
    void fileFramesOfManyUsersCannotHaveAReaderClosed() throws IOException {
        start(new QueueLimits(128 * 1024, 16L << 20, 64L << 20));
        ScriptedPeer slow = relay.connect(SMALL_BUFFER);
        slow.send(new ClientMessage.Hello(1, "test"));
        slow.send(SteppedRelay.credentials("slow", "secret"));
        slow.skipTo(RelayMessage.Welcome.class);
        byte[] unasked =
                ("\2\2slow n\037id" + "\037".repeat(9) + "n".repeat(60_000) + "\0").getBytes(StandardCharsets.UTF_8);
        int said = 0;
        while (relay.drops(DropReason.RECEIVER_BUSY) == 0) {
            assertThat(said).as("frames").isLessThan(ENOUGH_CHATS / 2);
            ScriptedPeer sender = relay.extended("sender" + said++);
            sender.send(unasked);
            sender.send(new ClientMessage.Ping("done"));
            relay.step();
            relay.step();
        }

        assertThat(relay.drops(DropReason.SLOW_READER)).isZero();
    }

    @Test
    void aListLongerThanAQueueReachesAReaderThatReads() throws IOException {
        start(new QueueLimits(64 * 1024, 1 << 20, 4 << 20));
        ScriptedPeer owner = relay.base("owner");
        ScriptedPeer asker = relay.base("asker");
        StringBuilder list = new StringBuilder();
        int entries = 100_000;
        for (int i = 0; i < entries; i++) {
            list.append("\2\2asker a file with a name of some length ")
                    .append(i)
                    .append('\0');
        }
        list.append("\2\3asker\0");
        byte[] octets = list.toString().getBytes(StandardCharsets.UTF_8);

        int received = 0;
        int sent = 0;
        while (received < entries) {
            int piece = Math.min(50_000, octets.length - sent);
            if (piece > 0 && relay.relay().sessions().size() == 2) {
                owner.send(Arrays.copyOfRange(octets, sent, sent + piece));
                sent += piece;
            }
            relay.step();
            received += asker.drain().size();
            assertThat(relay.drops(DropReason.SLOW_READER)).isZero();
        }
        assertThat(received).isGreaterThanOrEqualTo(entries);
    }

    @Test
    void whoKeepsAListerWaitingForTooLongIsASlowReader() throws IOException {
        start(new QueueLimits(64 * 1024, 1 << 20, 4 << 20));
        ScriptedPeer owner = relay.extended("owner");
        ScriptedPeer asker = stuck("asker");
        owner.barrier();
        String entry = "\2\2asker " + "x".repeat(2_000) + "\0";
        int sent = 0;
        boolean isHeld = false;
        while (!isHeld) {
            owner.send(entry);
            sent++;
            relay.step();
            isHeld = relay.counters().snapshot().framesIn() < sent;
            assertThat(sent).isLessThan(20_000);
        }

        relay.advance(Duration.ofSeconds(10));

        assertThat(relay.drops(DropReason.SLOW_READER)).isEqualTo(1);
        List<Frame> late = asker.untilEnd();
        assertThat(late.get(late.size() - 1).typeOctet()).isEqualTo(3);
        assertThat(owner.skipTo(RelayMessage.Presence.class).state()).isEqualTo(PresenceState.OFFLINE);
        assertThat(owner.barrier())
                .noneMatch(message ->
                        message instanceof RelayMessage.Error error && error.code() != ErrorCode.UNKNOWN_USER);
    }
}
