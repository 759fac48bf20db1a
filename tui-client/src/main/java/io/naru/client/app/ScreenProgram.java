package io.naru.client.app;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.state.AppState;
import io.naru.client.state.Moment;
import io.naru.client.terminal.Redraw;
import io.naru.client.terminal.UiProgram;
import io.naru.client.update.Effect;
import io.naru.client.update.Event;
import io.naru.client.update.Reducer;
import io.naru.client.update.Step;
import io.naru.client.update.Wake;
import io.naru.client.view.Canvas;
import io.naru.client.view.ScreenView;
import io.naru.common.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The state of the screen in the UI loop: each event goes through the reducer, each effect to the runner.
 *
 * <p>Threading: confined to the {@code ui} thread.
 */
final class ScreenProgram implements UiProgram<Event> {
    private final Reducer reducer;
    private final Effect.Handler effects;
    private final ScreenView view;
    private final Clock clock;
    private final ZoneId zone;
    private AppState state;
    private boolean hasBeenUp;
    private Optional<String> refusal = Optional.empty();
    private OptionalInt exitStatus = OptionalInt.empty();

    ScreenProgram(
            AppState initial, Reducer reducer, Effect.Handler effects, ScreenView view, Clock clock, ZoneId zone) {
        this.state = initial;
        this.reducer = reducer;
        this.effects = effects;
        this.view = view;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public Redraw onEvent(Event event) {
        if (event instanceof Event.Engine engine) {
            watch(engine.event());
        }
        Step step = reducer.update(state, event, now());
        state = step.state();
        for (Effect effect : step.effects()) {
            effect.accept(effects);
        }
        boolean isWatched = event instanceof Event.KeyPressed || event instanceof Event.Pasted;
        return isWatched || event instanceof Event.Resized ? Redraw.PROMPT : Redraw.RELAXED;
    }

    @Override
    public long characters(Event event) {
        if (event instanceof Event.Engine told && told.event() instanceof EngineEvent.ChatReceived chat) {
            return chat.text().length();
        }
        if (event instanceof Event.Engine told && told.event() instanceof ListingEvent.ListingReceived listing) {
            return listing.entries().stream()
                    .mapToLong(entry -> entry.name().length())
                    .sum();
        }
        return 0;
    }

    @Override
    public Redraw onTime(long nowNanos) {
        return onEvent(new Event.Tick());
    }

    @Override
    public long nextTimeNanos() {
        return state.now().nanos() + Wake.nextTick(state).toNanos();
    }

    @Override
    public void draw(Canvas canvas) {
        view.draw(state, canvas);
    }

    @Override
    public OptionalInt exitStatus() {
        return exitStatus;
    }

    /** Ends the loop after the present event. */
    void exit(int status) {
        exitStatus = OptionalInt.of(status);
    }

    /** Why the program ended, if it wasn't for the user: the relay didn't let the user in, or the engine broke down. */
    Optional<String> refusal() {
        return refusal;
    }

    /** What the screen shows now. */
    AppState state() {
        return state;
    }

    /** A first login that is refused ends the program, as with ssh; a refusal later is shown where it happened. */
    private void watch(EngineEvent event) {
        if (event instanceof EngineEvent.LinkUp) {
            hasBeenUp = true;
        } else if (event instanceof EngineEvent.LinkEnded ended && !hasBeenUp && exitStatus.isEmpty()) {
            refusal = Optional.of(ended.sentence());
            exit(1);
        } else if (event instanceof EngineEvent.EngineBroken broken && exitStatus.isEmpty()) {
            refusal = Optional.of(broken.sentence());
            exit(1);
        }
    }

    private Moment now() {
        return new Moment(clock.nanos(), clock.now(), zone);
    }
}
