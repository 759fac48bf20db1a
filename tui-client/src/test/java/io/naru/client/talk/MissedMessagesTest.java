package io.naru.client.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomRequest;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said while a client was away, against a model of a relay, step by step. */
class MissedMessagesTest {
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
    void ofARoomThatIsNotKnownTheNewestAreToldAsReplayed() {
        stage.bobSays(LOBBY, 1, 250);

        stage.comeUp();

        assertThat(stage.told(LOBBY)).isEqualTo(TalkStage.texts(151, 250));
        assertThat(stage.all(EngineEvent.ChatReceived.class)).allMatch(EngineEvent.ChatReceived::isReplayed);
        assertThat(stage.all(RoomEvent.CaughtUp.class)).containsExactly(new RoomEvent.CaughtUp(RoomName.LOBBY, 0));
        assertThat(stage.all(RoomEvent.Gap.class)).isEmpty();
    }

    @Test
    void whatIsSaidMeanwhileWaitsBehindWhatWasMissed() {
        stage.comeUp();
        stage.drop();
        stage.bobSays(LOBBY, 1, 450);
        stage.connect();
        stage.stepClient();
        stage.bobSays(LOBBY, 451, 460);

        stage.runAll();

        assertThat(stage.told(LOBBY)).isEqualTo(TalkStage.texts(1, 460));
        assertThat(stage.all(EngineEvent.ChatReceived.class).stream().filter(EngineEvent.ChatReceived::isReplayed))
                .hasSize(450);
        assertThat(stage.all(RoomEvent.CaughtUp.class)).endsWith(new RoomEvent.CaughtUp(RoomName.LOBBY, 450));
    }

    @Test
    void aGapInTheSeqIsAskedFor() {
        stage.comeUp();
        stage.bobSays(LOBBY, 1, 3);
        stage.stepClient();
        stage.toClient.remove();
        stage.runAll();

        assertThat(stage.told(LOBBY)).isEqualTo(TalkStage.texts(1, 3));
        assertThat(stage.all(RoomEvent.Gap.class)).isEmpty();
    }

    @Test
    void ofTooMuchTheNewestAreToldBehindAMarker() {
        stage.bobSays(LOBBY, 1, 1);
        stage.comeUp();
        stage.drop();
        stage.bobSays(LOBBY, 2, 3000);

        stage.comeUp();

        assertThat(stage.all(RoomEvent.Gap.class)).containsExactly(new RoomEvent.Gap(RoomName.LOBBY, 2, 2500, false));
        List<String> expected = TalkStage.texts(1, 1);
        expected.addAll(TalkStage.texts(2501, 3000));
        assertThat(stage.told(LOBBY)).isEqualTo(expected);
    }

    @Test
    void whatIsNoLongerKeptIsSaidToBeGone() {
        stage.bobSays(LOBBY, 1, 1);
        stage.comeUp();
        stage.drop();
        stage.bobSays(LOBBY, 2, 50);
        stage.relay.room(LOBBY).oldest = 41;

        stage.comeUp();

        assertThat(stage.all(RoomEvent.Gap.class)).containsExactly(new RoomEvent.Gap(RoomName.LOBBY, 2, 40, true));
        assertThat(stage.told(LOBBY)).endsWith("b50").hasSize(11);
        assertThat(stage.all(RoomEvent.HistoryLost.class)).isEmpty();
    }

