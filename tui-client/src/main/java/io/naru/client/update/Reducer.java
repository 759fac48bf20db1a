package io.naru.client.update;

import io.naru.client.state.AppState;
import io.naru.client.state.Moment;
import io.naru.client.state.Overlay;
import io.naru.client.state.PaneSizes;
import io.naru.client.state.WindowSize;
import java.util.Objects;
import java.util.Optional;

/**
 * What each event does to the state. Pure: it reads no clock, starts nothing and keeps nothing.
 *
 * <p>Threading: stateless; scrollbacks share their chunks, so the states of one screen belong to one thread.
 */
public final class Reducer {
    private final PaneSizes.Measure measure;

    /** A reducer for a screen whose panes are measured so. */
    public Reducer(PaneSizes.Measure measure) {
        this.measure = Objects.requireNonNull(measure);
    }

    /**
     * The next state, and what is to be done.
     *
     * @param now when the event happened
     */
    public Step update(AppState state, Event event, Moment now) {
        Turn turn = new Turn(state, now, measure);
        event.accept(new Events(turn));
        new FileSearch(turn).afterEvent(state.overlay());
        new Seeing(turn).tell();
        return turn.step();
    }

    private record Events(Turn turn) implements Event.Handler {
        @Override
        public void onEngine(Event.Engine event) {
            event.event().accept(new EngineUpdates(turn));
        }

        @Override
        public void onKeyPressed(Event.KeyPressed event) {
            new KeyUpdates(turn).onKey(event.key());
        }

        @Override
        public void onPasted(Event.Pasted event) {
            new Pasting(turn).onPasted(event.text());
        }

        @Override
        public void onResized(Event.Resized event) {
            turn.window = new WindowSize(event.columns(), event.rows());
        }

        @Override
        public void onTick(Event.Tick event) {
            // The moment of every event is in the state; a tick brings nothing but that.
        }

        @Override
        public void onEndOfInput(Event.EndOfInput event) {
            new Leaving(turn).quit(true);
        }

        @Override
        public void onResumed(Event.Resumed event) {
            turn.effect(new Effect.RedrawAll());
        }

        @Override
        public void onPathsFound(Event.PathsFound event) {
            Optional<Overlay.Prompt> prompt = turn.overlay.flatMap(Overlay::asPrompt);
            if (prompt.isPresent()) {
                new OverlayKeys(turn).onPathsFound(prompt.get(), event.prefix(), event.paths());
            } else {
                new Completer(turn).onPathsFound(event.prefix(), event.paths());
            }
        }

        @Override
        public void onFailed(Event.Failed event) {
            new ChatLines(turn).error(event.sentence());
        }

        @Override
        public void onTold(Event.Told event) {
            new ChatLines(turn).local(event.sentence());
        }
    }
}
