package io.naru.client.update;

import io.naru.client.state.AppState;
import io.naru.client.state.Moment;
import io.naru.client.state.PaneSizes;
import java.util.List;
import java.util.Objects;

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
        Objects.requireNonNull(measure);
        return new Step(state, List.of());
    }
}
