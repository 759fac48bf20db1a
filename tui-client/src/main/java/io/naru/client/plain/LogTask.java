package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent.Past;
import io.naru.client.event.RoomEvent.PastMessage;
import io.naru.common.message.RoomName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prints a room's history page by page; after a break of the link it goes on where it was. A relay that says
 * that it is asked too fast gets its questions at a slower pace from there on.
 *
 * <p>Threading: one thread.
 */
final class LogTask implements Task {
    /** Between an answer and the next question, for a relay that has asked for it. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Behind a refusal, before the same is asked again. */
    private static final Duration REFUSAL_PAUSE = Duration.ofSeconds(1);

    private final RoomName room;
    private final HistoryWalk walk;
    private final LogFormat format;
    private final Consumer<Duration> pokeAfter;
    private Optional<Engine> engine = Optional.empty();
    private long request;
    private boolean isSlow;
    private boolean isPausing;

    /**
     * A task that hasn't begun.
     *
     * @param pokeAfter has {@link #onPoke} called after that time
     */
    LogTask(RoomName room, HistoryWalk walk, LogFormat format, Consumer<Duration> pokeAfter) {
        this.room = room;
        this.walk = walk;
        this.format = format;
        this.pokeAfter = pokeAfter;
    }

    @Override
    public void onUp(Engine up, EngineEvent.LinkUp event) {
        engine = Optional.of(up);
        ask();
    }

    private void ask() {
        isPausing = false;
        request++;
        walk.question()
                .ifPresent(question ->
                        engine.orElseThrow().talk().past(room, request, question.before(), question.limit()));
    }

    @Override
    public boolean onEvent(EngineEvent event) throws IOException {
        if (event instanceof EngineEvent.RequestRefused refused) {
            if (refused.code().filter(LogTask::isPassing).isPresent()) {
                isSlow = true;
                pauseFor(REFUSAL_PAUSE);
                return false;
            }
            // Without a code it isn't the relay that refuses: the link broke, and the next one is asked again.
            if (refused.code().isPresent()) {
                throw new IOException(refused.sentence());
            }
            return false;
        }
        if (event instanceof EngineEvent.RelayRefused refused) {
            if (refused.code() == ErrorCode.TOO_FAST) {
                // Nothing was refused: it is a warning, and what was asked is answered later.
                isSlow = true;
                return false;
            }
            throw new IOException(refused.sentence());
        }
        if (!(event instanceof Past past) || past.request() != request) {
            return false;
        }
        for (PastMessage message : walk.onAnswer(past)) {
            format.print(room, message);
        }
        if (!isDone()) {
            goOn();
        }
        return true;
    }

    private void goOn() {
        if (isSlow) {
            pauseFor(PAUSE);
        } else {
            ask();
        }
    }

    private void pauseFor(Duration span) {
        isPausing = true;
        pokeAfter.accept(span);
    }

    /** Whether it is refused only for now. */
    private static boolean isPassing(ErrorCode code) {
        return code == ErrorCode.TOO_FAST || code == ErrorCode.BUSY;
    }

    @Override
    public void onPoke() {
        if (isPausing) {
            ask();
        }
    }

    @Override
    public boolean isWaiting() {
        return true;
    }

    /** Nobody reads what is printed behind a closed pipe. */
    @Override
    public boolean isDone() {
        return walk.question().isEmpty() || format.isBroken();
    }
}
