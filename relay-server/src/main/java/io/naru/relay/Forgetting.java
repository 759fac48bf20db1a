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

/**
 * Has the store forget every ten minutes what is more than is to be kept, piece by piece, so that what is said meanwhile
 * waits for one piece at most.
 *
 * <p>Threading: confined to the relay's loop, once it turns.
 */
final class Forgetting {
    /** Short, for relays that don't run for long; long enough for everybody to be back. */
    static final Duration FIRST = Duration.ofMinutes(1);

    static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Logger LOGGER = System.getLogger(Forgetting.class.getName());

    private final EventLoop loop;
    private final Store store;
    private final Retention retention;
    private final Clock clock;
    private long messages;

    Forgetting(EventLoop loop, Store store, Retention retention, Clock clock) {
        this.loop = loop;
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    void start() {
        schedule(FIRST);
    }

    private void schedule(Duration wait) {
        loop.schedule(loop.nowNanos() + wait.toNanos(), this::ask);
    }

    private void ask() {
        store.history()
                .prune(
                        retention,
                        clock.now(),
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
        schedule(INTERVAL);
    }
}
