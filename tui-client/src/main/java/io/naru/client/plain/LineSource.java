package io.naru.client.plain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * Standard input as lines, read no further ahead than somebody takes them. A line that is too long to be sent by
 * anybody is told as such and skipped.
 *
 * <p>Threading: reads on its own thread, {@code naru-stdin}; {@link #taken} from any.
 */
final class LineSource {
    /** What is read, told on the reading thread. */
    interface Listener {
        void onLine(String line);

        void onTooLong();

        /** No more comes; the sentence tells why if that isn't the plain end. */
        void onEnd(String sentence);
    }

    static final int LINE_CHARACTERS_MAX = 64 << 10;
    private static final int LINES_AHEAD = 256;

    private final Reader input;
    private final Listener listener;
    private final Semaphore ahead = new Semaphore(LINES_AHEAD);

    LineSource(InputStream input, Listener listener) {
        this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        this.listener = listener;
    }

    void start() {
        Thread thread = new Thread(this::read, "naru-stdin");
        thread.setDaemon(true);
        thread.start();
    }

    /** One line was taken; another one may be read. */
    void taken() {
        ahead.release();
    }

    private void read() {
        try {
            StringBuilder line = new StringBuilder();
            boolean isTooLong = false;
            int c = input.read();
            while (c >= 0) {
                if (c == '\n') {
                    hand(line, isTooLong);
                    isTooLong = false;
                } else if (line.length() < LINE_CHARACTERS_MAX) {
                    line.append((char) c);
                } else {
                    isTooLong = true;
                }
                c = input.read();
            }
            if (!line.isEmpty()) {
                hand(line, isTooLong);
            }
            listener.onEnd("");
        } catch (IOException e) {
            listener.onEnd("Standard input can't be read any more.");
        }
    }

    private void hand(StringBuilder line, boolean isTooLong) {
        boolean hasReturn = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
        String text = line.substring(0, line.length() - (hasReturn ? 1 : 0));
        line.setLength(0);
        ahead.acquireUninterruptibly();
        if (isTooLong) {
            listener.onTooLong();
        } else {
            listener.onLine(text);
        }
    }
}
