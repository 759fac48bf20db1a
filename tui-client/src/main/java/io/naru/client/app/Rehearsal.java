package io.naru.client.app;

import io.naru.client.input.Key;
import io.naru.client.state.AppState;
import io.naru.client.state.Moment;
import io.naru.client.state.Settings;
import io.naru.client.state.WindowSize;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.client.update.Event;
import io.naru.client.update.Reducer;
import io.naru.client.view.Layout;
import io.naru.client.view.ScreenView;
import io.naru.client.view.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * A first frame and a first key without a terminal: loads what the real ones need, while another thread reads the
 * command line, or for the archive of loaded classes.
 *
 * <p>Threading: any thread; shares nothing with the screen that follows.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /** Runs it once. */
    public static void run() {
        Layout layout = new Layout();
        ScreenView view = new ScreenView(layout);
        Reducer reducer = new Reducer(layout);
        Moment now = new Moment(0, Instant.EPOCH, ZoneId.systemDefault());
        AppState state = AppState.initial(now, new WindowSize(120, 40), Settings.DEFAULT, "rehearsal");
        AppState typed =
                reducer.update(state, new Event.KeyPressed(Key.parse("x")), now).state();
        try {
            TerminalDisplay.rehearse(Theme.named("auto", Map.of()), canvas -> view.draw(typed, canvas));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
