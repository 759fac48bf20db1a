package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent.Past;
import io.naru.client.event.RoomEvent.PastMessage;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.util.Optional;

/**
 * Prints a room's history page by page; after a break of the link it goes on where it was.
 *
 * <p>Threading: one thread.
 */
final class LogTask implements Task {
    private final RoomName room;
    private final HistoryWalk walk;
    private final LogFormat format;
    private Optional<Engine> engine = Optional.empty();
    private long request;

    LogTask(RoomName room, HistoryWalk walk, LogFormat format) {
        this.room = room;
        this.walk = walk;
        this.format = format;
    }

    @Override
    public void onUp(Engine up, EngineEvent.LinkUp event) {
        engine = Optional.of(up);
        ask();
    }

    private void ask() {
        request++;
        walk.question()
                .ifPresent(question ->
                        engine.orElseThrow().talk().past(room, request, question.before(), question.limit()));
    }

    @Override
    public boolean onEvent(EngineEvent event) throws IOException {
        if (event instanceof EngineEvent.RequestRefused refused) {
            // Without a code it isn't the relay that refuses: the link broke, and the next one is asked again.
            if (refused.code().isPresent()) {
                throw new IOException(refused.sentence());
            }
            return false;
        }
        if (event instanceof EngineEvent.RelayRefused refused) {
            throw new IOException(refused.sentence());
        }
        if (!(event instanceof Past past) || past.request() != request) {
            return false;
        }
        for (PastMessage message : walk.onAnswer(past)) {
            format.print(room, message);
        }
        if (!isDone()) {
            ask();
        }
        return true;
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
