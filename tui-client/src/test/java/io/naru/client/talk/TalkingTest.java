package io.naru.client.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat of a client against a model of a relay, step by step. */
class TalkingTest {
    private static final String LOBBY = "#lobby";

    @TempDir
    private Path folder;

    private TalkStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new TalkStage(folder);
        stage.relay.room(LOBBY);
    }

    private void bobSays(String room, int from, int to) {
        for (int i = from; i <= to; i++) {
            stage.relay.bob(room, "b" + i);
        }
    }

    private static List<String> texts(int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            texts.add("b" + i);
        }
        return texts;
    }

    private void connect() {
        stage.connect();
        stage.runAll();
    }

    @Test
    void ofARoomThatIsNotKnownTheNewestAreToldAsReplayed() {
        bobSays(LOBBY, 1, 250);

        connect();

        assertThat(stage.told(LOBBY)).isEqualTo(texts(151, 250));
        assertThat(stage.all(EngineEvent.ChatReceived.class)).allMatch(EngineEvent.ChatReceived::isReplayed);
        assertThat(stage.all(RoomEvent.CaughtUp.class)).containsExactly(new RoomEvent.CaughtUp(RoomName.LOBBY, 0));
        assertThat(stage.all(RoomEvent.Gap.class)).isEmpty();
    }

    @Test
    void whatIsSaidMeanwhileWaitsBehindWhatWasMissed() {
        connect();
        stage.drop();
        bobSays(LOBBY, 1, 450);
        stage.connect();
        stage.stepClient();
        bobSays(LOBBY, 451, 460);

        stage.runAll();

        assertThat(stage.told(LOBBY)).isEqualTo(texts(1, 460));
        assertThat(stage.all(EngineEvent.ChatReceived.class).stream().filter(EngineEvent.ChatReceived::isReplayed))
                .hasSize(450);
        assertThat(stage.all(RoomEvent.CaughtUp.class)).endsWith(new RoomEvent.CaughtUp(RoomName.LOBBY, 450));
    }

    @Test
    void aGapInTheSeqIsAskedFor() {
        connect();
        bobSays(LOBBY, 1, 3);
        stage.stepClient();
        stage.toClient.remove();
        stage.runAll();

        assertThat(stage.told(LOBBY)).isEqualTo(texts(1, 3));
        assertThat(stage.all(RoomEvent.Gap.class)).isEmpty();
    }

    @Test
    void ofTooMuchTheNewestAreToldBehindAMarker() {
        bobSays(LOBBY, 1, 1);
        connect();
        stage.drop();
        bobSays(LOBBY, 2, 3000);

        connect();

        assertThat(stage.all(RoomEvent.Gap.class)).containsExactly(new RoomEvent.Gap(RoomName.LOBBY, 2, 2500, false));
        List<String> expected = texts(1, 1);
        expected.addAll(texts(2501, 3000));
        assertThat(stage.told(LOBBY)).isEqualTo(expected);
    }

    @Test
    void whatIsNoLongerKeptIsSaidToBeGone() {
        bobSays(LOBBY, 1, 1);
        connect();
        stage.drop();
        bobSays(LOBBY, 2, 50);
        stage.relay.room(LOBBY).oldest = 41;

        connect();

        assertThat(stage.all(RoomEvent.Gap.class)).containsExactly(new RoomEvent.Gap(RoomName.LOBBY, 2, 40, true));
        assertThat(stage.told(LOBBY)).endsWith("b50").hasSize(11);
        assertThat(stage.all(RoomEvent.HistoryLost.class)).isEmpty();
    }

    @Test
    void aReceiptBehindWhatIsNoLongerKeptCounts() {
        connect();
        bobSays(LOBBY, 1, 1);
        stage.toClient.clear();
        stage.say("m1", LOBBY, "one");
        stage.stepDisk();
        stage.agent.runPending();
        stage.stepRelay();
        stage.stepClient();
        stage.relay.room(LOBBY).oldest = 3;
        stage.runAll();

        stage.say("m2", LOBBY, "two");
        stage.runAll();

        assertThat(stage.all(RoomEvent.Gap.class)).containsExactly(new RoomEvent.Gap(RoomName.LOBBY, 1, 1, true));
        assertThat(stage.told(LOBBY)).containsExactly("one", "two");
    }

    @Test
    void anotherRunOfTheProgramTellsSomeLinesAgainAndThenWhatWasMissed() {
        bobSays(LOBBY, 1, 300);
        connect();
        stage.quit();
        bobSays(LOBBY, 301, 305);
        stage.startProgram();

        connect();

        assertThat(stage.told(LOBBY)).isEqualTo(texts(201, 305));
        assertThat(stage.all(RoomEvent.CaughtUp.class)).containsExactly(new RoomEvent.CaughtUp(RoomName.LOBBY, 5));
    }

    @Test
    void aNewEpochIsSaidAndBegunAnew() {
        bobSays(LOBBY, 1, 5);
        connect();
        stage.drop();
        ModelRelay.History lobby = stage.relay.room(LOBBY);
        lobby.epoch = "e2";
        lobby.said.clear();
        bobSays(LOBBY, 6, 7);

        connect();

        assertThat(stage.all(RoomEvent.HistoryLost.class)).hasSize(1);
        assertThat(stage.all(RoomEvent.HistoryLost.class).get(0).sentence()).contains("begun anew");
        assertThat(stage.told(LOBBY)).endsWith("b5", "b6", "b7");
    }

    @Test
    void aShorterHistoryIsSaid() {
        bobSays(LOBBY, 1, 5);
        connect();
        stage.quit();
        stage.relay.room(LOBBY).said.subList(3, 5).clear();
        stage.startProgram();

        connect();

        assertThat(stage.all(RoomEvent.HistoryLost.class).get(0).sentence()).contains("shorter");
        assertThat(stage.told(LOBBY)).isEqualTo(texts(1, 3));
    }

    @Test
    void anotherTextUnderAKnownNumberIsSaid() {
        bobSays(LOBBY, 1, 5);
        connect();
        stage.quit();
        stage.relay.room(LOBBY).said.remove(4);
        stage.relay.bob(LOBBY, "another fifth");
        bobSays(LOBBY, 6, 6);
        stage.startProgram();

        connect();

        assertThat(stage.all(RoomEvent.HistoryLost.class).get(0).sentence()).contains("message 5 is another one");
        assertThat(stage.told(LOBBY)).isEqualTo(List.of("b1", "b2", "b3", "b4", "another fifth", "b6"));
    }

    @Test
    void anOwnMessageIsOnTheDiskBeforeItIsSentAndGoneAfterItsReceipt() throws Exception {
        connect();
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
        connect();
        stage.drop();
        stage.say("m1", LOBBY, "one");
        stage.say("m2", LOBBY, "two");
        stage.runAll();
        assertThat(stage.all(RoomEvent.Pending.class))
                .extracting(RoomEvent.Pending::text)
                .containsExactly("one", "two");
        assertThat(stage.all(RoomEvent.Pending.class)).noneMatch(RoomEvent.Pending::isHeld);

        connect();

        assertThat(stage.told(LOBBY)).containsExactly("one", "two");
        assertThat(stage.relay.room(LOBBY).said).hasSize(2);
    }

    @Test
    void whatWasTypedBeforeTheFirstLoginWaitsForItToo() {
        stage.say("m1", LOBBY, "early");

        connect();

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
        connect();
        stage.drop();
        stage.say("m1", LOBBY, "one");
        assertThat(stage.all(RoomEvent.Pending.class)).isEmpty();

        stage.runAll();

        assertThat(stage.all(RoomEvent.Pending.class)).hasSize(1);
        assertThat(stage.files().resolve("outbox-1")).content().contains(" one");
    }

    @Test
    void whatWasTypedBeforeALoginThatNeverCameIsSentByTheNextProgramInItsOrder() {
        connect();
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

        connect();

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

        connect();

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

        connect();

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

        connect();

        assertThat(stage.told(LOBBY)).isEmpty();
        stage.talking.resend(new MessageId("m1"));
        stage.runAll();
        assertThat(stage.told(LOBBY)).containsExactly("early");
    }

    @Test
    void aProgramThatWasKilledRightAfterItFirstSawARoomLeavesNoHoleBehind() {
        bobSays(LOBBY, 1, 250);
        stage.connect();
        while (stage.told(LOBBY).isEmpty()) {
            stage.stepRelay();
            stage.stepClient();
            stage.stepDisk();
            stage.agent.runPending();
        }
        stage.crash();
        bobSays(LOBBY, 251, 900);
        stage.startProgram();

        connect();

        List<String> told = stage.told(LOBBY);
        assertThat(told).isEqualTo(texts(51, 900));
        assertThat(stage.all(RoomEvent.Gap.class)).isEmpty();
    }

    @Test
    void aMessageWhoseReceiptWasLostIsFoundInTheHistoryAndNotSentAgain() {
        connect();
        stage.say("m1", LOBBY, "once");
        stage.stepDisk();
        stage.agent.runPending();
        stage.stepRelay();
        stage.drop();
        assertThat(stage.all(RoomEvent.Pending.class)).hasSize(1);
        stage.sent.clear();

        connect();

        assertThat(stage.told(LOBBY)).containsExactly("once");
        assertThat(stage.sent).noneMatch(ClientMessage.Chat.class::isInstance);
        assertThat(stage.relay.room(LOBBY).said).hasSize(1);
    }

    @Test
    void aMessageThatNeverArrivedIsSentAgainWithItsId() {
        connect();
        stage.say("m1", LOBBY, "once");
        stage.stepDisk();
        stage.agent.runPending();
        assertThat(stage.toRelay).hasSize(1);
        stage.drop();

        connect();

        assertThat(stage.told(LOBBY)).containsExactly("once");
        assertThat(stage.relay.room(LOBBY).said.get(0).id()).contains(new MessageId("m1"));
        assertThat(stage.all(RoomEvent.Pending.class)).hasSize(1);
    }

    @Test
    void aCrashOfTheProgramKeepsWhatHadNoReceipt() {
        connect();
        stage.relay.goodbye();
        stage.say("m1", LOBBY, "one");
        stage.say("m2", LOBBY, "two");
        while (!stage.disk.isEmpty()) {
            stage.stepDisk();
            stage.agent.runPending();
        }
        stage.crash();
        stage.startProgram();

        connect();

        assertThat(stage.told(LOBBY)).containsExactly("one", "two");
        assertThat(stage.all(EngineEvent.ChatReceived.class)).allMatch(EngineEvent.ChatReceived::isOwn);
    }

    @Test
    void whatIsOlderThanADayWaitsForTheUser() {
        connect();
        stage.drop();
        stage.say("m1", LOBBY, "old");
        stage.runAll();
        stage.crash();
        stage.startProgram();
        stage.clock.advance(Duration.ofHours(25));

        connect();

        RoomEvent.Pending pending = stage.all(RoomEvent.Pending.class).get(0);
        assertThat(pending.isHeld()).isTrue();
        assertThat(stage.relay.room(LOBBY).said).isEmpty();
        stage.talking.resend(new MessageId("m1"));
        stage.runAll();
        assertThat(stage.told(LOBBY)).containsExactly("old");
    }

    @Test
    void aRoomThatTheUserIsNotInAnyMoreHoldsWhatWaitsForIt() {
        stage.relay.room("#dev");
        connect();
        stage.drop();
        stage.say("m1", "#dev", "hello");
        stage.relay.rooms().remove(RoomName.of("#dev"));

        connect();

        assertThat(stage.all(RoomEvent.Left.class)).containsExactly(new RoomEvent.Left(RoomName.of("#dev")));
        assertThat(stage.all(RoomEvent.Pending.class)).last().matches(RoomEvent.Pending::isHeld);
        stage.talking.drop(new MessageId("m1"));
        assertThat(stage.all(RoomEvent.Dropped.class)).hasSize(1);
        stage.say("m2", "#dev", "hello?");
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(0).sentence()).contains("/join #dev");
    }

    @Test
    void whatTheRelayCannotKeepNowIsTriedAgainInItsOrder() {
        connect();
        stage.relay.refusal = Optional.of(ErrorCode.NOT_STORED);
        stage.say("m1", LOBBY, "one");
        stage.say("m2", LOBBY, "two");
        stage.runAll();
        stage.advance(Duration.ofSeconds(1));
        assertThat(stage.all(EngineEvent.RelayRefused.class)).hasSize(1);
        assertThat(stage.all(EngineEvent.ChatRefused.class)).isEmpty();
        stage.relay.refusal = Optional.empty();

        stage.advance(Duration.ofSeconds(40));

        assertThat(stage.told(LOBBY)).containsExactly("one", "two");
    }

    @Test
    void whatTheRelayRefusesForGoodIsKeptUntilItIsSentAgainOrDropped() {
        connect();
        stage.relay.refusal = Optional.of(ErrorCode.MUTED);
        stage.say("m1", LOBBY, "one");
        stage.runAll();
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(0).sentence()).isEqualTo("Not now.");
        stage.relay.refusal = Optional.empty();
        stage.quit();
        stage.startProgram();
        connect();
        assertThat(stage.all(RoomEvent.Pending.class)).hasSize(1).allMatch(RoomEvent.Pending::isHeld);

        stage.talking.resend(new MessageId("m1"));
        stage.runAll();

        assertThat(stage.told(LOBBY)).containsExactly("one");
    }

    @Test
    void whatCannotBeSentIsRefusedAtOnce() {
        connect();
        stage.say("m1", LOBBY, "x".repeat((16 << 10) + 1));
        stage.say("m2", LOBBY, "esc \u001b");

        assertThat(stage.all(EngineEvent.ChatRefused.class).get(0).sentence()).contains("too long");
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(1).id()).isEqualTo(new MessageId("m2"));
    }

    @Test
    void aDirectMessageBeginsTheConversation() {
        connect();

        stage.say("m1", "@bob", "psst");
        stage.runAll();

        assertThat(stage.told("@bob")).containsExactly("psst");
        assertThat(stage.all(RoomEvent.Entered.class))
                .last()
                .matches(entered -> entered.room().isDirect());
    }

    @Test
    void ofTwoProgramsTheSecondHasAnOutboxOfItsOwnAndTheNextOneTakesItOver() throws Exception {
        connect();
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

        connect();

        assertThat(stage.told(LOBBY)).containsExactly("of the second");
        assertThat(stage.files().resolve("outbox-2")).doesNotExist();
    }

    @Test
    void anOutboxThatCannotBeReadIsPutAsideAndWhatCanBeReadIsSent() throws Exception {
        connect();
        stage.drop();
        stage.say("m1", LOBBY, "one");
        stage.say("m2", LOBBY, "two");
        stage.runAll();
        stage.crash();
        Path outbox = stage.files().resolve("outbox-1");
        String garbled = Files.readString(outbox).replace("one", "oen");
        Files.writeString(outbox, garbled + "half a li");
        stage.startProgram();

        connect();

        assertThat(stage.told(LOBBY)).containsExactly("two");
        assertThat(stage.files().resolve("outbox-1.unreadable-1")).content().isEqualTo(garbled + "half a li");
        assertThat(stage.all(EngineEvent.RequestRefused.class).get(0).sentence())
                .contains("outbox-1.unreadable-1");
    }

    @Test
    void whereNothingCanBeKeptTheUserIsToldOnceAndChatGoesOn() throws Exception {
        Files.writeString(folder.resolve("plain-127.0.0.1_7411"), "in the way");

        connect();
        stage.say("m1", LOBBY, "all the same");
        stage.runAll();

        assertThat(stage.told(LOBBY)).containsExactly("all the same");
        assertThat(stage.all(EngineEvent.RequestRefused.class)).hasSize(1);
        assertThat(stage.all(EngineEvent.RequestRefused.class).get(0).sentence())
                .contains("isn't kept over the end");
    }

    @Test
    void readMarksAreGathered() {
        bobSays(LOBBY, 1, 9);
        connect();
        stage.sent.clear();
        stage.talking.markRead(RoomName.LOBBY, 3);
        stage.talking.markRead(RoomName.LOBBY, 7);
        stage.talking.markRead(RoomName.LOBBY, 5);

        stage.advance(Duration.ofSeconds(1));

        assertThat(stage.sent).containsExactly(new RoomRequest.Read(RoomName.LOBBY, 7));
    }

    @Test
    void readMarksOfALostHistoryOrALeftRoomAreForgotten() {
        bobSays(LOBBY, 1, 9);
        connect();
        stage.talking.markRead(RoomName.LOBBY, 9);
        stage.advance(Duration.ofSeconds(1));
        stage.drop();
        stage.relay.room(LOBBY).said.clear();
        stage.relay.room(LOBBY).epoch = "e2";
        bobSays(LOBBY, 1, 3);
        connect();
        assertThat(stage.all(RoomEvent.HistoryLost.class)).hasSize(1);
        stage.sent.clear();

        stage.talking.markRead(RoomName.LOBBY, 2);
        stage.advance(Duration.ofSeconds(1));
        assertThat(stage.sent).containsExactly(new RoomRequest.Read(RoomName.LOBBY, 2));

        stage.toClient.add(new RoomNews.Left(ModelRelay.ALICE, RoomName.LOBBY, Optional.empty()));
        stage.runAll();
        stage.sent.clear();
        stage.talking.markRead(RoomName.LOBBY, 1);
        stage.advance(Duration.ofSeconds(1));
        assertThat(stage.sent).contains(new RoomRequest.Read(RoomName.LOBBY, 1));
    }

    /** With a page of what was missed asked for and not yet answered on the client's side. */
    private void beginToCatchUp() {
        bobSays(LOBBY, 1, 1);
        connect();
        stage.drop();
        bobSays(LOBBY, 2, 3);
        stage.connect();
        stage.stepClient();
        stage.agent.runPending();
        assertThat(stage.toRelay).isNotEmpty();
    }

    /** What is said between the question and its answer, as the relay tells what is said live before a page. */
    private void beforeTheAnswer(Runnable says) {
        List<RelayMessage> before = new ArrayList<>(stage.toClient);
        stage.toClient.clear();
        while (!stage.toRelay.isEmpty()) {
            stage.stepRelay();
        }
        List<RelayMessage> answer = new ArrayList<>(stage.toClient);
        stage.toClient.clear();
        stage.toClient.addAll(before);
        says.run();
        stage.toClient.addAll(answer);
    }

    @Test
    void moreThanCanWaitIsAskedForAgain() {
        beginToCatchUp();

        beforeTheAnswer(() -> bobSays(LOBBY, 4, 700));
        stage.runAll();

        assertThat(stage.told(LOBBY)).isEqualTo(texts(1, 700));
        assertThat(stage.all(RoomEvent.Gap.class)).isEmpty();
    }

    @Test
    void whatCouldNotWaitInTheMiddleIsNotTakenForGone() {
        beginToCatchUp();
        String large = "x".repeat(100 << 10);

        beforeTheAnswer(() -> {
            for (int i = 0; i < 6; i++) {
                stage.relay.bob(LOBBY, large);
            }
            stage.relay.bob(LOBBY, "small");
        });
        stage.runAll();

        assertThat(stage.told(LOBBY)).hasSize(10).endsWith(large, "small");
        assertThat(stage.all(RoomEvent.Gap.class)).isEmpty();
    }

    @Test
    void refusedPagesDoNotKeepOtherRoomsWaiting() {
        for (int i = 0; i < 6; i++) {
            stage.relay.room("#r" + i);
            bobSays("#r" + i, 1, 1);
        }
        stage.connect();
        while (!stage.toClient.isEmpty() || !stage.disk.isEmpty()) {
            stage.stepDisk();
            stage.stepClient();
            stage.agent.runPending();
        }
        for (int i = 0; i < 4; i++) {
            RoomRequest.History asked = (RoomRequest.History) stage.toRelay.remove();
            stage.toClient.add(new RelayMessage.Error(
                    "No.", ErrorCode.NOT_ALLOWED, asked.request().value()));
        }
        stage.runAll();

        assertThat(stage.all(RoomEvent.CaughtUp.class)).hasSize(7);
    }

    @Test
    void thePastAndTheSurroundingsOfAMessageAreTold() {
        bobSays(LOBBY, 1, 500);
        connect();

        stage.talking.past(RoomName.LOBBY, 7, OptionalLong.of(401), 100);
        stage.talking.around(RoomName.LOBBY, 8, 200);
        stage.runAll();

        List<RoomEvent.Past> past = stage.all(RoomEvent.Past.class);
        RoomEvent.Past page =
                past.stream().filter(each -> each.request() == 7).findFirst().orElseThrow();
        assertThat(page.messages()).extracting(RoomEvent.PastMessage::text).isEqualTo(texts(301, 400));
        assertThat(page.hasOlder()).isTrue();
        RoomEvent.Past around =
                past.stream().filter(each -> each.request() == 8).findFirst().orElseThrow();
        assertThat(around.messages()).extracting(RoomEvent.PastMessage::text).isEqualTo(texts(141, 260));
        stage.drop();
        stage.talking.past(RoomName.LOBBY, 9, OptionalLong.empty(), 100);
        assertThat(stage.all(EngineEvent.RequestRefused.class)).hasSize(1);
    }

    @Test
    void aRelayWithoutHistoryHasTheLobbyAloneAndNothingIsSentTwice() {
        stage.relay.rooms().clear();
        connect();
        stage.say("m1", LOBBY, "one");
        stage.say("m2", "#dev", "two");
        stage.stepDisk();
        stage.agent.runPending();
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(0).sentence()).contains("no other room");
        assertThat(((ClientMessage.Chat) stage.sent.get(0)).room()).isEmpty();
        stage.drop();
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(1).sentence()).contains("may have arrived or not");
        stage.sent.clear();

        connect();
        stage.toClient.add(new RelayMessage.Chat(
                ModelRelay.BOB, "hi", Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty()));
        stage.runAll();

        assertThat(stage.sent).isEmpty();
        assertThat(stage.told(LOBBY)).containsExactly("hi");
    }
}