    @Test
    void aReceiptBehindWhatIsNoLongerKeptCounts() {
        stage.comeUp();
        stage.bobSays(LOBBY, 1, 1);
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
        stage.bobSays(LOBBY, 1, 300);
        stage.comeUp();
        stage.quit();
        stage.bobSays(LOBBY, 301, 305);
        stage.startProgram();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).isEqualTo(TalkStage.texts(201, 305));
        assertThat(stage.all(RoomEvent.CaughtUp.class)).containsExactly(new RoomEvent.CaughtUp(RoomName.LOBBY, 5));
    }

    @Test
    void aNewEpochIsSaidAndBegunAnew() {
        stage.bobSays(LOBBY, 1, 5);
        stage.comeUp();
        stage.drop();
        ModelRelay.History lobby = stage.relay.room(LOBBY);
        lobby.epoch = "e2";
        lobby.said.clear();
        stage.bobSays(LOBBY, 6, 7);

        stage.comeUp();

        assertThat(stage.all(RoomEvent.HistoryLost.class)).hasSize(1);
        assertThat(stage.all(RoomEvent.HistoryLost.class).get(0).sentence()).contains("begun anew");
        assertThat(stage.told(LOBBY)).endsWith("b5", "b6", "b7");
    }

    @Test
    void aShorterHistoryIsSaid() {
        stage.bobSays(LOBBY, 1, 5);
        stage.comeUp();
        stage.quit();
        stage.relay.room(LOBBY).said.subList(3, 5).clear();
        stage.startProgram();

        stage.comeUp();

        assertThat(stage.all(RoomEvent.HistoryLost.class).get(0).sentence()).contains("shorter");
        assertThat(stage.told(LOBBY)).isEqualTo(TalkStage.texts(1, 3));
    }

    @Test
    void anotherTextUnderAKnownNumberIsSaid() {
        stage.bobSays(LOBBY, 1, 5);
        stage.comeUp();
        stage.quit();
        stage.relay.room(LOBBY).said.remove(4);
        stage.relay.bob(LOBBY, "another fifth");
        stage.bobSays(LOBBY, 6, 6);
        stage.startProgram();

        stage.comeUp();

        assertThat(stage.all(RoomEvent.HistoryLost.class).get(0).sentence()).contains("message 5 is another one");
        assertThat(stage.told(LOBBY)).isEqualTo(List.of("b1", "b2", "b3", "b4", "another fifth", "b6"));
    }

    @Test
    void aProgramThatWasKilledRightAfterItFirstSawARoomLeavesNoHoleBehind() {
        stage.bobSays(LOBBY, 1, 250);
        stage.connect();
        while (stage.told(LOBBY).isEmpty()) {
            stage.stepRelay();
            stage.stepClient();
            stage.stepDisk();
            stage.agent.runPending();
        }
        stage.crash();
        stage.bobSays(LOBBY, 251, 900);
        stage.startProgram();

        stage.comeUp();

        List<String> told = stage.told(LOBBY);
        assertThat(told).isEqualTo(TalkStage.texts(51, 900));
        assertThat(stage.all(RoomEvent.Gap.class)).isEmpty();
    }

    /** With a page of what was missed asked for and not yet answered on the client's side. */
    private void beginToCatchUp() {
        stage.bobSays(LOBBY, 1, 1);
        stage.comeUp();
        stage.drop();
        stage.bobSays(LOBBY, 2, 3);
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

        beforeTheAnswer(() -> stage.bobSays(LOBBY, 4, 700));
        stage.runAll();

        assertThat(stage.told(LOBBY)).isEqualTo(TalkStage.texts(1, 700));
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
            stage.bobSays("#r" + i, 1, 1);
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
        stage.bobSays(LOBBY, 1, 500);
        stage.comeUp();

        stage.talking.past(RoomName.LOBBY, 7, OptionalLong.of(401), 100);
        stage.talking.around(RoomName.LOBBY, 8, 200);
        stage.runAll();

        List<RoomEvent.Past> past = stage.all(RoomEvent.Past.class);
        RoomEvent.Past page =
                past.stream().filter(each -> each.request() == 7).findFirst().orElseThrow();
        assertThat(page.messages()).extracting(RoomEvent.PastMessage::text).isEqualTo(TalkStage.texts(301, 400));
        assertThat(page.hasOlder()).isTrue();
        RoomEvent.Past around =
                past.stream().filter(each -> each.request() == 8).findFirst().orElseThrow();
        assertThat(around.messages()).extracting(RoomEvent.PastMessage::text).isEqualTo(TalkStage.texts(141, 260));
        stage.drop();
        stage.talking.past(RoomName.LOBBY, 9, OptionalLong.empty(), 100);
        assertThat(stage.all(EngineEvent.RequestRefused.class)).hasSize(1);
    }
}
