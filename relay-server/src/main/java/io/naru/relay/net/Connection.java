package io.naru.relay.net;

import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.net.ConnectionHandler.End;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;

/**
 * One socket: octets to frames, and spans to octets.
 *
 * <pre>
 *     OPEN --close--> FLUSHING --all sent--> LINGERING --the peer ends, or the deadline--> ENDED
 *       \________________\__________________________\____abort, end of stream, failure_____/
 * </pre>
 *
 * After {@link #close} the last words are sent, then our half of the stream is ended and what the peer still sends is
 * thrown away until it ends its half too: closing at once would reset the connection, and a reset makes the peer's
 * system forget what it had received and not read.
 *
 * <p>As an executor it runs tasks in the loop as long as it is open, at the risk of this connection only.
 *
 * <p>Threading: {@link #execute} may be called by any thread, all else is confined to the loop.
 */
public final class Connection implements EventLoop.Participant, Executor {
    private static final Logger LOGGER = System.getLogger(Connection.class.getName());

    private enum Phase {
        OPEN,
        FLUSHING,
        LINGERING,
        ENDED
    }

    private final Transport transport;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final FrameDecoder decoder;
    private final SendQueue queue;
    private SelectionKey key;
    private ConnectionHandler handler;
    private Phase phase = Phase.OPEN;
    private Timer lingering;

    // Input.
    private int readLimitOctets;
    private boolean isPaused;
    private boolean isInputQueued;
    private byte[] held;

    // Output.
    private boolean isFlushQueued;
    private boolean isStuck;
    private boolean isOverflowing;
    private boolean wasCongested;

    Connection(Transport transport, SocketChannel channel, int frameLimitOctets) throws IOException {
        this.transport = transport;
        this.channel = channel;
        this.remote = (InetSocketAddress) channel.getRemoteAddress();
        this.decoder = new FrameDecoder(frameLimitOctets);
        this.queue = new SendQueue(transport.scratch);
        this.readLimitOctets = Math.min(Transport.READ_OCTETS, 2 * frameLimitOctets);
        if (remote == null) {
            throw new IOException("the connection was gone before it was looked at");
        }
    }

    /** Names the owner and starts reading. */
    public void start(ConnectionHandler owner) throws IOException {
        handler = owner;
        key = transport.loop.register(channel, SelectionKey.OP_READ, this);
    }

    /** The address of the peer. */
    public InetSocketAddress remote() {
        return remote;
    }

    /** Sets the longest frame accepted from now on. */
    public void limitFrames(int octets) {
        decoder.limitTo(octets);
        readLimitOctets = Transport.READ_OCTETS;
    }

    /** Reads no more, and passes no more frames on, until {@link #resume}. */
    public void pause() {
        if (phase == Phase.OPEN && !isPaused) {
            isPaused = true;
            updateInterest();
        }
    }

    /** Ends {@link #pause}, in the next turn. */
    public void resume() {
        if (phase == Phase.OPEN && isPaused) {
            isPaused = false;
            queueInput();
        }
    }

    /** Queues octets to be sent at the end of this turn. */
    public void send(Span span) {
        if (phase != Phase.OPEN) {
            return;
        }
        if (queue.octets() > transport.limits.connectionOctets()) {
            isOverflowing = true;
            queueFlush();
        } else {
            queue.add(span);
            if (!isStuck) {
                queueFlush();
            }
        }
    }

    /**
     * Queues last words, whatever waits already, and closes once they are sent.
     *
     * @param lastWords null for none
     * @param lingerNanos how long to wait for the peer to take them and to close its side
     */
    public void close(Span lastWords, long lingerNanos) {
        if (phase != Phase.OPEN) {
            return;
        }
        phase = Phase.FLUSHING;
        held = null;
        if (lastWords != null) {
            queue.add(lastWords);
        }
        lingering = transport.loop.schedule(transport.loop.nowNanos() + lingerNanos, () -> end(End.CLOSED));
        queueFlush();
    }

    /** Closes the socket at once; what waits is lost. */
    public void abort() {
        end(End.CLOSED);
    }

    /** Whether more than half of what the queue may hold waits. Asking arms {@link ConnectionHandler#onDrained}. */
    public boolean isCongested() {
        boolean isCongested = phase == Phase.OPEN && queue.octets() > transport.limits.connectionOctets() / 2;
        wasCongested |= isCongested;
        return isCongested;
    }

    /**
     * Whether so many octets from a single user may still wait for this one, with which the queue is three quarters
     * full at most. The last quarter is for what everybody gets, or a few who send much could have a reader closed as
     * slow.
     */
    public boolean hasRoomFor(int octets) {
        return queue.isEmpty() || queue.octets() + octets <= transport.limits.connectionOctets() / 4L * 3;
    }

    /** How many octets wait to be sent. */
    public long queuedOctets() {
        return queue.octets();
    }

    @Override
    public void execute(Runnable task) {
        transport.loop.execute(() -> guard(task));
    }

    /** A timer whose task runs while this connection is open, at its risk. */
    public Timer schedule(long deadlineNanos, Runnable task) {
        return transport.loop.schedule(deadlineNanos, () -> guard(task));
    }

