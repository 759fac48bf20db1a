package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.naru.client.app.Engine;
import io.naru.client.app.Talk;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.MessageId;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Saying texts and waiting for their receipts. */
class SayTaskTest {
    private static final UserName ALICE = UserName.of("alice");
    private static final RoomName OPS = RoomName.of("#ops");

    private final Talk talk = mock(Talk.class);
    private final Engine engine = mock(Engine.class);
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final SayTask task = new SayTask(OPS, "m", complaints::add, taken::incrementAndGet);

    private void up() {
        when(engine.talk()).thenReturn(talk);
        task.onUp(engine, new EngineEvent.LinkUp(ALICE, "lab:7411", "lab", Role.MEMBER, Optional.empty(), true, 20));
    }

    private List<MessageId> said(int count) {
        ArgumentCaptor<MessageId> ids = ArgumentCaptor.forClass(MessageId.class);
        verify(talk, times(count)).say(ids.capture(), eq(OPS), any(), eq(OptionalLong.empty()));
        return ids.getAllValues();
    }

    private boolean receipt(MessageId id) {
        return task.onEvent(new EngineEvent.ChatReceived(ALICE, "text", Optional.of(id), Instant.EPOCH, true));
    }

    @Test
    void aTextIsDoneWithItsReceiptAndNotBefore() {
        task.add("hello");
        task.end();
        assertThat(task.isDone()).isFalse();
        up();
        MessageId id = said(1).get(0);
        assertThat(task.isDone()).isFalse();
        assertThat(receipt(new MessageId("another"))).isFalse();
        assertThat(task.isWaiting()).isTrue();

        assertThat(receipt(id)).isTrue();
        assertThat(task.isDone()).isTrue();
        assertThat(task.hasFailed()).isFalse();
    }

    @Test
    void anotherLinkDoesNotSayItAgain() {
        task.add("hello");
        up();
        up();
        said(1);
    }

    @Test
    void aTextThatIsTooLongIsComplainedOfAndTheRestIsSaid() {
        task.add("x".repeat(21));
        task.add("안녕하세요 여러분");
        task.add("short");
        task.add("  ");
        task.end();
        up();

        receipt(said(1).get(0));
        assertThat(complaints)
                .hasSize(2)
                .first()
                .isEqualTo("Not said, since it is too long: 21 octets, and this relay takes 20 as one message.");
        assertThat(task.isDone()).isTrue();
        assertThat(task.hasFailed()).isTrue();
        assertThat(taken).hasValue(4);
    }

    @Test
    void aRefusalIsComplainedOfAndWaitedForNoMore() {
        task.add("hello");
        task.end();
        up();
        task.onEvent(new EngineEvent.ChatRefused(said(1).get(0), "You are muted."));
        assertThat(complaints).containsExactly("Not said: You are muted.");
        assertThat(task.isDone()).isTrue();
        assertThat(task.hasFailed()).isTrue();
    }

    @Test
    void aRoomThatTheUserIsNotInTakesNothing() {
        task.add("hello");
        task.end();
        up();
        MessageId id = said(1).get(0);
        assertThat(task.onEvent(new RoomEvent.Pending(id, OPS, "hello", OptionalLong.empty(), Instant.EPOCH, false)))
                .isFalse();
        assertThat(task.onEvent(new RoomEvent.Pending(id, OPS, "hello", OptionalLong.empty(), Instant.EPOCH, true)))
                .isTrue();
        verify(talk).drop(id);
        assertThat(complaints).containsExactly("Not said: you aren't in #ops. Enter it first: /join #ops in naru.");
        assertThat(task.isDone()).isTrue();
        assertThat(task.hasFailed()).isTrue();
    }

    @Test
    void fewAreOnTheirWayAtATime() {
        up();
        for (int i = 0; i < 40; i++) {
            task.add("line " + i);
            task.onPoke();
        }
        List<MessageId> first = said(16);
        assertThat(taken).hasValue(16);
        first.forEach(this::receipt);
        said(32);
    }

    @Test
    void betweenLinesNothingIsWaitedForAndNothingIsDone() {
        up();
        assertThat(task.isWaiting()).isFalse();
        assertThat(task.isDone()).isFalse();
        task.addRefused("Standard input can't be read any more.");
        task.end();
        task.onPoke();
        assertThat(task.isDone()).isTrue();
        assertThat(task.hasFailed()).isTrue();
    }
}
