package io.naru.client.update;

import io.naru.client.state.AppState;
import java.util.List;
import java.util.Objects;

/**
 * What an event leads to.
 *
 * @param state the next state
 * @param effects what is to be carried out, in this order
 */
public record Step(AppState state, List<Effect> effects) {
    public Step {
        Objects.requireNonNull(state);
        effects = List.copyOf(effects);
    }
}
