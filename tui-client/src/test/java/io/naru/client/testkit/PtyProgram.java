package io.naru.client.testkit;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A real program in a real pseudo-terminal, with somebody who types and looks at the screen. Waiting ends as soon as
 * what is waited for shows; the time limits are for programs that hang.
 *
 * <p>Threading: one thread types and looks; another reads what the program writes.
 */
public final class PtyProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PtyProcess process;
    private final VtScreen screen;
    private final Object written = new Object();
    private final Thread reader;
    private long octets;
    private boolean ended;

    private PtyProgram(PtyProcess process, VtScreen screen) {
        this.process = process;
        this.screen = screen;
        this.reader = new Thread(this::readAll, "pty-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a program with this process's environment, {@code TERM=xterm-256color}, a UTF-8 locale, and changes to
     * these.
     *
     * @param changes variables to set; those with an empty value are removed
     */
    public static PtyProgram start(
            int columns, int rows, Path directory, Map<String, String> changes, List<String> command)
            throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(List.of("NO_COLOR", "COLORTERM", "COLORFGBG", "LC_ALL", "TMUX"));
        environment.put("TERM", "xterm-256color");
        environment.put("LC_CTYPE", "C.UTF-8");
        environment.putAll(changes);
        environment.values().removeIf(String::isEmpty);
        PtyProcess process = new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(environment)
                .setDirectory(directory.toString())
                .setInitialColumns(columns)
                .setInitialRows(rows)
                .setRedirectErrorStream(true)
                .start();
        return new PtyProgram(process, new VtScreen(columns, rows));
    }

    /** What the program has put on its screen so far. */
    public VtScreen screen() {
        return screen;
    }

    /** The program's process id. */
    public long pid() {
        return process.pid();
    }

    /** How many octets the program has written so far. */
    public long octets() {
        synchronized (written) {
            return octets;
        }
    }

    /** Types the text; {@code "\r"} is Enter, {@code "\033"} Escape. */
    public void type(String text) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Gives the terminal another size, which the program is told by SIGWINCH. */
    public void resize(int columns, int rows) {
        // The emulator first: what the program draws for the new size must find it.
        screen.resize(columns, rows);
        process.setWinSize(new WinSize(columns, rows));
    }

    /** Sends the program a signal, such as {@code TERM}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(pid()))
                .start()
                .waitFor();
    }

    /** Waits until some line of the screen contains the text. */
    public void waitForScreen(String text) throws InterruptedException {
        waitUntil("\"" + text + "\" on the screen", shown -> shown.text().contains(text));
    }

    /**
     * Waits until the screen is as wanted.
     *
     * @param what for the failure's message
     * @throws AssertionError with the screen's text when it doesn't become so
     */
    public void waitUntil(String what, Predicate<VtScreen> condition) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        synchronized (written) {
            while (!condition.test(screen)) {
                long remaining = deadlineNanos - System.nanoTime();
                if (remaining <= 0 || ended) {
                    throw new AssertionError("Waited in vain for " + what + (ended ? "; the program has ended" : "")
                            + ". The screen:\n" + screen.text());
                }
                TimeUnit.NANOSECONDS.timedWait(written, remaining);
            }
        }
    }

    /** Waits until the program has ended by itself and everything that it wrote is on the screen; gives its status. */
    public int waitForExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The program doesn't end. The screen:\n" + screen.text());
        }
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    /** Kills the program if it's still there. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAll() {
        byte[] buffer = new byte[8192];
        try (InputStream output = process.getInputStream()) {
            int count = output.read(buffer);
            while (count >= 0) {
                synchronized (written) {
                    octets += count;
                    screen.write(buffer, count);
                    written.notifyAll();
                }
                count = output.read(buffer);
            }
        } catch (IOException e) {
            // How the end of a pseudo-terminal's other side is told on some systems.
        }
        synchronized (written) {
            ended = true;
            written.notifyAll();
        }
    }
}
