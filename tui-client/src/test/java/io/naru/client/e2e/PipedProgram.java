package io.naru.client.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A program between pipes. What it writes is collected by line; waiting ends as soon as what is waited for is there,
 * and the time limit is for programs that hang.
 *
 * <p>Threading: one thread writes and waits; two others read what the program says.
 */
final class PipedProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Object said = new Object();
    private final List<Thread> readers;

    private PipedProgram(Process process) {
        this.process = process;
        this.readers = List.of(reader(process.getInputStream(), output), reader(process.getErrorStream(), errors));
        readers.forEach(Thread::start);
    }

    /** Starts a program for somebody, without a terminal. */
    static PipedProgram start(Household household, Map<String, String> changes, List<String> command)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(household.home().toFile());
        builder.environment().putAll(household.variables());
        builder.environment().putAll(changes);
        builder.environment().values().removeIf(String::isEmpty);
        return new PipedProgram(builder.start());
    }

    /** Writes a line to its standard input. */
    void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends its standard input. */
    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Asks it to end, without closing its pipes. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Its process, which may be the launcher's or the JVM's. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for a line on standard output or the error output that holds a text; gives the line. */
    String waitForLine(String part) throws InterruptedException {
        return waitForLine("a line with \"" + part + "\"", line -> line.contains(part));
    }

    /** Waits for a line on standard output or the error output that is wanted; gives the line. */
    String waitForLine(String what, Predicate<String> isWanted) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        synchronized (said) {
            while (true) {
                for (List<String> lines : List.of(output, errors)) {
                    for (String line : lines) {
                        if (isWanted.test(line)) {
                            return line;
                        }
                    }
                }
                long remaining = deadlineNanos - System.nanoTime();
                if (remaining <= 0 || readers.stream().noneMatch(Thread::isAlive)) {
                    throw new AssertionError(
                            "Waited in vain for " + what + ". Output:\n" + text(output) + "Errors:\n" + text(errors));
                }
                // The readers' ends aren't notified.
                TimeUnit.NANOSECONDS.timedWait(said, Math.min(remaining, TimeUnit.SECONDS.toNanos(1)));
            }
        }
    }

    /** Waits until it has ended and all that it wrote is read; gives its status. */
    int waitForExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The program doesn't end. Output:\n" + output() + "Errors:\n" + errors());
        }
        for (Thread reader : readers) {
            reader.join(PATIENCE.toMillis());
        }
        return process.exitValue();
    }

    /** Standard output so far, each line ended by a line feed. */
    String output() {
        synchronized (said) {
            return text(output);
        }
    }

    /** The error output so far. */
    String errors() {
        synchronized (said) {
            return text(errors);
        }
    }

    /** Kills it if it's still there. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private Thread reader(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> readAll(stream, lines), "pipe-reader");
        reader.setDaemon(true);
        return reader;
    }

    private void readAll(InputStream stream, List<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (said) {
                    lines.add(line);
                    said.notifyAll();
                }
            }
        } catch (IOException e) {
            // The program was killed by close().
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
