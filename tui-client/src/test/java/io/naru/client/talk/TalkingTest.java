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
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat of a client against a model of a relay, step by step: what is refused, marked and begun. */
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

    @Test
    void aRoomThatTheUserIsNotInAnyMoreHoldsWhatWaitsForIt() {
        stage.relay.room("#dev");
        stage.comeUp();
        stage.drop();
        stage.say("m1", "#dev", "hello");
        stage.relay.rooms().remove(RoomName.of("#dev"));

        stage.comeUp();

        assertThat(stage.all(RoomEvent.Left.class)).containsExactly(new RoomEvent.Left(RoomName.of("#dev")));
        assertThat(stage.all(RoomEvent.Pending.class)).last().matches(RoomEvent.Pending::isHeld);
        stage.talking.drop(new MessageId("m1"));
        assertThat(stage.all(RoomEvent.Dropped.class)).hasSize(1);
        stage.say("m2", "#dev", "hello?");
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(0).sentence()).contains("/join #dev");
    }

    @Test
    void whatTheRelayCannotKeepNowIsTriedAgainInItsOrder() {
        stage.comeUp();
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
        stage.comeUp();
        stage.relay.refusal = Optional.of(ErrorCode.MUTED);
        stage.say("m1", LOBBY, "one");
        stage.runAll();
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(0).sentence()).isEqualTo("Not now.");
        stage.relay.refusal = Optional.empty();
        stage.quit();
        stage.startProgram();
        stage.comeUp();
        assertThat(stage.all(RoomEvent.Pending.class)).hasSize(1).allMatch(RoomEvent.Pending::isHeld);

        stage.talking.resend(new MessageId("m1"));
        stage.runAll();

        assertThat(stage.told(LOBBY)).containsExactly("one");
    }

    @Test
    void whatCannotBeSentIsRefusedAtOnce() {
        stage.comeUp();
        stage.say("m1", LOBBY, "x".repeat((16 << 10) + 1));
        stage.say("m2", LOBBY, "esc \u001b");

        assertThat(stage.all(EngineEvent.ChatRefused.class).get(0).sentence()).contains("too long");
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(1).id()).isEqualTo(new MessageId("m2"));
    }

    @Test
    void aDirectMessageBeginsTheConversation() {
        stage.comeUp();

        stage.say("m1", "@bob", "psst");
        stage.runAll();

        assertThat(stage.told("@bob")).containsExactly("psst");
        assertThat(stage.all(RoomEvent.Entered.class))
                .last()
                .matches(entered -> entered.room().isDirect());
    }

    @Test
    void whereNothingCanBeKeptTheUserIsToldOnceAndChatGoesOn() throws Exception {
        Files.writeString(folder.resolve("plain-127.0.0.1_7411"), "in the way");

        stage.comeUp();
        stage.say("m1", LOBBY, "all the same");
        stage.runAll();

        assertThat(stage.told(LOBBY)).containsExactly("all the same");
        assertThat(stage.all(EngineEvent.RequestRefused.class)).hasSize(1);
        assertThat(stage.all(EngineEvent.RequestRefused.class).get(0).sentence())
                .contains("isn't kept over the end");
    }

    @Test
    void readMarksAreGathered() {
        stage.bobSays(LOBBY, 1, 9);
        stage.comeUp();
        stage.sent.clear();
        stage.talking.markRead(RoomName.LOBBY, 3);
        stage.talking.markRead(RoomName.LOBBY, 7);
        stage.talking.markRead(RoomName.LOBBY, 5);

        stage.advance(Duration.ofSeconds(1));

        assertThat(stage.sent).containsExactly(new RoomRequest.Read(RoomName.LOBBY, 7));
    }

    @Test
    void readMarksOfALostHistoryOrALeftRoomAreForgotten() {
        stage.bobSays(LOBBY, 1, 9);
        stage.comeUp();
        stage.talking.markRead(RoomName.LOBBY, 9);
        stage.advance(Duration.ofSeconds(1));
        stage.drop();
        stage.relay.room(LOBBY).said.clear();
        stage.relay.room(LOBBY).epoch = "e2";
        stage.bobSays(LOBBY, 1, 3);
        stage.comeUp();
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

    @Test
    void aRelayWithoutHistoryHasTheLobbyAloneAndNothingIsSentTwice() {
        stage.relay.rooms().clear();
        stage.comeUp();
        stage.say("m1", LOBBY, "one");
        stage.say("m2", "#dev", "two");
        stage.stepDisk();
        stage.agent.runPending();
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(0).sentence()).contains("no other room");
        assertThat(((ClientMessage.Chat) stage.sent.get(0)).room()).isEmpty();
        stage.drop();
        assertThat(stage.all(EngineEvent.ChatRefused.class).get(1).sentence()).contains("may have arrived or not");
        stage.sent.clear();

        stage.comeUp();
        stage.toClient.add(new RelayMessage.Chat(
                ModelRelay.BOB, "hi", Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty()));
        stage.runAll();

        assertThat(stage.sent).isEmpty();
        assertThat(stage.told(LOBBY)).containsExactly("hi");
    }
}
