package io.naru.client.app;

import io.naru.client.terminal.Redraw;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.client.terminal.UiProgram;
import io.naru.client.update.Event;
import io.naru.client.view.Canvas;
import io.naru.client.view.Theme;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Gives the display the theme that the state asks for, as soon as it asks for another one.
 *
 * <p>Threading: confined to the {@code ui} thread.
 */
final class Themed implements UiProgram<Event> {
    private final ScreenProgram program;
    private final TerminalDisplay display;
    private final Map<String, String> environment;
    private String shown;

    Themed(ScreenProgram program, TerminalDisplay display, Map<String, String> environment) {
        this.program = program;
        this.display = display;
        this.environment = environment;
        this.shown = program.state().settings().theme();
    }

    @Override
    public Redraw onEvent(Event event) {
        return followTheme(program.onEvent(event));
    }

    @Override
    public long characters(Event event) {
        return program.characters(event);
    }

    @Override
    public Redraw onTime(long nowNanos) {
        return followTheme(program.onTime(nowNanos));
    }

    @Override
    public long nextTimeNanos() {
        return program.nextTimeNanos();
    }

    @Override
    public void draw(Canvas canvas) {
        program.draw(canvas);
    }

    @Override
    public OptionalInt exitStatus() {
        return program.exitStatus();
    }

    private Redraw followTheme(Redraw redraw) {
        String wanted = program.state().settings().theme();
        if (!wanted.equals(shown)) {
            shown = wanted;
            display.setTheme(Theme.named(wanted, environment));
            display.redrawAll();
        }
        return redraw;
    }
}
