package io.naru.common.original;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What has come and nobody has asked for yet.
 *
 * <p>Threading: any thread.
 */
final class Inbox {
    private final Duration patience;
    private final List<OriginalFrame> frames = new ArrayList<>();
    private String end = "";

    /** An inbox that gives up waiting after a time. */
    Inbox(Duration patience) {
        this.patience = patience;
    }

    synchronized void add(OriginalFrame frame) {
        frames.add(frame);
        notifyAll();
    }

    /** Nothing more comes. */
    synchronized void end(String why) {
        if (end.isEmpty()) {
            end = why;
        }
        notifyAll();
    }

    /**
     * Takes the oldest frame that fits, when it is there.
     *
     * @throws IOException if it doesn't come in time, or can't any more
     */
    synchronized OriginalFrame take(String what, Predicate<OriginalFrame> fits) throws IOException {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (true) {
            for (OriginalFrame frame : frames) {
                if (fits.test(frame)) {
                    frames.remove(frame);
                    return frame;
                }
            }
            if (!end.isEmpty()) {
                throw new IOException("no " + what + ": " + end + "; there is " + frames);
            }
            await(deadlineNanos, what);
        }
    }

    /** Waits for the end, and tells why it came. */
    synchronized String takeEnd() throws IOException {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (end.isEmpty()) {
            await(deadlineNanos, "end of the connection");
        }
        return end;
    }

    /** Everything that nobody took. */
    synchronized List<OriginalFrame> left() {
        return List.copyOf(frames);
    }

    private void await(long deadlineNanos, String what) throws IOException {
        long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
            throw new IOException("no " + what + " within " + patience + "; there is " + frames);
        }
        try {
            wait(leftMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + what, e);
        }
    }
}
