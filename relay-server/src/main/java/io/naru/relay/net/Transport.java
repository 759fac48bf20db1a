package io.naru.relay.net;

import io.naru.common.log.LogEvent;
import io.naru.relay.metrics.Counters;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What all connections of a loop share: the buffer they read into, the memory they write from, and the bounds on
 * both. A connection that has nothing to say owns neither.
 *
 * <p>Threading: confined to the loop.
 */
public final class Transport implements EventLoop.TurnListener {
    /** What one connection may read in one turn. */
    static final int READ_OCTETS = 64 * 1024;

    /**
     * How much output one turn may make. Past it no more input is taken in this turn, so that a burst of everybody's
     * doesn't overflow the queues of readers who never had a chance to read it.
     */
    private static final long APPENDED_OCTETS_A_TURN = 256 * 1024;

    /** Of a small heap, so much at most is for what waits to be sent, and as much for unfinished frames. */
    private static final int PART_OF_MEMORY = 8;

    private static final Logger LOGGER = System.getLogger(Transport.class.getName());

    final EventLoop loop;
    final QueueLimits limits;
    final Counters counters;
    final TlsAcceptance tls;
    final RecordBuffers recordBuffers = new RecordBuffers();
    final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_OCTETS);
    final ByteBuffer[] scratch = new ByteBuffer[SendQueue.MAX_RANGES];
    final HeldInput heldInput = new HeldInput();
    private final ChunkPool pool = new ChunkPool();
    private final long memoryOctets;
    private final Set<Connection> stuck = new LinkedHashSet<>();
    private final ArrayDeque<Connection> withInput = new ArrayDeque<>();

    /** The transport of a loop. */
    public Transport(EventLoop loop, QueueLimits limits, Counters counters, TlsAcceptance tls) {
        this.loop = loop;
        this.tls = tls;
        this.limits = limits;
        this.memoryOctets = Math.min(limits.totalOctets(), Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);
        this.counters = counters;
        loop.addTurnListener(this);
        // With a turn's output or more, a reader's queue would be next.
        loop.gatherWhile(() -> tls.isBusy() && !isTurnFull());
    }

    /** A new lane for output. */
    public Lane lane() {
        return new Lane(pool);
    }

    /**
     * Takes over a connected channel. Nothing is read before {@link Connection#start}.
     *
     * @param frameLimitOctets the longest frame that it may send for the time being
     * @throws IOException if the channel is closed already
     */
    public Connection open(SocketChannel channel, int frameLimitOctets) throws IOException {
        return new Connection(this, channel, frameLimitOctets);
    }

    /** How many buffers are lent to connections over TLS for records that are under way. */
    public int lentRecordBuffers() {
        return recordBuffers.lent();
    }

    /** The memory that output takes which waits, in octets; what many wait for is counted once. */
    public long heldOctets() {
        return pool.heldOctets();
    }

    /** Whether this turn has made as much output as it may. */
    boolean isTurnFull() {
        return pool.appendedOctets() >= APPENDED_OCTETS_A_TURN;
    }

    /** Has a connection's held input processed at the start of the next turn. */
    void inputLater(Connection connection) {
        withInput.add(connection);
    }

    void onStuck(Connection connection) {
        stuck.add(connection);
    }

    void onUnstuck(Connection connection) {
        stuck.remove(connection);
    }

    @Override
    public boolean hasWork() {
        return !withInput.isEmpty();
    }

    @Override
    public void onTurnStart() {
        if (!loop.isBehind()) {
            pool.resetAppendedOctets();
        }
        for (int count = withInput.size(); count > 0; count--) {
            withInput.remove().processHeldInput();
        }
    }

    @Override
    public void onTurnEnd() {
        if (pool.sharedOctets() > limits.sharedOctets()) {
            detachStuck();
        }
        closeLongestQueues();
        while (heldInput.octets() > memoryOctets) {
            heldInput.oldest().onMemoryLimit();
        }
    }

    /**
     * What many wait for is one piece of shared memory and becomes a copy for each, so the bound on all of it must hold
     * after every single one.
     */
    private void detachStuck() {
        for (Connection connection : List.copyOf(stuck)) {
            connection.detachOutput(pool);
            closeLongestQueues();
        }
    }

    private void closeLongestQueues() {
        if (pool.heldOctets() <= memoryOctets || stuck.isEmpty()) {
            return;
        }
        LogEvent.of("queues-full")
                .with("octets", pool.heldOctets())
                .with("then", "the longest queues are closed")
                .log(LOGGER, Logger.Level.WARNING);
        while (pool.heldOctets() > memoryOctets && !stuck.isEmpty()) {
            longestQueue().onMemoryLimit();
        }
    }

    private Connection longestQueue() {
        Connection worst = null;
        for (Connection connection : stuck) {
            if (worst == null || connection.queuedOctets() > worst.queuedOctets()) {
                worst = connection;
            }
        }
        return worst;
    }
}
