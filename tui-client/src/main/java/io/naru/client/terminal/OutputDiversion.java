package io.naru.client.terminal;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps standard output and error away from the screen: lines printed to them go elsewhere until {@link #end}.
 *
 * <p>Threading: may be written by any thread; begun and ended by the owner of the screen.
 */
final class OutputDiversion {
    private static final int LINE_OCTETS_MAX = 4096;

    private final PrintStream standardOutput = System.out;
    private final PrintStream standardError = System.err;
    private final PrintStream diverted;

    private OutputDiversion(Consumer<String> lines) {
        this.diverted = new PrintStream(new LineStream(lines), true, StandardCharsets.UTF_8);
    }

    /** From now on each line goes to the consumer. What the consumer itself prints is dropped. */
    static OutputDiversion begin(Consumer<String> lines) {
        OutputDiversion diversion = new OutputDiversion(lines);
        System.setOut(diversion.diverted);
        System.setErr(diversion.diverted);
        return diversion;
    }

    /** Standard output and error are what they were. */
    void end() {
        diverted.flush();
        System.setOut(standardOutput);
        System.setErr(standardError);
    }

    private static final class LineStream extends OutputStream {
        private final Consumer<String> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private boolean passing;

        LineStream(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] octets, int offset, int length) {
            // A log that prints its lines to standard error would come back here for ever.
            if (passing) {
                return;
            }
            // Everything is copied before anything is passed on: the caller's buffer changes if the consumer prints.
            List<String> complete = new ArrayList<>();
            for (int index = offset; index < offset + length; index++) {
                if (octets[index] == '\n' || line.size() >= LINE_OCTETS_MAX) {
                    complete.add(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                }
                if (octets[index] != '\n') {
                    line.write(octets[index]);
                }
            }
            passing = true;
            try {
                complete.forEach(lines);
            } finally {
                passing = false;
            }
        }
    }
}
