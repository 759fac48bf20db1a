package io.naru.client.view;

import io.naru.client.state.AppState;
import io.naru.client.state.Link;

/**
 * How the link to the relay stands, in words.
 *
 * <p>Threading: stateless.
 */
final class LinkWords {
    private LinkWords() {}

    /** A few words; no sentence for a link that stands. */
    static String of(AppState state) {
        Link link = state.link();
        String relay = link.relay().isEmpty() ? "the relay" : link.relay().value();
        return switch (link.phase()) {
            case STARTING -> "starting…";
            case CONNECTING -> connecting(state, relay);
            case UP -> "connected to " + relay;
            case WAITING -> relay + " is away; trying again in " + seconds(state) + " s";
            case ENDED -> "not connected to " + relay;
        };
    }

    /** A further attempt isn't always one after a failure: somebody may have been asked in between. */
    private static String connecting(AppState state, String relay) {
        if (isAsked(state)) {
            return "not connected to " + relay + " yet";
        }
        boolean hasFailed =
                state.link().attempt() > 1 && !state.link().sentence().isEmpty();
        return hasFailed ? relay + " is away; trying again…" : "connecting to " + relay + "…";
    }

    private static boolean isAsked(AppState state) {
        return state.asked().question().isPresent();
    }

    /** A word or two, for windows that have no room for more. */
    static String briefly(AppState state) {
        return switch (state.link().phase()) {
            case STARTING -> "starting…";
            case CONNECTING -> isAsked(state) ? "not connected yet" : "connecting…";
            case UP -> "connected";
            case WAITING -> "away, " + seconds(state) + " s";
            case ENDED -> "not connected";
        };
    }

    /** Rounded up: "in 0 s" would be now. */
    private static long seconds(AppState state) {
        return Math.max(1, state.link().retryIn(state.now()).plusMillis(999).toSeconds());
    }
}
