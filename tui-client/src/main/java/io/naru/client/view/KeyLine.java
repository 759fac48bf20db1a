package io.naru.client.view;

import io.naru.client.state.AppState;

/**
 * The line at the bottom: a hint while there is one, else the keys that do something here.
 *
 * <p>Threading: stateless.
 */
final class KeyLine {
    private KeyLine() {}

    static void draw(AppState state, Canvas canvas) {
        state.hint().ifPresent(hint -> canvas.text(1, 0, hint.text().value(), Role.ACCENT));
    }
}
