package io.naru.relay.splice;

import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.EventLoop;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * Moves the octets of all ways, in a loop of its own: however much passes here, the relay's loop has the time that the
 * system gives to another thread.
 *
 * <p>Threading: what is public, and what tells of an arrival or an end, may be called by any thread.
 */
public final class SpliceCarrier implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(SpliceCarrier.class.getName());

    /** Told in the carrier's loop. */
    interface Listener {
        /** A way is over; with the reason if it isn't that both sides have said everything. */
        void onEnded(SplicePair pair, Optional<DropReason> reason);
    }

    private final EventLoop loop;
    private final long idleNanos;
    /** On their way from the relay's loop: whoever closes everything closes these, too. */
    private final Set<SocketChannel> arriving = ConcurrentHashMap.newKeySet();

    // Owned by the carrier's loop.
    private final SpliceBuffers buffers = new SpliceBuffers();
    private final Map<SplicePair, Splice> splices = new HashMap<>();

    private Listener listener;

    /**
     * Carries nothing yet.
     *
     * @param loop its own, which somebody turns
     */
    public SpliceCarrier(EventLoop loop, SpliceLimits limits) {
        this.loop = loop;
        this.idleNanos = limits.idleTimeout().toNanos();
    }

    /** Its loop. */
    public EventLoop loop() {
        return loop;
    }

    /** Before the loop is turned. */
    void tell(Listener owner) {
        listener = owner;
    }

    /** A socket will be handed to {@link #enter}. */
    void expect(SocketChannel channel) {
        arriving.add(channel);
    }

    /** Takes over one side. */
    void enter(SplicePair pair, int side, SocketChannel channel, ByteBuffer early) {
        try {
            loop.execute(() -> {
                arriving.remove(channel);
                Splice splice = splices.computeIfAbsent(pair, this::open);
                splice.enter(side, channel, early);
                // It was ended while this side was on its way.
                pair.refusal().ifPresent(reason -> splice.end(Optional.of(reason)));
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "No more is carried", e);
            closeArriving(channel);
        }
    }

    private Splice open(SplicePair pair) {
        return new Splice(loop, pair, buffers, idleNanos, this::onEnded);
    }

    private void onEnded(Splice splice, Optional<DropReason> reason) {
        splices.remove(splice.pair());
        reason.ifPresent(splice.pair()::refuse);
        listener.onEnded(splice.pair(), reason);
    }

    /** Ends a way, if there is one. */
    void end(SplicePair pair, DropReason reason) {
        pair.refuse(reason);
        try {
            loop.execute(() -> Optional.ofNullable(splices.get(pair)).ifPresent(open -> open.end(Optional.of(reason))));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "All that was carried has ended", e);
        }
    }

    /** Ends everything, and the loop. */
    public void stop() {
        try {
            loop.execute(() -> {
                endAll();
                loop.stop();
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "It had been stopped before", e);
        }
    }

    private void endAll() {
        for (Splice splice : List.copyOf(splices.values())) {
            splice.end(Optional.of(DropReason.STOPPING));
        }
    }

    private void closeArriving(SocketChannel channel) {
        arriving.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Closing a socket failed", e);
        }
    }

    /** Gives back everything; while nobody turns the loop. */
    @Override
    public void close() throws IOException {
        endAll();
        List.copyOf(arriving).forEach(this::closeArriving);
        loop.close();
    }
}
