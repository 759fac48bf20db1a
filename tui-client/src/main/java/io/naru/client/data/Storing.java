package io.naru.client.data;

import io.naru.common.wire.Limits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Works on what has come on a thread of its own, while the next piece is being decrypted. Three buffers go round: one
 * is filled, one waits, one is worked on.
 *
 * <p>Threading: {@link #run} on the storing thread, the rest on the one that reads the line.
 */
final class Storing implements Runnable, Closeable {
    private static final int BUFFERS = 3;
    private static final int BARRIER_MILLIS = 100;

    /** What is to be done with the octets of a piece, or between two of them. */
    @FunctionalInterface
    interface Work {
        void store(ByteBuffer octets) throws IOException;
    }

    private record Job(ByteBuffer octets, Work work) {}

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Job END = new Job(NOTHING, octets -> {});

    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(4 * BUFFERS);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Exception failure;

    /** Begins. */
    Storing(Executor executor) {
        for (int i = 0; i < BUFFERS; i++) {
            free.add(ByteBuffer.allocateDirect(Limits.PIECE_OCTETS));
        }
        executor.execute(this);
    }

    @Override
    public void run() {
        try {
            for (Job job = jobs.take(); job != END; job = jobs.take()) {
                store(job);
            }
        } catch (InterruptedException e) {
            failure = new InterruptedIOException();
        } finally {
            ended.countDown();
        }
    }

    /** After a failure nothing more is stored, but the buffers go on to go round until the reader notices. */
    private void store(Job job) {
        try {
            if (failure == null) {
                job.work.store(job.octets);
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        } finally {
            if (job.octets != NOTHING) {
                free.add(job.octets);
            }
        }
    }

    /** A buffer to be filled with so many octets; waits for one. */
    ByteBuffer buffer(int octets) throws IOException {
        try {
            ByteBuffer buffer = free.take();
            return buffer.clear().limit(octets);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Has a filled buffer worked on.
     *
     * @throws IOException if earlier work failed
     */
    void hand(ByteBuffer filled, Work work) throws IOException {
        put(new Job(filled.flip(), work));
        check();
    }

    /** Has something done behind all that was handed before. */
    void hand(Work work) throws IOException {
        put(new Job(NOTHING, work));
        check();
    }

    /** Waits until all that was handed before is done. */
    void barrier() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        put(new Job(NOTHING, nothing -> done.countDown()));
        try {
            while (failure == null && !done.await(BARRIER_MILLIS, TimeUnit.MILLISECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        check();
    }

    private void put(Job job) throws IOException {
        try {
            jobs.put(job);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void check() throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof RuntimeException fault) {
            throw new IllegalStateException("what was fetched could not be stored", fault);
        }
    }

    /**
     * Waits until all is stored.
     *
     * @throws IOException if it wasn't
     */
    void finish() throws IOException {
        close();
        check();
    }

    /** Waits until all that was handed is stored, or has failed to be. */
    @Override
    public void close() throws IOException {
        if (ended.getCount() > 0) {
            put(END);
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException();
    }
}
