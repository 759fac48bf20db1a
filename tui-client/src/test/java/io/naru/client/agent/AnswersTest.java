package io.naru.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.testkit.Stepped;
import io.naru.common.message.EntryKind;
import io.naru.common.message.FileMessage;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.time.TokenBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How fast, and to whom first. */
@Timeout(60)
class AnswersTest {
    private static final UserName BOB = UserName.of("bob");
    private static final UserName EVE = UserName.of("eve");
    private static final Optional<RequestId> ID = Optional.of(new RequestId("r1"));
    private static final int PAGE = 200;
    /** What a relay takes of an account, and how much of that is left for chat. */
    private static final int RELAY_OCTETS_A_SECOND = 2 << 20;

    private static final int CHAT_OCTETS_A_SECOND = 50 * 12_000;

    private final Stepped stepped = new Stepped();
    private final TokenBucket relay =
            new TokenBucket(16 << 20, RELAY_OCTETS_A_SECOND, stepped.clock().nanos());
    private final List<FileMessage> sent = Collections.synchronizedList(new ArrayList<>());
    private boolean isUp = true;
    private final Answers answers = new Answers(stepped.agent(), new FileSender() {
        @Override
        public boolean offer(FileMessage message) {
            synchronized (relay) {
                relay.charge(
                        MessageWriter.octets(message).length, stepped.clock().nanos());
            }
            return isUp && sent.add(message);
        }

        @Override
        public boolean put(FileMessage message) {
            return offer(message);
        }
    });

    @AfterEach
    void end() {
        stepped.stop();
    }

    private static FileMessage entry(UserName user, String name) {
        return new FileMessage.ListEntry(
                user, name, ID, OptionalLong.of(1), OptionalLong.of(2), EntryKind.FILE, Optional.empty());
    }

    private static FileMessage refusal(UserName user) {
        return new FileMessage.DownloadRefuse(user, "/", ID, "busy", "Too much.");
    }

    private void ask(UserName user, String name, int messages) {
        stepped.run(() -> answers.ask(
                user,
                turn -> {
                    for (int i = 0; i < messages; i++) {
                        turn.put(entry(user, name));
                    }
                    return true;
                },
                refusal(user)));
    }

    /** Until nothing goes on any more without time passing. */
    private void settle() throws InterruptedException {
        int before = -1;
        int quiet = 0;
        while (quiet < 3) {
            quiet = before == sent.size() ? quiet + 1 : 0;
            before = sent.size();
            CountDownLatch done = new CountDownLatch(1);
            answers.execute(done::countDown);
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            stepped.run(() -> {});
            stepped.run(() -> {});
        }
    }

    private List<UserName> users() {
        return List.copyOf(sent).stream().map(FileMessage::user).toList();
    }

    @Test
    void howeverManyAskHoweverFastTheRelayNeverHasToWaitAndChatHasItsPart() throws Exception {
        String name = "n".repeat(500);
        for (int tick = 0; tick < 600; tick++) {
            for (int user = 0; user < 16; user++) {
                ask(UserName.of("user" + user), name, PAGE);
            }
            settle();
            synchronized (relay) {
                long now = stepped.clock().nanos();
                relay.charge(CHAT_OCTETS_A_SECOND / 10, now);
                assertThat(relay.nanosUntil(0, now)).isZero();
            }
            sent.clear();
            stepped.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void theRateThatIsAllowedIsUsed() throws Exception {
        for (int i = 0; i < Answers.OPEN_OF_ALL; i++) {
            ask(UserName.of("user" + i % 16), "n".repeat(1000), PAGE);
        }
        settle();
        int atOnce = sent.size();
        assertThat(atOnce).isBetween(4_000, 4_400);
        for (int i = 0; i < 80; i++) {
            stepped.advance(Duration.ofMillis(50));
            settle();
        }
        assertThat(sent.size() - atOnce).isBetween(4_900, 5_500);
    }

    /** Keeps the thread that answers busy until all is asked that is to be asked. */
    private CountDownLatch hold() {
        CountDownLatch go = new CountDownLatch(1);
        answers.execute(() -> {
            try {
                assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return go;
    }

    @Test
    void whoAsksForMuchDoesntKeepOthersWaiting() throws Exception {
        CountDownLatch go = hold();
        for (int i = 0; i < Answers.OPEN_OF_ASKER; i++) {
            ask(EVE, "e" + i, 1);
        }
        ask(BOB, "b1", 1);
        ask(BOB, "b2", 1);
        go.countDown();
        settle();
        assertThat(users().subList(0, 5)).containsExactly(EVE, EVE, BOB, EVE, BOB);
        assertThat(sent).hasSize(Answers.OPEN_OF_ASKER + 2);
    }

    @Test
    void whatIsTooMuchIsRefusedInWordsAndFloodsOfItAreNot() throws Exception {
        CountDownLatch go = hold();
        for (int i = 0; i < Answers.OPEN_OF_ASKER + 1_000; i++) {
            ask(EVE, "e" + i, 1);
        }
        assertThat(sent).hasSize(100).allMatch(each -> each instanceof FileMessage.DownloadRefuse);
        ask(BOB, "b", 1);
        go.countDown();
        settle();
        assertThat(users()).contains(BOB);
        sent.clear();
        ask(EVE, "again", 1);
        settle();
        assertThat(sent).containsExactly(entry(EVE, "again"));
    }

    @Test
    void anAnswerThatAnotherThreadGoesOnWithHoldsUpNobodyButCounts() throws Exception {
        List<Answers.Turn> open = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < Answers.OPEN_OF_ASKER; i++) {
            stepped.run(() -> answers.ask(EVE, turn -> !open.add(turn), refusal(EVE)));
        }
        settle();
        ask(EVE, "too much", 1);
        ask(BOB, "b", 1);
        settle();
        assertThat(sent).containsExactly(refusal(EVE), entry(BOB, "b"));
        open.forEach(Answers.Turn::over);
        ask(EVE, "now", 1);
        settle();
        assertThat(sent).contains(entry(EVE, "now"));
    }

    @Test
    void anAnswerThatFailsIsOver() throws Exception {
        for (int i = 0; i < 2 * Answers.OPEN_OF_ASKER; i++) {
            stepped.run(() -> answers.ask(
                    EVE,
                    turn -> {
                        throw new IllegalStateException("on purpose");
                    },
                    refusal(EVE)));
            settle();
        }
        assertThat(sent).isEmpty();
    }

    @Test
    void aStrideIsGivenInTurnAndTellsWhetherThereIsALink() throws Exception {
        assertThat(answers.give(BOB, List.of(entry(BOB, "one"), entry(BOB, "two"))))
                .isTrue();
        assertThat(sent).hasSize(2);
        isUp = false;
        CompletableFuture<Boolean> given = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                given.complete(answers.give(BOB, List.of(entry(BOB, "three"))));
            } catch (InterruptedException e) {
                given.completeExceptionally(e);
            }
        });
        thread.start();
        assertThat(given.get(20, TimeUnit.SECONDS)).isFalse();
    }
}
