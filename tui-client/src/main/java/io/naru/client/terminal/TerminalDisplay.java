package io.naru.client.terminal;

import io.naru.client.view.Painter;
import io.naru.client.view.Theme;
import io.naru.common.process.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The real terminal while the screen is up. Opening it takes it over: raw keys, the alternate screen, bracketed paste,
 * standard output and error diverted. {@link #close} gives all of it back, and so does the end of the process by a
 * signal or {@code System.exit}.
 *
 * <p>Keys, pastes and sizes go to the consumer; so does the end of the terminal, also when it's told by SIGHUP, which
 * doesn't end the process.
 *
 * <p>Threading: draw, bell, redraw, theme and suspend belong to the thread that draws; close may be called by any. The
 * consumer is called on the threads {@code terminal-reader}, {@code terminal-size} and a signal's, and may block the
 * first two.
 */
public final class TerminalDisplay implements Display {
    private static final Logger LOG = System.getLogger(TerminalDisplay.class.getName());
    private static final long LAST_FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /**
     * The alternate screen with the modes that we rely on: arrows as CSI, numeric keypad, no mouse whoever left it on,
     * marks around a paste.
     */
    private static final String ENTER =
            "\033[?1049h\033[?1l\033>\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004h";

    private static final String LEAVE = "\033[r\033[m\033[?2004l\033[?25h\033[?1049l";

    private final Tty tty;
    private final Consumer<TerminalInput> consumer;
    private final FrameWriter writer;
    private final CellTerminal terminal;
    private final CellScreen screen;
    private final OutputDiversion diversion;
    private final List<Runnable> signalHandlersBefore = new ArrayList<>();
    private final Semaphore sizeMayHaveChanged = new Semaphore(0);
    private final AtomicBoolean endTold = new AtomicBoolean();
    private final Object entering = new Object();
    private final Thread shutdownHook = new Thread(this::giveBack, "terminal-restore");
    private volatile Tty.Size size;
    private volatile boolean continued;
    private volatile Runnable wake = () -> {};

    // Guarded by entering.
    private String savedSettings;
    private boolean entered;
    private boolean closed;

    // Owned by the thread that draws.
    private Theme theme;

    private TerminalDisplay(Tty tty, Tty.Entered before, Theme theme, Consumer<TerminalInput> consumer)
            throws IOException {
        this.tty = tty;
        this.theme = theme;
        this.consumer = consumer;
        this.savedSettings = before.savedSettings();
        this.size = new Tty.Size(before.columns(), before.rows());
        this.entered = true;
        this.writer = new FrameWriter(tty.output(), new WriterListener());
        this.terminal = new CellTerminal(size.columns(), size.rows(), writer::submit);
        this.screen = new CellScreen(terminal);
        this.diversion = OutputDiversion.begin(line -> LOG.log(Level.INFO, "Printed under the screen: {0}", line));
    }

    /**
     * Takes the terminal over.
     *
     * @param environment the process's environment
     * @param consumer is given everything that comes from the terminal
     * @throws NoTerminalException when there is no terminal that can show a screen; nothing was changed then
     * @throws IOException when there is one and it can't be set up
     */
    public static TerminalDisplay open(Map<String, String> environment, Theme theme, Consumer<TerminalInput> consumer)
            throws IOException {
        return open(Tty.open(environment), theme, consumer);
    }

    /**
     * As {@link #open}, on a terminal of 120x40 that isn't there: for running all of a screen without one.
     *
     * @param keys what is typed; its end is that of the terminal
     * @param screen is given what the terminal would show
     */
    public static TerminalDisplay imagine(
            InputStream keys, OutputStream screen, Theme theme, Consumer<TerminalInput> consumer) throws IOException {
        return open(Tty.imagined(keys, screen), theme, consumer);
    }

    private static TerminalDisplay open(Tty tty, Theme theme, Consumer<TerminalInput> consumer) throws IOException {
        Tty.Entered before;
        try {
            before = tty.enterRawMode();
        } catch (IOException e) {
            tty.close();
            throw e;
        }
        TerminalDisplay display = new TerminalDisplay(tty, before, theme, consumer);
        display.start();
        return display;
    }

    /**
     * Draws a few frames for nobody, so that what the first real one needs is loaded.
     *
     * @throws IOException never, for want of a terminal that could fail
     */
    public static void rehearse(Theme theme, Painter painter) throws IOException {
        CellTerminal nowhere = new CellTerminal(120, 40, octets -> {});
        CellScreen screen = new CellScreen(nowhere);
        screen.startScreen();
        screen.draw(theme, painter);
        screen.draw(theme, painter);
    }

    private void start() throws IOException {
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        writer.start();
        terminal.writeRaw(ENTER);
        screen.startScreen();
        signalHandlersBefore.add(Signals.handle("WINCH", sizeMayHaveChanged::release));
        signalHandlersBefore.add(Signals.handle("HUP", this::tellEnd));
        signalHandlersBefore.add(Signals.handle("CONT", this::onContinued));
        startDaemon("terminal-reader", new TerminalReader(TimedInput.of(tty.input()), this::onInput));
        startDaemon("terminal-size", this::watchSize);
    }

    /** The size that the terminal had when it was last asked; at least 1x1. */
    public int columns() {
        return size.columns();
    }

    /** As {@link #columns}. */
    public int rows() {
        return size.rows();
    }

    /** Has following frames drawn with another theme. */
    public void setTheme(Theme newTheme) {
        theme = newTheme;
    }

    /** Has the next frame drawn whole: whatever something else wrote on the terminal goes. */
    public void redrawAll() {
        screen.redrawAll();
    }

    /** Rings the terminal's bell with the next frame. */
    public void bell() throws IOException {
        terminal.bell();
    }

    @Override
    public boolean isBusy() {
        return writer.isBusy();
    }

    @Override
    public boolean needsFrame() {
        return continued;
    }

    @Override
    public void wakeWith(Runnable newWake) {
        wake = newWake;
    }

    @Override
    public void draw(Painter painter) throws IOException {
        if (continued) {
            enterAgain();
        }
        terminal.resize(size.columns(), size.rows());
        screen.draw(theme, painter);
    }

    /**
     * Gives the terminal back and stops the process as Ctrl+Z does; returns when it is continued, with the screen set up
     * again and the next frame drawn whole. When nobody could continue it, it isn't stopped.
     *
     * @throws IOException when the terminal can't be set up again
     */
    public void suspend() throws IOException {
        leave();
        tty.stopProcessGroup();
        enterAgain();
    }

    @Override
    public void close() {
        synchronized (entering) {
            if (closed) {
                return;
            }
        }
        giveBack();
        signalHandlersBefore.forEach(Runnable::run);
        diversion.end();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "Closed while the process is ending", e);
        }
        try {
            tty.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The terminal can't be closed", e);
        }
    }

    private void giveBack() {
        synchronized (entering) {
            leave();
            closed = true;
            writer.close();
        }
    }

    private void leave() {
        synchronized (entering) {
            if (!entered || closed) {
                return;
            }
            entered = false;
            // A frame that is being drawn at this moment must not land on the screen that we give back.
            writer.submitAndMute(LEAVE.getBytes(StandardCharsets.US_ASCII));
            if (!writer.awaitWritten(LAST_FRAME_NANOS)) {
                LOG.log(Level.INFO, "The terminal takes no output; only its settings are restored");
            }
            try {
                tty.restore(savedSettings);
            } catch (IOException e) {
                LOG.log(Level.INFO, "The terminal''s settings can''t be restored: {0}", e.getMessage());
            }
        }
    }

    private void enterAgain() throws IOException {
        synchronized (entering) {
            if (closed) {
                return;
            }
            continued = false;
            Tty.Entered before = tty.enterRawMode();
            if (!entered) {
                // After a stop that we didn't see coming the settings are our own, and not what is to be restored.
                savedSettings = before.savedSettings();
            }
            entered = true;
            writer.unmute();
            terminal.writeRaw(ENTER);
            terminal.forgetPresentState();
            screen.redrawAll();
        }
        sizeMayHaveChanged.release();
    }

    private void onContinued() {
        continued = true;
        wake.run();
    }

    private void onInput(TerminalInput input) {
        if (input instanceof TerminalInput.EndOfInput) {
            tellEnd();
        } else {
            consumer.accept(input);
        }
    }

    private void tellEnd() {
        if (endTold.compareAndSet(false, true)) {
            consumer.accept(new TerminalInput.EndOfInput());
        }
    }

    private void watchSize() {
        try {
            while (true) {
                sizeMayHaveChanged.acquire();
                // A window dragged by its corner sends dozens of signals; one answer serves all that came till now.
                sizeMayHaveChanged.drainPermits();
                Tty.Size newSize = tty.size();
                if (!newSize.equals(size)) {
                    size = newSize;
                    consumer.accept(new TerminalInput.Resized(newSize.columns(), newSize.rows()));
                }
            }
        } catch (IOException e) {
            LOG.log(Level.INFO, "The terminal''s size isn''t known any more: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void startDaemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private final class WriterListener implements FrameWriter.Listener {
        @Override
        public void onWritten() {
            wake.run();
        }

        @Override
        public void onWriteFailure(IOException failure) {
            LOG.log(Level.INFO, "The terminal can''t be written any more: {0}", failure.getMessage());
            tellEnd();
        }
    }
}
