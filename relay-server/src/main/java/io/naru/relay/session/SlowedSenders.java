package io.naru.relay.session;

import io.naru.common.wire.ErrorCode;
import io.naru.relay.hub.Outlet;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who is being kept from sending because one reader has much waiting: a list of a hundred thousand files is longer
 * than a queue. A reader that keeps others waiting for too long is a slow one.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class SlowedSenders {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Session reader;
    private final Environment environment;
    private final List<Outlet> senders = new ArrayList<>();
    private Timer patience;

    SlowedSenders(Session reader, Environment environment) {
        this.reader = reader;
        this.environment = environment;
    }

    void add(Outlet sender) {
        if (senders.isEmpty()) {
            patience = reader.connection().schedule(environment.loop().nowNanos() + PATIENCE_NANOS, this::onImpatient);
        }
        senders.add(sender);
        sender.slowDown();
    }

    void releaseAll() {
        if (!senders.isEmpty()) {
            patience.cancel();
            senders.forEach(Outlet::speedUp);
            senders.clear();
        }
    }

    private void onImpatient() {
        reader.end(
                ErrorCode.SLOW_READER,
                "This client reads too slowly; what waited for it was dropped.",
                DropReason.SLOW_READER);
    }
}
