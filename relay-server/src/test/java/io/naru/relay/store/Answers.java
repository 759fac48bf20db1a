package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.relay.work.Outcome;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Collects the outcomes that a store tells, and waits for them. */
final class Answers<T> implements Consumer<Outcome<T>> {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Outcome<T>> outcomes = new LinkedBlockingQueue<>();

    @Override
    public void accept(Outcome<T> outcome) {
        outcomes.add(outcome);
    }

    Outcome<T> next() {
        try {
            Outcome<T> outcome = outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(outcome).as("an answer within %d s", PATIENCE_SECONDS).isNotNull();
            return outcome;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of the next outcome, which must be a finished one. */
    T value() {
        Outcome<T> outcome = next();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    /** The sentence of the next outcome, which must be a failed one. */
    String sentence() {
        Outcome<T> outcome = next();
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed<T>) outcome).cause().getMessage();
    }
}
