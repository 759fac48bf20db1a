package io.naru.relay.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import io.naru.relay.metrics.AppendOutcome;
import io.naru.relay.metrics.Counters;
import io.naru.relay.store.History;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much may wait to be kept. */
final class AppendsTest {
    private static final long OCTETS_MAX = 30;

    private final History history = mock(History.class);
    private final ArrayDeque<Consumer<Outcome<History.Appended>>> asked = new ArrayDeque<>();
    private final Counters counters = new Counters();
    private final Appends appends = new Appends(history, Runnable::run, new FakeClock(), counters, OCTETS_MAX);
    private final List<Outcome<History.Appended>> answers = new ArrayList<>();

    @BeforeEach
    void holdTheHistory() {
        doAnswer(call -> asked.add(call.getArgument(2))).when(history).append(any(), any(), any());
    }

    private void add(String text) {
        appends.add(
                new History.Append(
                        1,
                        RoomName.LOBBY,
                        UserName.of("alice"),
                        Optional.empty(),
                        text,
                        OptionalLong.empty(),
                        Instant.EPOCH),
                answers::add);
    }

    private void failOne() {
        asked.remove().accept(new Outcome.Failed<>(new IOException("The disk is full")));
    }

    @Test
    void moreTextThanMayWaitIsRefusedAtOnce() {
        add("가".repeat(5));
        add("가".repeat(5));
        assertThat(answers).isEmpty();

        add("x");

        assertThat(answers).singleElement().isInstanceOf(Outcome.Busy.class);
        assertThat(asked).hasSize(2);
        assertThat(appends.unanswered()).isEqualTo(2);
        assertThat(counters.snapshot().appends()).containsEntry(AppendOutcome.BUSY, 1L);
    }

    @Test
    void whatWasAnsweredMakesRoomAgain() {
        add("가".repeat(10));
        failOne();

        add("가".repeat(10));

        assertThat(answers).singleElement().isInstanceOf(Outcome.Failed.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aLongTextIsTakenWhereNothingWaits() {
        add("x".repeat(100));
        add("y");

        assertThat(asked).hasSize(1);
        assertThat(answers).singleElement().isInstanceOf(Outcome.Busy.class);
    }

    @Test
    void whatWaitsHereCountsToo() {
        Appends few = new Appends(history, Runnable::run, new FakeClock(), counters, 1_500);
        History.Append letter = new History.Append(
                1, RoomName.LOBBY, UserName.of("alice"), Optional.empty(), "x", OptionalLong.empty(), Instant.EPOCH);
        for (int i = 0; i < 1_501; i++) {
            few.add(letter, answers::add);
        }

        assertThat(few.unanswered()).isEqualTo(1_500);
        assertThat(asked).hasSizeLessThan(1_500);
        assertThat(answers).singleElement().isInstanceOf(Outcome.Busy.class);
        for (int i = 0; i < 1_500; i++) {
            failOne();
        }
        assertThat(few.unanswered()).isZero();
        assertThat(answers).hasSize(1_501);
    }
}
