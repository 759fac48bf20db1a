package io.naru.client.update;

import io.naru.client.state.AppState;
import io.naru.client.state.Link;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * When the screen changes by itself.
 *
 * <p>Threading: stateless.
 */
public final class Wake {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Wake() {}

    /**
     * How long after the state's own moment the next {@link Event.Tick} is wanted, if nothing else comes before: at the
     * next full minute for the clock, sooner for a countdown or a hint.
     */
    public static Duration nextTick(AppState state) {
        var instant = state.now().instant();
        Duration wake = Duration.between(
                instant, instant.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
        if (state.link().phase() == Link.Phase.WAITING && wake.compareTo(SECOND) > 0) {
            wake = SECOND;
        }
        if (state.hint().isPresent()) {
            Duration left = Duration.ofNanos(
                    state.hint().get().untilNanos() - state.now().nanos());
            wake = left.compareTo(wake) < 0 ? left : wake;
        }
        return wake.isNegative() ? Duration.ZERO : wake;
    }
}
