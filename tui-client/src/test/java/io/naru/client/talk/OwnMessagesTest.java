package io.naru.client.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client's own messages until their receipts, against a model of a relay and its own disk, step by step. */
class OwnMessagesTest {
    private static final String LOBBY = "#lobby";

    @TempDir
    private Path folder;

    private TalkStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new TalkStage(folder);
        stage.relay.room(LOBBY);
    }

    @Test
    void anOwnMessageIsOnTheDiskBeforeItIsSentAndGoneAfterItsReceipt() throws Exception {
        stage.comeUp();
        stage.sent.clear();

        stage.say("m1", LOBBY, "a secret\nin two lines \\ with a backslash");

        stage.agent.runPending();
        assertThat(stage.sent).isEmpty();
        stage.stepDisk();
        stage.agent.runPending();
        assertThat(stage.sent).hasOnlyElementsOfType(ClientMessage.Chat.class).hasSize(1);
        Path outbox = stage.files().resolve("outbox-1");
        assertThat(outbox).content().contains("a secret\\nin two lines \\\\ with");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outbox)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stage.files())))
                .isEqualTo("rwx------");
        stage.runAll();
        assertThat(outbox).content().isEqualTo("naru outbox 1\n");
        assertThat(stage.told(LOBBY)).containsExactly("a secret\nin two lines \\ with a backslash");
    }

    @Test
    void whatWasTypedWithoutALinkWaitsForIt() {
        stage.comeUp();
        stage.drop();
        stage.say("m1", LOBBY, "one");
        stage.say("m2", LOBBY, "two");
        stage.runAll();
        assertThat(stage.all(RoomEvent.Pending.class))
                .extracting(RoomEvent.Pending::text)
                .containsExactly("one", "two");
        assertThat(stage.all(RoomEvent.Pending.class)).noneMatch(RoomEvent.Pending::isHeld);

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("one", "two");
        assertThat(stage.relay.room(LOBBY).said).hasSize(2);
    }

    @Test
    void whatWasTypedBeforeTheFirstLoginWaitsForItToo() {
        stage.say("m1", LOBBY, "early");

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("early");
    }

    @Test
    void whatWasTypedBeforeTheFirstLoginIsOnTheDiskBeforeItIsToldToWait() throws Exception {
        stage.say("m1", LOBBY, "early");
        stage.agent.runPending();
        assertThat(stage.all(RoomEvent.Pending.class)).isEmpty();

        stage.runAll();

        assertThat(stage.all(RoomEvent.Pending.class)).hasSize(1).noneMatch(RoomEvent.Pending::isHeld);
        Path outbox = stage.earlyFiles().resolve("outbox-1");
        assertThat(outbox).content().contains(" early");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outbox)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatWasTypedWithoutALinkIsOnTheDiskBeforeItIsToldToWait() {
        stage.comeUp();
        stage.drop();
        stage.say("m1", LOBBY, "one");
        assertThat(stage.all(RoomEvent.Pending.class)).isEmpty();

        stage.runAll();

        assertThat(stage.all(RoomEvent.Pending.class)).hasSize(1);
        assertThat(stage.files().resolve("outbox-1")).content().contains(" one");
    }

    @Test
    void whatWasTypedBeforeALoginThatNeverCameIsSentByTheNextProgramInItsOrder() {
        stage.comeUp();
        stage.drop();
        stage.say("m1", LOBBY, "one");
        stage.runAll();
        stage.crash();
        stage.startProgram();
        stage.say("m2", LOBBY, "two");
        stage.say("m3", LOBBY, "three");
        stage.runAll();
        stage.crash();
        stage.startProgram();
        stage.say("m4", LOBBY, "four");
        stage.runAll();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("one", "two", "three", "four");
        assertThat(stage.relay.room(LOBBY).said)
                .extracting(said -> said.id().orElseThrow().value())
                .containsExactly("m1", "m2", "m3", "m4");
        assertThat(stage.earlyFiles().resolve("outbox-1")).content().isEqualTo("naru outbox 1\n");
        assertThat(stage.files().resolve("outbox-1")).content().isEqualTo("naru outbox 1\n");
    }

    @Test
    void whatWasTypedBeforeTheLoginIsKeptBeyondACrashRightBehindIt() {
        stage.say("m1", LOBBY, "early");
        stage.runAll();
        stage.connect();
        stage.stepDisk();
        stage.crash();
        assertThat(stage.files().resolve("outbox-1")).content().contains(" early");
        stage.startProgram();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("early");
        assertThat(stage.relay.room(LOBBY).said).hasSize(1);
    }

    @Test
    void whatWasTypedBeforeTheLoginAndDroppedIsNotSent() {
        stage.say("m1", LOBBY, "early");
        stage.runAll();
        stage.talking.drop(new MessageId("m1"));
        stage.runAll();
        stage.crash();
        stage.startProgram();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).isEmpty();
    }

    @Test
    void whatWasTypedForARelayThatIsNotReachedWaitsForTheUserAtTheNextOne() {
        stage.say("m1", LOBBY, "early");
        stage.runAll();
        stage.talking.onEnded();
        stage.talking.onConnecting(new ExpectedAccount("127.0.0.1:7412", false, ModelRelay.ALICE));
        stage.runAll();
        assertThat(stage.earlyFiles().resolve("outbox-1")).content().isEqualTo("naru outbox 1\n");

        stage.comeUp();

        assertThat(stage.told(LOBBY)).isEmpty();
        stage.talking.resend(new MessageId("m1"));
        stage.runAll();
        assertThat(stage.told(LOBBY)).containsExactly("early");
    }

    @Test
    void aMessageWhoseReceiptWasLostIsFoundInTheHistoryAndNotSentAgain() {
        stage.comeUp();
        stage.say("m1", LOBBY, "once");
        stage.stepDisk();
        stage.agent.runPending();
        stage.stepRelay();
        stage.drop();
        assertThat(stage.all(RoomEvent.Pending.class)).hasSize(1);
        stage.sent.clear();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("once");
        assertThat(stage.sent).noneMatch(ClientMessage.Chat.class::isInstance);
        assertThat(stage.relay.room(LOBBY).said).hasSize(1);
    }

    @Test
    void aMessageThatNeverArrivedIsSentAgainWithItsId() {
        stage.comeUp();
        stage.say("m1", LOBBY, "once");
        stage.stepDisk();
        stage.agent.runPending();
        assertThat(stage.toRelay).hasSize(1);
        stage.drop();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("once");
        assertThat(stage.relay.room(LOBBY).said.get(0).id()).contains(new MessageId("m1"));
        assertThat(stage.all(RoomEvent.Pending.class)).hasSize(1);
    }

    @Test
    void aCrashOfTheProgramKeepsWhatHadNoReceipt() {
        stage.comeUp();
        stage.relay.goodbye();
        stage.say("m1", LOBBY, "one");
        stage.say("m2", LOBBY, "two");
        while (!stage.disk.isEmpty()) {
            stage.stepDisk();
            stage.agent.runPending();
        }
        stage.crash();
        stage.startProgram();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("one", "two");
        assertThat(stage.all(EngineEvent.ChatReceived.class)).allMatch(EngineEvent.ChatReceived::isOwn);
    }

    @Test
    void whatIsOlderThanADayWaitsForTheUser() {
        stage.comeUp();
        stage.drop();
        stage.say("m1", LOBBY, "old");
        stage.runAll();
        stage.crash();
        stage.startProgram();
        stage.clock.advance(Duration.ofHours(25));

        stage.comeUp();

        RoomEvent.Pending pending = stage.all(RoomEvent.Pending.class).get(0);
        assertThat(pending.isHeld()).isTrue();
        assertThat(stage.relay.room(LOBBY).said).isEmpty();
        stage.talking.resend(new MessageId("m1"));
        stage.runAll();
        assertThat(stage.told(LOBBY)).containsExactly("old");
    }

    @Test
    void ofTwoProgramsTheSecondHasAnOutboxOfItsOwnAndTheNextOneTakesItOver() throws Exception {
        stage.comeUp();
        TalkStage second = new TalkStage(folder);
        second.relay.room(LOBBY);
        second.connect();
        second.runAll();
        second.drop();
        second.say("s1", LOBBY, "of the second");
        second.runAll();
        assertThat(stage.files().resolve("outbox-2")).content().contains("of the second");
        second.crash();
        stage.quit();
        stage.startProgram();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("of the second");
        assertThat(stage.files().resolve("outbox-2")).doesNotExist();
    }

    @Test
    void anOutboxThatCannotBeReadIsPutAsideAndWhatCanBeReadIsSent() throws Exception {
        stage.comeUp();
        stage.drop();
        stage.say("m1", LOBBY, "one");
        stage.say("m2", LOBBY, "two");
        stage.runAll();
        stage.crash();
        Path outbox = stage.files().resolve("outbox-1");
        String garbled = Files.readString(outbox).replace("one", "oen");
        Files.writeString(outbox, garbled + "half a li");
        stage.startProgram();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("two");
        assertThat(stage.files().resolve("outbox-1.unreadable-1")).content().isEqualTo(garbled + "half a li");
        assertThat(stage.all(EngineEvent.RequestRefused.class).get(0).sentence())
                .contains("outbox-1.unreadable-1");
    }
}
