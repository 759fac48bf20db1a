package io.naru.relay;

import io.naru.common.log.LogEvent;
import io.naru.common.time.Clock;
import io.naru.relay.net.EventLoop;
import io.naru.relay.store.History.Retention;
import io.naru.relay.store.Store;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * Has the store forget now and then what is more than is to be kept, piece by piece, so that what is said meanwhile
 * waits for one piece at most. What is too old is judged by the time at the start and how long the relay has run, since
 * what a clock that jumps would have forgotten is gone for good.
 *
 * <p>Threading: confined to the relay's loop, once it turns.
 */
final class Forgetting {
    /** Short, for relays that don't run for long; long enough for everybody to be back. */
    static final Duration FIRST = Duration.ofMinutes(1);

    private static final Logger LOGGER = System.getLogger(Forgetting.class.getName());

    private final EventLoop loop;
    private final Store store;
    private final Retention retention;
    private final Duration every;
    private final Instant startedAt;
    private final long startedNanos;
    private long messages;

    Forgetting(EventLoop loop, Store store, Retention retention, Duration every, Clock clock) {
        this.loop = loop;
        this.store = store;
        this.retention = retention;
        this.every = every;
        this.startedAt = clock.now();
        this.startedNanos = loop.nowNanos();
    }

    void start() {
        schedule(every.compareTo(FIRST) < 0 ? every : FIRST);
    }

    private void schedule(Duration wait) {
        loop.schedule(loop.nowNanos() + wait.toNanos(), this::ask);
    }

    private void ask() {
        Instant now = startedAt.plusNanos(loop.nowNanos() - startedNanos);
        store.history()
                .prune(
                        retention,
                        now,
                        loop,
                        outcome -> outcome.accept(new Outcome.Handler<Long>() {
                            @Override
                            public void onDone(Long removed) {
                                onRemoved(removed);
                            }

                            @Override
                            public void onBusy() {
                                end();
                            }

                            @Override
                            public void onFailed(IOException cause) {
                                // The store has logged it; what is said next may fail, too.
                                end();
                            }
                        }));
    }

    private void onRemoved(long removed) {
        messages += removed;
        if (removed > 0) {
            ask();
        } else {
            end();
        }
    }

    private void end() {
        if (messages > 0) {
            LogEvent.of("history-forgotten").with("messages", messages).log(LOGGER, Level.INFO);
            messages = 0;
        }
        schedule(every);
    }
}
