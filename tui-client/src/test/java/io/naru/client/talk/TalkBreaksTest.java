package io.naru.client.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.RoomEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.RoomRequest;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of reading, positions and own messages where a link or a program ends in the middle. */
class TalkBreaksTest {
    private static final String LOBBY = "#lobby";

    @TempDir
    Path folder;

    private TalkStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new TalkStage(folder);
        stage.relay.room(LOBBY);
    }

    private void bobSays(int from, int to) {
        for (int i = from; i <= to; i++) {
            stage.relay.bob(LOBBY, "b" + i);
        }
    }

    private void connect() {
        stage.connect();
        stage.runAll();
    }

    @Test
    void theRelayIsAskedLessAndLessOftenToKeepWhatItCannot() {
        connect();
        stage.relay.refusal = Optional.of(ErrorCode.NOT_STORED);
        stage.say("m1", LOBBY, "one");
        stage.runAll();

        for (int second = 0; second < 60; second++) {
            stage.advance(Duration.ofSeconds(1));
        }

        // At once, and 1, 3, 7, 15 and 31 seconds later.
        assertThat(stage.sent.stream().filter(ClientMessage.Chat.class::isInstance))
                .hasSize(6);
    }

    @Test
    void whatWaitsForARoomThatTheUserLeavesIsHeldAtOnce() {
        stage.relay.room("#dev");
        connect();
        stage.relay.refusal = Optional.of(ErrorCode.NOT_STORED);
        stage.say("m1", "#dev", "one");
        stage.runAll();

        stage.toClient.add(new RoomNews.Left(ModelRelay.ALICE, RoomName.of("#dev"), Optional.empty()));
        stage.runAll();

        assertThat(stage.all(RoomEvent.Pending.class)).last().matches(RoomEvent.Pending::isHeld);
    }

    @Test
    void whatWasReadWhileTheLinkBrokeIsToldOnTheNextOne() {
        bobSays(1, 9);
        connect();
        stage.talking.markRead(RoomName.LOBBY, 7);
        stage.drop();
        stage.advance(Duration.ofSeconds(5));
        stage.sent.clear();

        connect();

        assertThat(stage.sent).contains(new RoomRequest.Read(RoomName.LOBBY, 7));
    }

    @Test
    void aProgramThatEndsBeforeItsFirstPageStillKnowsWhatItHasSeen() {
        bobSays(1, 5);
        connect();
        stage.quit();
        stage.startProgram();
        stage.connect();
        while (!stage.toClient.isEmpty() || !stage.disk.isEmpty()) {
            stage.stepDisk();
            stage.stepClient();
            stage.agent.runPending();
        }
        assertThat(stage.toRelay).anyMatch(RoomRequest.History.class::isInstance);
        stage.quit();
        stage.relay.room(LOBBY).said.remove(4);
        stage.relay.bob(LOBBY, "another fifth");
        bobSays(6, 6);
        stage.startProgram();

        connect();

        assertThat(stage.all(RoomEvent.HistoryLost.class)).hasSize(1);
    }
}
