package io.naru.relay.ctl;

import io.naru.relay.control.RelayControl;
import io.naru.relay.control.Restart;
import io.naru.relay.net.EventLoop;
import io.naru.relay.net.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The relay's way to an end that disturbs nobody: nobody comes in any more, and it stops when the last one has left, or
 * after a span.
 *
 * <p>Threading: confined to the loop.
 */
final class Drainage {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;
    private final RelayControl relay;
    private final Consumer<Restart> stop;
    private Timer next;
    private Optional<Long> endNanos = Optional.empty();
    private Restart restart = Restart.SOON;

    Drainage(EventLoop loop, RelayControl relay, Consumer<Restart> stop) {
        this.loop = loop;
        this.relay = relay;
        this.stop = stop;
    }

    /**
     * Begins, or goes on with another end.
     *
     * @param after when to stop though there are users; absent to wait for ever
     * @param then what those are told who are there at the end
     */
    void begin(Optional<Duration> after, Restart then) {
        cancel();
        restart = then;
        endNanos = after.map(span -> loop.nowNanos() + span.toNanos());
        lookLater();
    }

    void cancel() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void lookLater() {
        next = loop.schedule(loop.nowNanos() + LOOK_NANOS, this::look);
    }

    private void look() {
        boolean isOver = endNanos.map(end -> loop.nowNanos() - end >= 0).orElse(false);
        if (isOver || relay.status().users() == 0) {
            next = null;
            stop.accept(restart);
        } else {
            lookLater();
        }
    }
}
