package io.naru.client.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Somebody at an imagined terminal, who waits for a text to show on the screen, types something, waits for the next
 * text, and leaves at the end.
 *
 * <p>Threading: one thread reads the keys, another writes the screen; {@link #waitedInVain} from any.
 */
final class Typist extends InputStream {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /**
     * What to wait for and what to type then.
     *
     * @param awaited a word, since blanks that are there already aren't drawn; what showed before the last keys doesn't
     *     count
     * @param keys as a terminal sends them
     */
    record Step(String awaited, String keys) {}

    private final List<Step> steps;
    private final List<String> inVain = new ArrayList<>();

    // Guarded by this.
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private int next;
    private byte[] keys = {};
    private int typed;

    Typist(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Where the terminal shows what it is told to. */
    OutputStream screen() {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int length) {
                synchronized (Typist.this) {
                    shown.write(octets, offset, length);
                    Typist.this.notifyAll();
                }
            }
        };
    }

    /** The texts that didn't show in time; the typist went on without them. */
    synchronized List<String> waitedInVain() {
        return List.copyOf(inVain);
    }

    @Override
    public synchronized int read() {
        while (typed == keys.length) {
            if (next == steps.size()) {
                return -1;
            }
            Step step = steps.get(next++);
            if (!waitFor(step.awaited())) {
                inVain.add(step.awaited());
            }
            shown.reset();
            keys = step.keys().getBytes(StandardCharsets.UTF_8);
            typed = 0;
        }
        return keys[typed++] & 0xFF;
    }

    /** One octet at a time, as from a person. */
    @Override
    public synchronized int read(byte[] octets, int offset, int length) {
        int octet = read();
        if (octet < 0) {
            return -1;
        }
        octets[offset] = (byte) octet;
        return 1;
    }

    @Override
    public synchronized int available() {
        return keys.length - typed;
    }

    private boolean waitFor(String text) {
        long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
        while (!shown.toString(StandardCharsets.UTF_8).contains(text)) {
            long remaining = deadlineNanos - System.nanoTime();
            if (remaining <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, remaining);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
