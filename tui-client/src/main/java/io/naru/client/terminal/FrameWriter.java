package io.naru.client.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes frames to the terminal, each with one write, on a thread of its own: a slow line or a stopped terminal blocks
 * this thread and never the loop, which draws no new frame while an old one is on its way.
 *
 * <p>Threading: any thread may submit; the listener is called on the writer's own thread.
 */
final class FrameWriter {
    /** What happens to frames. */
    interface Listener {
        /** All that was submitted is written. */
        void onWritten();

        /** The terminal doesn't take octets any more; called once, and everything later is dropped. */
        void onWriteFailure(IOException failure);
    }

    private final OutputStream output;
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock.
    private byte[] pending = new byte[0];
    private boolean writing;
    private boolean muted;
    private boolean closed;
    private boolean failed;

    FrameWriter(OutputStream output, Listener listener) {
        this.output = output;
        this.listener = listener;
    }

    /** Starts the writing thread. */
    void start() {
        Thread thread = new Thread(this::run, "terminal-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Has the octets written after all that was submitted before. Nothing happens while muted, nor after
     * {@link #close} or a failure.
     *
     * @param octets not to be changed afterwards
     */
    void submit(byte[] octets) {
        lock.lock();
        try {
            if (muted || closed || failed || octets.length == 0) {
                return;
            }
            pending = pending.length == 0 ? octets : joined(pending, octets);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Submits octets and drops all that comes later, until {@link #unmute}. */
    void submitAndMute(byte[] octets) {
        lock.lock();
        try {
            submit(octets);
            muted = true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes frames again. */
    void unmute() {
        lock.lock();
        try {
            muted = false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether something submitted isn't written yet. */
    boolean isBusy() {
        lock.lock();
        try {
            return writing || pending.length > 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything is written, but not longer than the time-out.
     *
     * @return whether it is
     */
    boolean awaitWritten(long timeoutNanos) {
        long remaining = timeoutNanos;
        lock.lock();
        try {
            while ((writing || pending.length > 0) && !failed) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = changed.awaitNanos(remaining);
            }
            return !failed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what isn't being written yet and takes nothing more; the thread ends. */
    void close() {
        lock.lock();
        try {
            closed = true;
            pending = new byte[0];
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            byte[] octets = awaitPending();
            if (octets.length == 0) {
                return;
            }
            try {
                output.write(octets);
                output.flush();
            } catch (IOException e) {
                onFailure(e);
                return;
            }
            if (onOneWritten()) {
                listener.onWritten();
            }
        }
    }

    private byte[] awaitPending() {
        lock.lock();
        try {
            while (pending.length == 0) {
                if (closed) {
                    return pending;
                }
                changed.awaitUninterruptibly();
            }
            byte[] octets = pending;
            pending = new byte[0];
            writing = true;
            return octets;
        } finally {
            lock.unlock();
        }
    }

    private boolean onOneWritten() {
        lock.lock();
        try {
            writing = false;
            changed.signalAll();
            return pending.length == 0;
        } finally {
            lock.unlock();
        }
    }

    private void onFailure(IOException failure) {
        boolean report;
        lock.lock();
        try {
            failed = true;
            writing = false;
            pending = new byte[0];
            report = !closed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (report) {
            listener.onWriteFailure(failure);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
