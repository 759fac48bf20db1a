package io.naru.relay.work;

import java.io.IOException;
import java.util.Objects;

/**
 * What became of something that another thread was asked to do: it was done, it wasn't begun because too much waits
 * already, or it failed.
 *
 * <p>The family is closed, so whoever asks decides about all three:
 *
 * <pre>{@code
 * accounts.find(name, loop::execute, outcome -> outcome.accept(new Outcome.Handler<>() { ... }));
 * }</pre>
 *
 * @param <T> what a finished piece of work yields
 */
public sealed interface Outcome<T> {

    /** Calls the method of {@code handler} that fits this outcome, once, on the calling thread. */
    void accept(Handler<? super T> handler);

    /**
     * The value of finished work, for callers who wait for the outcome anyway and can say nothing better than the
     * fault's sentence.
     *
     * @throws IOException if the work failed or wasn't begun
     */
    T orThrow() throws IOException;

    /**
     * One method for each way in which work may end.
     *
     * @param <T> what a finished piece of work yields
     */
    interface Handler<T> {
        /** The work was done (for a write: committed and synced). */
        void onDone(T value);

        /** Nothing was begun, because the queue of the asked thread was full. Asking again later is fine. */
        void onBusy();

        /** The world failed us (disk full, file locked, ...). Nothing of the work took effect. */
        void onFailed(IOException cause);
    }

    /** The work was done. */
    record Done<T>(T value) implements Outcome<T> {
        public Done {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public void accept(Handler<? super T> handler) {
            handler.onDone(value);
        }

        @Override
        public T orThrow() {
            return value;
        }
    }

    /** The queue was full and nothing was begun. */
    record Busy<T>() implements Outcome<T> {
        @Override
        public void accept(Handler<? super T> handler) {
            handler.onBusy();
        }

        @Override
        public T orThrow() throws IOException {
            throw new IOException("Too much waits to be done; try again");
        }
    }

    /**
     * The work failed and took no effect.
     *
     * @param cause its message is a sentence that says what was tried
     */
    record Failed<T>(IOException cause) implements Outcome<T> {
        public Failed {
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public void accept(Handler<? super T> handler) {
            handler.onFailed(cause);
        }

        @Override
        public T orThrow() throws IOException {
            throw cause;
        }
    }
}
