package io.naru.client.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that was killed leaves to one that runs; and how long the files get meanwhile. */
class OrphansTest {
    private static final String LOBBY = "#lobby";

    @TempDir
    private Path folder;

    private TalkStage stage;

    @BeforeEach
    void setTheStage() {
        stage = new TalkStage(folder);
        stage.relay.room(LOBBY);
    }

    private TalkStage secondThatSaysSomethingWithoutALink() {
        TalkStage second = new TalkStage(folder);
        second.relay.room(LOBBY);
        second.comeUp();
        second.drop();
        second.say("s1", LOBBY, "of the second");
        second.runAll();
        return second;
    }

    @Test
    void aProgramThatRunsTakesOverWithinAMinuteWhatAKilledOneLeft() {
        stage.comeUp();
        TalkStage second = secondThatSaysSomethingWithoutALink();
        stage.advance(Duration.ofMinutes(2));
        assertThat(stage.told(LOBBY)).isEmpty();
        second.crash();

        stage.advance(Duration.ofMinutes(1));

        assertThat(stage.told(LOBBY)).containsExactly("of the second");
        assertThat(stage.files().resolve("outbox-2")).doesNotExist();
        stage.advance(Duration.ofMinutes(5));
        assertThat(stage.told(LOBBY)).hasSize(1);
    }

    @Test
    void whatIsTakenOverWithoutALinkWaitsForOne() {
        stage.comeUp();
        TalkStage second = secondThatSaysSomethingWithoutALink();
        stage.drop();
        second.crash();
        stage.advance(Duration.ofMinutes(1));
        assertThat(stage.told(LOBBY)).isEmpty();

        stage.comeUp();

        assertThat(stage.told(LOBBY)).containsExactly("of the second");
    }

    @Test
    void theFileStaysShortAlsoWhereManyMessagesWait() throws Exception {
        Path file = folder.resolve("outbox-1");
        try (OutboxFile outbox = OutboxFile.open(file, new ArrayList<>())) {
            List<Kept> waiting = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                waiting.add(kept("w" + i, "short"));
            }
            outbox.add(waiting);
            long longest = 0;
            for (int i = 0; i < 400; i++) {
                outbox.add(List.of(kept("m" + i, "long ".repeat(2_000))));
                outbox.remove(new MessageId("m" + i));
                longest = Math.max(longest, Files.size(file));
            }

            assertThat(longest).isLessThan((1 << 20) + 30_000);
            assertThat(OutboxFile.load(file, new ArrayList<>()).values()).containsExactlyElementsOf(waiting);
        }
    }

    private static Kept kept(String id, String text) {
        return new Kept(
                new MessageId(id), RoomName.LOBBY, text, OptionalLong.of(7), "e@1", Instant.ofEpochMilli(1), false);
    }

    @Test
    void anAnswerKeepsTheEpochOfWhatItAnswersOverACrash() {
        stage.comeUp();
        stage.relay.bob(LOBBY, "where?");
        stage.runAll();
        stage.relay.goodbye();
        stage.talking.say(new MessageId("a1"), RoomName.LOBBY, "here", OptionalLong.of(1));
        while (!stage.disk.isEmpty()) {
            stage.stepDisk();
            stage.agent.runPending();
        }
        stage.crash();
        stage.startProgram();
        stage.sent.clear();

        stage.comeUp();

        assertThat(stage.sent)
                .filteredOn(ClientMessage.Chat.class::isInstance)
                .extracting(message -> ((ClientMessage.Chat) message).replyEpoch())
                .containsExactly("e1");
    }

    @Test
    void anErrandAsksForNothingThatWasSaidBeforeAndHearsItsReceipts() {
        for (int i = 1; i <= 300; i++) {
            stage.relay.bob(LOBBY, "b" + i);
        }
        stage.tellsMissed = false;
        stage.startProgram();
        stage.comeUp();
        stage.say("m1", LOBBY, "one");
        stage.runAll();
        stage.drop();
        stage.relay.bob(LOBBY, "missed");
        stage.comeUp();
        stage.say("m2", LOBBY, "two");
        stage.runAll();

        assertThat(stage.told(LOBBY)).containsExactly("one", "two");
        assertThat(stage.sent).noneMatch(RoomRequest.History.class::isInstance);
    }
}
