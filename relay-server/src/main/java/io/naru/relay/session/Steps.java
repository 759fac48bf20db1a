package io.naru.relay.session;

import io.naru.common.log.LogEvent;
import io.naru.common.time.Clock;
import io.naru.common.time.TokenBucket;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Steps that other threads do for a session. How each of them can fail is the same, and so is what is said then.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Steps {
    private static final Logger LOGGER = System.getLogger(Steps.class.getName());
    /** Then one a second: whoever asks for something while the disk is full mustn't fill it with the log. */
    private static final int COMPLAINTS_AT_ONCE = 5;

    private final Clock clock;
    private final String what;
    private final String busy;
    private final String failed;
    private final TokenBucket complaints;

    private Steps(Clock clock, String what, String busy, String failed) {
        this.clock = clock;
        this.what = what;
        this.busy = busy;
        this.failed = failed;
        this.complaints = new TokenBucket(COMPLAINTS_AT_ONCE, 1, clock.nanos());
    }

    /** Steps on the way in. */
    static Steps ofLogins(Clock clock) {
        return new Steps(
                clock,
                "A login could not be checked",
                "Too many logins at once; try again in a few seconds.",
                "The relay can't check logins at the moment; try again later.");
    }

    /** Steps of those who are in. */
    static Steps ofRequests(Clock clock) {
        return new Steps(
                clock,
                "A request could not be answered",
                "Too much at once; nothing was changed. Try again in a few seconds.",
                "The relay can't read or keep that at the moment, and nothing was changed; try again later.");
    }

    /**
     * What to do with the outcome of a step.
     *
     * @param onFailure told the code and the sentence when it wasn't done
     * @param next when it was
     */
    <T> Consumer<Outcome<T>> then(BiConsumer<ErrorCode, String> onFailure, Consumer<? super T> next) {
        return outcome -> outcome.accept(new Outcome.Handler<T>() {
            @Override
            public void onDone(T value) {
                next.accept(value);
            }

            @Override
            public void onBusy() {
                onFailure.accept(ErrorCode.BUSY, busy);
            }

            @Override
            public void onFailed(IOException cause) {
                if (complaints.tryTake(1, clock.nanos())) {
                    LogEvent.of("store-failed")
                            .with("what", what)
                            .with("why", cause.getMessage())
                            .log(LOGGER, Level.WARNING);
                }
                onFailure.accept(ErrorCode.INTERNAL, failed);
            }
        });
    }
}
