package io.naru.client.terminal;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * The process's controlling terminal: its octets, and its line settings by way of {@code stty}, since Java itself can't
 * change them.
 *
 * <p>Threading: {@link #input} is the reader's, {@link #output} the writer's; the methods that run {@code stty} may be
 * called by any thread and block until it has ended.
 */
final class Tty implements AutoCloseable {
    /** What the terminal was like when we came to it. */
    record Entered(String savedSettings, int columns, int rows) {}

    /** Columns and rows. */
    record Size(int columns, int rows) {}

    /** Terminals that can't place a cursor, as their users say. */
    private static final Set<String> UNUSABLE_TERMS = Set.of("", "dumb", "unknown");

    /**
     * Every key reaches us as it is: no line editing, no echo, no signals for Ctrl+C, Ctrl+Z and Ctrl+\, no flow control
     * for Ctrl+S, no quoting for Ctrl+V, Enter as a carriage return. A read waits for one octet and no longer.
     */
    private static final String RAW =
            "-icanon -echo -isig -ixon -ixoff -iexten -icrnl -inlcr -igncr -istrip min 1 time 0";

    private static final int SIDE_MAX = 10_000;

    /** For the shell, where there is no terminal that could be asked or told anything: 120x40 cells. */
    private static final String IMAGINED_STTY = "stty() { if [ \"$1\" = -g ]; then echo 0; else echo 40 120; fi; }; ";

    private final File device;
    private final InputStream input;
    private final OutputStream output;
    private final String shellPrelude;

    private Tty(File device, InputStream input, OutputStream output, String shellPrelude) {
        this.device = device;
        this.input = input;
        this.output = output;
        this.shellPrelude = shellPrelude;
    }

    /**
     * Opens the controlling terminal.
     *
     * @param environment the process's environment, for {@code TERM}
     * @throws NoTerminalException when there is none, or none that can show a screen
     */
    static Tty open(Map<String, String> environment) throws NoTerminalException {
        String term = environment.getOrDefault("TERM", "");
        if (UNUSABLE_TERMS.contains(term)) {
            throw new NoTerminalException(
                    term.isEmpty()
                            ? "The terminal doesn't say what it is (TERM isn't set), so there can be no full screen."
                            : "A terminal of the kind \"" + term + "\" (TERM) can't show a full screen.");
        }
        File device = new File("/dev/tty");
        try {
            FileInputStream input = new FileInputStream(device);
            try {
                return new Tty(device, input, new FileOutputStream(device), "");
            } catch (IOException e) {
                input.close();
                throw e;
            }
        } catch (IOException e) {
            throw new NoTerminalException("This program has no terminal to show a full screen on.", e);
        }
    }

    /** A terminal that isn't there: what it is told is done by a shell like for a real one, but to nothing. */
    static Tty imagined(InputStream keys, OutputStream screen) {
        return new Tty(new File("/dev/null"), keys, screen, IMAGINED_STTY);
    }

    InputStream input() {
        return input;
    }

    OutputStream output() {
        return output;
    }

    /**
     * Makes every key reach us.
     *
     * @return the settings before, for {@link #restore}, and the size
     */
    Entered enterRawMode() throws IOException {
        // One process where three would do: each costs the start of the program some milliseconds.
        String[] lines = run("stty -g && stty size && stty " + RAW).split("\n");
        if (lines.length < 2) {
            throw new IOException("stty -g and stty size answered only " + lines.length + " lines");
        }
        Size size = parseSize(lines[1]);
        return new Entered(lines[0].strip(), size.columns(), size.rows());
    }

    /** Brings back settings that {@link #enterRawMode} gave. */
    void restore(String settings) throws IOException {
        // As printed by stty itself: hexadecimal numbers, colons, and on some systems names with an equals sign.
        if (!settings.matches("[A-Za-z0-9:=]+")) {
            throw new IOException("stty -g gave settings of an unknown form: " + settings);
        }
        run("stty " + settings);
    }

    /** The terminal's present size; 80x24 when it doesn't know. */
    Size size() throws IOException {
        return parseSize(run("stty size"));
    }

    /** Stops this process and the rest of its group as Ctrl+Z does; returns when it is continued. */
    void stopProcessGroup() throws IOException {
        run("kill -TSTP 0");
    }

    /** Closes both directions; a read that waits may go on waiting. */
    @Override
    public void close() throws IOException {
        try (input) {
            output.close();
        }
    }

    static Size parseSize(String printed) throws IOException {
        String[] words = printed.strip().split(" ");
        try {
            int rows = Integer.parseInt(words[0]);
            int columns = Integer.parseInt(words.length > 1 ? words[1] : "");
            boolean known = rows > 0 && columns > 0;
            return known ? new Size(Math.min(columns, SIDE_MAX), Math.min(rows, SIDE_MAX)) : new Size(80, 24);
        } catch (NumberFormatException e) {
            throw new IOException("stty size answered \"" + printed + "\"", e);
        }
    }

    private String run(String script) throws IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", shellPrelude + script)
                .redirectInput(device)
                .redirectErrorStream(true)
                .start();
        try (InputStream answer = process.getInputStream()) {
            String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("\"" + script + "\" ended with status " + status + ": " + text.strip());
            }
            return text;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while \"" + script + "\" ran", e);
        }
    }
}
