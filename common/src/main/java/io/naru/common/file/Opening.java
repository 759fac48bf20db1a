package io.naru.common.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens files and folders with an end to its patience. Between a look at a file and its being opened somebody may put a
 * pipe in its place, and opening one waits until somebody writes to it: without any bound, and nothing in Java ends that.
 * So a thread of its own waits, a bounded number of them, and closes what comes too late.
 *
 * <p>Threading: any thread.
 */
public final class Opening {
    /** As long as a disk may take that has to wake up. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int AT_ONCE_MAX = 32;
    private static final long IDLE_SECONDS = 5;

    private final Duration patience;
    private final ThreadPoolExecutor threads;

    /**
     * Nothing is opened yet.
     *
     * @param name of its threads
     * @param patience how long something may take
     */
    public Opening(String name, Duration patience) {
        this.patience = patience;
        this.threads = new ThreadPoolExecutor(
                0, AT_ONCE_MAX, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), body -> thread(name, body));
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    /** One way to open something. */
    @FunctionalInterface
    public interface Way<T extends Closeable> {
        /** Opens it; blocks. */
        T open() throws IOException;
    }

    /**
     * Opens something.
     *
     * @return what the way has opened; the caller's to close
     * @throws IOException if that fails, or takes too long
     */
    public <T extends Closeable> T open(Way<T> way) throws IOException {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            threads.execute(() -> run(way, result));
        } catch (RejectedExecutionException e) {
            throw new IOException("too much is being opened just now", e);
        }
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (TimeoutException e) {
            return last(result, new IOException("it doesn't open", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last(result, new InterruptedIOException("interrupted"));
        }
    }

    private static <T extends Closeable> void run(Way<T> way, CompletableFuture<T> result) {
        try {
            T opened = way.open();
            if (!result.complete(opened)) {
                opened.close();
            }
        } catch (IOException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** What came at the last moment, or the fault from now on. */
    private static <T> T last(CompletableFuture<T> result, IOException fault) throws IOException {
        if (result.completeExceptionally(fault)) {
            throw fault;
        }
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            // It is complete, so nothing was waited for.
            throw new IllegalStateException(e);
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException fault) {
            throw fault;
        }
        if (cause instanceof Error fault) {
            throw fault;
        }
        return (IOException) cause;
    }
}
