package io.naru.client.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that may be killed, stopped and continued. All that it writes goes to a log, which several starts may share.
 *
 * <p>Threading: the run's; a thread of its own reads what the program writes.
 */
final class ChildProgram implements AutoCloseable {
    private static final String END = "the program has ended";

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ChildProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one with more in its environment than this program has. */
    static ChildProgram start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        ChildProgram program = new ChildProgram(builder.start(), log);
        Thread reader = new Thread(program::read, "chaos-child");
        reader.setDaemon(true);
        reader.start();
        return program;
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                lines.add(line);
            }
        } catch (IOException e) {
            // Killed while it wrote, most likely; if not, what waits for its words will say so.
            lines.add("its output can't be read: " + e);
        }
        lines.add(END);
    }

    /** Writes a line to its standard input; nobody may be there to read it. */
    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** The next line that holds a text. */
    String await(String part, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = lines.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("no \"" + part + "\" came from a program that "
                        + (line == null ? "runs on" : "has ended") + "; see " + log);
            }
            if (line.contains(part)) {
                return line;
            }
        }
    }

    /** Sends it a signal, as {@code kill} names them. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Kills it, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it has ended by itself. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("a program doesn't end; see " + log);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
