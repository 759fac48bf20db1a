package io.naru.relay.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A relay, or what is compared with it, in a Java machine of its own, so that what it uses can be told from what the
 * load client uses.
 *
 * <p>Threading: one owner; a daemon thread reads what the process logs.
 */
public final class MeasuredProcess implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("(?:Ready on |event=ready listen=)127\\.0\\.0\\.1:([0-9]{1,5})");
    private static final long STOP_SECONDS = 6;

    private final Optional<Process> process;
    private final InetSocketAddress address;

    private MeasuredProcess(Optional<Process> process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a program and waits until it says that it is ready.
     *
     * @param flags of the Java machine
     * @param mainClass what to run of this program's own classes
     * @param arguments of the program
     * @throws IOException if it ends before
     */
    public static MeasuredProcess start(List<String> flags, String mainClass, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                discard(log);
                return new MeasuredProcess(
                        Optional.of(process),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(ready.group(1))));
            }
            said.append(' ').append(line);
        }
        throw new IOException("The relay to be measured didn't start:" + said);
    }

    private static void discard(BufferedReader log) {
        Thread reader = new Thread(
                () -> {
                    try {
                        while (log.readLine() != null) {
                            // A full pipe would stop the process that is measured.
                        }
                    } catch (IOException e) {
                        System.getLogger(MeasuredProcess.class.getName())
                                .log(System.Logger.Level.DEBUG, "The measured process ended", e);
                    }
                },
                "bench-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** One that runs already, of which nothing is known but where it listens. */
    public static MeasuredProcess running(InetSocketAddress address) {
        return new MeasuredProcess(Optional.empty(), address);
    }

    /** What it has used so far; zeros of one that ran already. */
    public ProcessFigures figures() throws IOException {
        return process.isEmpty()
                ? new ProcessFigures(0, 0, 0)
                : ProcessFigures.of(process.get().pid());
    }

    /** What its threads have used so far; nothing of one that ran already. */
    public ThreadTimes threadTimes() throws IOException {
        return process.isEmpty()
                ? new ThreadTimes(Map.of())
                : ThreadTimes.of(process.get().pid());
    }

    /** Stops it, and waits for that; one that ran already runs on. */
    @Override
    public void close() {
        process.ifPresent(MeasuredProcess::stop);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
