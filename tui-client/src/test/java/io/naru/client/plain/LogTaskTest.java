package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.naru.client.app.Engine;
import io.naru.client.app.Talk;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.event.RoomEvent.PastMessage;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The printing of a history, stepped. */
class LogTaskTest {
    private static final UserName BOB = UserName.of("bob");

    private final Talk talk = mock(Talk.class);
    private final Engine engine = mock(Engine.class);
    private final List<Duration> pauses = new ArrayList<>();
    private final LogTask task = new LogTask(
            RoomName.LOBBY,
            new HistoryWalk(Optional.empty(), OptionalLong.empty()),
            LogFormat.json(new PrintWriter(new StringWriter())),
            pauses::add);

    LogTaskTest() {
        when(engine.talk()).thenReturn(talk);
    }

    private void up() {
        task.onUp(
                engine,
                new EngineEvent.LinkUp(BOB, "relay.example:7411", "lab", Role.MEMBER, Optional.empty(), true, 16_384));
    }

    private boolean answer(long request, long seq) throws IOException {
        PastMessage message =
                new PastMessage(seq, BOB, "hello", Optional.empty(), Instant.EPOCH, false, OptionalLong.empty());
        return task.onEvent(
                new RoomEvent.Past(RoomName.LOBBY, request, OptionalLong.empty(), List.of(message), seq > 1, false));
    }

    private void assertAsked(int count) {
        verify(talk, times(count)).past(any(), anyLong(), any(), anyInt());
    }

    @Test
    void aRelayThatIsAskedTooFastIsAskedAtASlowerPace() throws Exception {
        up();
        task.onEvent(new EngineEvent.RelayRefused(ErrorCode.TOO_FAST, "Too fast."));
        assertThat(answer(1, 300)).isTrue();
        assertAsked(1);
        assertThat(pauses).hasSize(1);
        task.onPoke();
        assertAsked(2);
        task.onPoke();
        assertAsked(2);
    }

    @Test
    void aNewLinkEndsThePause() throws Exception {
        up();
        task.onEvent(new EngineEvent.RelayRefused(ErrorCode.TOO_FAST, "Too fast."));
        answer(1, 300);
        up();
        assertAsked(2);
        task.onPoke();
        assertAsked(2);
    }

    @Test
    void aRefusalForNowIsWaitedForAndAskedAgain() throws Exception {
        up();
        assertThat(task.onEvent(new EngineEvent.RequestRefused("Too fast.", Optional.of(ErrorCode.TOO_FAST))))
                .isFalse();
        assertAsked(1);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
        task.onPoke();
        assertAsked(2);
        assertThat(answer(2, 300)).isTrue();
        assertThatThrownBy(() ->
                        task.onEvent(new EngineEvent.RequestRefused("Not there.", Optional.of(ErrorCode.UNKNOWN_ROOM))))
                .hasMessage("Not there.");
    }

    @Test
    void withoutAWarningThereIsNoPause() throws Exception {
        up();
        answer(1, 300);
        assertAsked(2);
        assertThat(pauses).isEmpty();
        assertThatThrownBy(() -> task.onEvent(new EngineEvent.RelayRefused(ErrorCode.NOT_ALLOWED, "No.")))
                .hasMessage("No.");
    }
}