    /** Runs something for this connection, now and at its risk, unless it isn't open any more. */
    public void guard(Runnable task) {
        if (phase != Phase.OPEN) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            onFault(e);
        }
    }

    @Override
    public void onReady(SelectionKey ready) {
        if (ready.isWritable()) {
            queueFlush();
        }
        if (ready.isReadable()) {
            onReadable();
        }
    }

    private void onReadable() {
        if (phase != Phase.OPEN) {
            discardInput();
        } else if (!isPaused && held == null && !transport.isTurnFull()) {
            ByteBuffer buffer = transport.readBuffer.clear().limit(readLimitOctets);
            int count = read(buffer);
            if (count > 0) {
                transport.counters.onRead(count);
                process(buffer.flip());
            }
        }
    }

    /** Reads once; at the end of the stream, or of the socket, this connection has ended and the count is negative. */
    private int read(ByteBuffer buffer) {
        try {
            int count = channel.read(buffer);
            if (count < 0) {
                onEndOfStream();
            }
            return count;
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Reading from a client failed", e);
            end(End.LOST);
            return -1;
        }
    }

    /** A client that has said everything may still be reading: what waits is offered to it once. */
    private void onEndOfStream() {
        if (!queue.isEmpty()) {
            write();
        }
        end(phase == Phase.OPEN ? End.LEFT : End.CLOSED);
    }

    private void discardInput() {
        read(transport.readBuffer.clear());
    }

    private void process(ByteBuffer octets) {
        try {
            while (phase == Phase.OPEN && !isPaused && !transport.isTurnFull()) {
                Frame frame = decoder.next(octets);
                if (frame == null) {
                    return;
                }
                transport.counters.onFrameIn();
                handler.onFrame(frame);
            }
        } catch (ProtocolException e) {
            handler.onBroken(e);
        }
        hold(octets);
    }

    private void hold(ByteBuffer octets) {
        if (phase != Phase.OPEN || !octets.hasRemaining()) {
            return;
        }
        held = new byte[octets.remaining()];
        octets.get(held);
        updateInterest();
        if (!isPaused) {
            queueInput();
        }
    }

    private void queueInput() {
        if (!isInputQueued) {
            isInputQueued = true;
            transport.inputLater(this);
        }
    }

    /** Input that was held back in an earlier turn. */
    void processHeldInput() {
        isInputQueued = false;
        if (phase != Phase.OPEN || isPaused) {
            return;
        }
        if (transport.isTurnFull()) {
            queueInput();
            return;
        }
        byte[] octets = held;
        held = null;
        try {
            if (octets != null) {
                process(ByteBuffer.wrap(octets));
            }
            updateInterest();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            onFault(e);
        }
    }

    private void queueFlush() {
        if (!isFlushQueued && phase != Phase.ENDED) {
            isFlushQueued = true;
            transport.loop.flushLater(this);
        }
    }

    @Override
    public void flush() {
        isFlushQueued = false;
        if (phase == Phase.OPEN && isOverflowing) {
            handler.onOverflow();
        }
        if (phase == Phase.ENDED || phase == Phase.LINGERING || !write()) {
            return;
        }
        if (queue.isEmpty() && phase == Phase.FLUSHING) {
            linger();
        }
        if (wasCongested && phase == Phase.OPEN && queue.octets() < transport.limits.connectionOctets() / 4) {
            wasCongested = false;
            handler.onDrained();
        }
    }

    /** Writes once; false if that ended this connection. */
    private boolean write() {
        try {
            transport.counters.onWrite(queue.writeTo(channel));
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Writing to a client failed", e);
            end(phase == Phase.OPEN ? End.LOST : End.CLOSED);
            return false;
        }
        boolean wasStuck = isStuck;
        isStuck = !queue.isEmpty();
        if (isStuck && !wasStuck) {
            transport.onStuck(this);
            updateInterest();
        } else if (wasStuck && !isStuck) {
            transport.onUnstuck(this);
            updateInterest();
        }
        return true;
    }

    private void linger() {
        phase = Phase.LINGERING;
        try {
            channel.shutdownOutput();
            updateInterest();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Ending the stream to a client failed", e);
            end(End.CLOSED);
        }
    }

    private void updateInterest() {
        if (key == null || !key.isValid()) {
            return;
        }
        boolean reads = phase != Phase.OPEN || !isPaused && held == null;
        int operations = (reads ? SelectionKey.OP_READ : 0) | (isStuck ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    /** Copies what waits, so that this connection pins no shared memory. */
    void detachOutput(ChunkPool pool) {
        queue.detach(pool);
    }

    void onMemoryLimit() {
        guard(handler::onMemoryLimit);
        end(End.CLOSED);
    }

    @Override
    public void onFault(Throwable fault) {
        LOGGER.log(Level.ERROR, "A connection was given up, because handling it failed", fault);
        try {
            if (phase == Phase.OPEN) {
                handler.onFault(fault);
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOGGER.log(Level.ERROR, "Telling a client of a fault failed", e);
            end(End.CLOSED);
        }
        if (phase == Phase.OPEN) {
            end(End.CLOSED);
        }
    }

    private void end(End how) {
        if (phase == Phase.ENDED) {
            return;
        }
        phase = Phase.ENDED;
        held = null;
        queue.clear();
        if (isStuck) {
            transport.onUnstuck(this);
        }
        if (lingering != null) {
            lingering.cancel();
        }
        closeChannel();
        try {
            handler.onEnded(how);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOGGER.log(Level.ERROR, "Cleaning up after a client failed", e);
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Closing a socket failed", e);
        }
    }
}
