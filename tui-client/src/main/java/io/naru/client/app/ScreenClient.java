package io.naru.client.app;

import io.naru.client.agent.Workers;
import io.naru.client.event.EngineEvent;
import io.naru.client.input.Key;
import io.naru.client.link.Login;
import io.naru.client.state.AppState;
import io.naru.client.state.Moment;
import io.naru.client.state.WindowSize;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.client.terminal.TerminalInput;
import io.naru.client.terminal.UiLoop;
import io.naru.client.update.Event;
import io.naru.client.update.Reducer;
import io.naru.client.view.Layout;
import io.naru.client.view.ScreenView;
import io.naru.client.view.Theme;
import io.naru.common.process.Signals;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The full-screen client: puts terminal, loop, reducer and engine together and runs them until the user leaves. The
 * frame is painted before the first octet goes to the relay.
 *
 * <p>Threading: {@link #run} takes the calling thread as the {@code ui} thread.
 */
public final class ScreenClient {
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    /**
     * What the screen starts with.
     *
     * @param login where and as whom
     * @param share what to share from the start
     * @param downloads where downloads go
     * @param preferences what the user has set for good
     * @param folders of this user
     * @param workingFolder what relative paths count from
     * @param environment of this process
     */
    public record Start(
            Login login,
            Optional<Path> share,
            Path downloads,
            Preferences preferences,
            Folders folders,
            Path workingFolder,
            Map<String, String> environment) {
        public Start {
            Objects.requireNonNull(login);
            Objects.requireNonNull(share);
            Objects.requireNonNull(downloads);
            Objects.requireNonNull(preferences);
            Objects.requireNonNull(folders);
            Objects.requireNonNull(workingFolder);
            environment = Map.copyOf(environment);
        }

        /** Has an engine share what is to be shared from the start. */
        public void shareBy(Engine engine) {
            share.ifPresent(engine::share);
            for (String line : preferences.shares()) {
                engine.share(ShareLine.parse(line, folder -> folders.resolve(folder, workingFolder)));
            }
        }
    }

    /** What opens the terminal. */
    @FunctionalInterface
    public interface Terminal {
        /** Opens that of this process. */
        static Terminal own() {
            return TerminalDisplay::open;
        }

        /**
         * Opens one that isn't there, for running all of a screen without a terminal.
         *
         * @param keys what is typed; its end is that of the terminal
         * @param screen is given what the terminal would show
         */
        static Terminal imagined(InputStream keys, OutputStream screen) {
            return (environment, theme, consumer) -> TerminalDisplay.imagine(keys, screen, theme, consumer);
        }

        /** As {@link TerminalDisplay#open}. */
        TerminalDisplay open(Map<String, String> environment, Theme theme, Consumer<TerminalInput> consumer)
                throws IOException;
    }

    private final Start start;
    private final Terminal terminal;
    private final Clock clock;
    private final PrintWriter out;
    private final Function<EngineEvent.Sink, Engine> engines;
    private boolean isWaitingForTransfers;

    /**
     * A client that isn't running yet.
     *
     * @param terminal opens the terminal
     * @param out for what is said after the screen is gone
     * @param engines makes the engine, given where its events go
     */
    public ScreenClient(
            Start start, Terminal terminal, Clock clock, PrintWriter out, Function<EngineEvent.Sink, Engine> engines) {
        this.start = start;
        this.terminal = terminal;
        this.clock = clock;
        this.out = out;
        this.engines = engines;
    }

    /**
     * Shows the screen until the user leaves.
     *
     * @return the exit status: 0 after leaving, 1 when the relay refused the login or the screen or the engine failed
     * @throws IOException when there is no terminal that could show a screen ({@code NoTerminalException}), or it can't
     *     be set up; the message is a sentence
     */
    public int run() throws IOException {
        // A terminal that goes tells it twice, and the second time nobody listens any more who would go on with
        // transfers.
        Runnable hangUpsBefore = Signals.handle("HUP", () -> {});
        try {
            return runHere();
        } finally {
            hangUpsBefore.run();
        }
    }

    private int runHere() throws IOException {
        EventGate gate = new EventGate();
        Theme theme = Theme.named(start.preferences().settings().theme(), start.environment());
        TerminalDisplay display =
                terminal.open(start.environment(), theme, input -> input.accept(new InputEvents(gate)));
        Engine engine = engines.apply(event -> gate.accept(new Event.Engine(event)));
        int status = UiLoop.STATUS_FAULT;
        try {
            status = run(gate, display, engine, new Workers("ui-disk", 1));
        } finally {
            display.close();
            status = Math.max(status, finish(engine, status));
        }
        return status;
    }

    private int run(EventGate gate, TerminalDisplay display, Engine engine, Executor disk) {
        ScreenProgram[] program = new ScreenProgram[1];
        EffectRunner effects = new EffectRunner(
                engine, display, start.folders(), start.workingFolder(), start.downloads(), disk, gate, isWaiting -> {
                    isWaitingForTransfers = isWaiting
                            && !program[0].state().transfers().active().isEmpty();
                    program[0].exit(0);
                });
        Layout layout = new Layout();
        program[0] = new ScreenProgram(
                initial(display), new Reducer(layout), effects, new ScreenView(layout), clock, ZoneId.systemDefault());
        UiLoop<Event> loop =
                new UiLoop<>(display, new Themed(program[0], display, start.environment()), clock::nanos, out::println);
        gate.open(loop::post);
        start.preferences().limit(engine);
        start.shareBy(engine);
        engine.connect(start.login());
        int status = loop.run();
        program[0].refusal().ifPresent(out::println);
        return status;
    }

    private AppState initial(TerminalDisplay display) {
        return AppState.initial(
                new Moment(clock.nanos(), clock.now(), ZoneId.systemDefault()),
                new WindowSize(display.columns(), display.rows()),
                start.preferences().settings(),
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    /** The exit status of what comes behind the screen. */
    private int finish(Engine engine, int statusBefore) {
        if (isWaitingForTransfers) {
            out.println("Finishing the transfers that are under way; Ctrl+C ends them.");
        }
        try {
            var closing = engine.close(isWaitingForTransfers);
            if (isWaitingForTransfers) {
                closing.get();
            } else {
                closing.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            out.println("The relay didn't take the goodbye; leaving without it.");
        } catch (ExecutionException e) {
            if (statusBefore == 0) {
                out.println(e.getCause().getMessage());
            }
            return UiLoop.STATUS_FAULT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** What comes from the terminal, as events. */
    private record InputEvents(Consumer<Event> events) implements TerminalInput.Handler {
        @Override
        public void onKey(Key key) {
            events.accept(new Event.KeyPressed(key));
        }

        @Override
        public void onPaste(String text, boolean truncated) {
            events.accept(new Event.Pasted(text));
            if (truncated) {
                events.accept(new Event.Failed("The paste was too long; only its beginning was taken."));
            }
        }

        @Override
        public void onResize(int columns, int rows) {
            events.accept(new Event.Resized(columns, rows));
        }

        @Override
        public void onEndOfInput() {
            events.accept(new Event.EndOfInput());
        }
    }
}
