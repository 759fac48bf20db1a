package io.naru.relay.net;

import io.naru.common.log.LogEvent;
import io.naru.common.message.Fingerprint;
import io.naru.relay.net.ConnectionHandler.End;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;

/**
 * One client's connection: octets to frames, and spans to octets. Whether there is TLS between these octets and the
 * socket is its {@link Wire}'s matter.
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
    private final Line line;
    private final Intake intake;
    private final Outbox outbox;
    private ConnectionHandler handler;
    private Phase phase = Phase.OPEN;
    private Timer lingering;

    private boolean isInputQueued;
    private boolean isFlushQueued;
    private boolean isStuck;

    Connection(Transport transport, SocketChannel channel, int frameLimitOctets) throws IOException {
        this.transport = transport;
        this.line = new Line(transport, channel, this::onWireAwake);
        this.intake = new Intake(frameLimitOctets, this::takesFrames, transport.counters);
        this.outbox = new Outbox(transport.scratch, transport.limits);
    }

    /** Names the owner and starts reading. */
    public void start(ConnectionHandler owner) throws IOException {
        handler = owner;
        line.register(this);
    }

    /** The address of the peer. */
    public InetSocketAddress remote() {
        return line.remote();
    }

    /** Whether nobody between the client and us can read or change what is said. */
    public boolean isEncrypted() {
        return line.isEncrypted();
    }

    /** Whether it isn't encrypted and has to be, coming from where it does. */
    public boolean lacksEncryption() {
        return !line.isEncrypted() && !transport.tls.takesPlain(line.remote().getAddress());
    }

    /** The key that the client has proven to have; empty without TLS, or where it showed none. */
    public Optional<Fingerprint> peerFingerprint() {
        return line.peer();
    }

    /** Sets the longest frame accepted from now on. */
    public void limitFrames(int octets) {
        intake.limitTo(octets);
    }

    /** Reads no more, and passes no more frames on, until {@link #resume}. */
    public void pause() {
        if (phase == Phase.OPEN && intake.pause(true)) {
            updateInterest();
        }
    }

    /** Ends {@link #pause}, in the next turn. */
    public void resume() {
        if (phase == Phase.OPEN && intake.pause(false)) {
            queueInput();
        }
    }

    /** Queues octets to be sent at the end of this turn. */
    public void send(Span span) {
        if (phase != Phase.OPEN) {
            return;
        }
        outbox.add(span);
        if (!isStuck || outbox.isOverflowing()) {
            queueFlush();
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
        intake.clear();
        if (lastWords != null) {
            outbox.queue().add(lastWords);
        }
        lingering = transport.loop.schedule(transport.loop.nowNanos() + lingerNanos, () -> end(End.CLOSED));
        queueFlush();
    }

    /** Closes the socket at once; what waits is lost. */
    public void abort() {
        end(End.CLOSED);
    }

    /**
     * Gives the bare socket away, which must not be encrypted: for this loop the connection is gone, and its handler hears
     * nothing more of it.
     *
     * @param taker called in a later turn, when the selector has let go of the socket, with what came behind the last frame
     * @return the socket that it will be called with
     */
    public SocketChannel leave(BiConsumer<SocketChannel, ByteBuffer> taker) {
        if (phase != Phase.OPEN || line.isEncrypted()) {
            throw new IllegalStateException("only a bare socket that is open can be given away");
        }
        phase = Phase.ENDED;
        outbox.queue().clear();
        noteStuck(false);
        transport.heldInput.update(this, 0);
        SocketChannel channel = line.release();
        // Timers come before tasks in a turn, so this one is due behind the next look at the selector.
        transport.loop.execute(() -> transport.loop.schedule(
                transport.loop.nowNanos(), () -> taker.accept(channel, ByteBuffer.wrap(intake.takeOctets()))));
        return channel;
    }

    /** Whether more than half of what the queue may hold waits. Asking arms {@link ConnectionHandler#onDrained}. */
    public boolean isCongested() {
        return phase == Phase.OPEN && outbox.isCongested();
    }

    /**
     * Whether so many octets from a single user may still wait for this one, with which the queue is three quarters
     * full at most. The last quarter is for what everybody gets, or a few who send much could have a reader closed as
     * slow.
     */
    public boolean hasRoomFor(int octets) {
        return outbox.hasRoomFor(octets);
    }

    /** How many octets wait to be sent. */
    public long queuedOctets() {
        return outbox.queue().octets();
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
        if (phase == Phase.OPEN) {
            guardAlways(task);
        }
    }

    private void guardAlways(Runnable task) {
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
        readOnce();
        afterInput();
    }

    private void readOnce() {
        if (phase != Phase.OPEN) {
            read(Transport.READ_OCTETS);
        } else if (takesFrames() && !intake.isHolding()) {
            ByteBuffer octets = read(intake.readOctets());
            if (octets != null && octets.hasRemaining()) {
                intake.take(octets, handler);
            }
        }
    }

    /** Reads once; null where there is nothing to be had any more. */
    private ByteBuffer read(int wantedOctets) {
        try {
            ByteBuffer octets = line.read(wantedOctets);
            if (octets == null) {
                onEndOfStream();
            }
            return octets;
        } catch (SSLException | HandshakesFullException e) {
            LOGGER.log(Level.DEBUG, "TLS with {0} failed: {1}", line.remote(), e.getMessage());
            if (phase == Phase.OPEN) {
                handler.onTlsFailed(e instanceof HandshakesFullException);
            } else {
                end(End.CLOSED);
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Reading from a client failed", e);
            end(End.LOST);
        }
        return null;
    }

    /** A client that has said everything may still be reading: what waits is offered to it once. */
    private void onEndOfStream() {
        if (!outbox.queue().isEmpty()) {
            write();
        }
        end(phase == Phase.OPEN ? End.LEFT : End.CLOSED);
    }

    private boolean takesFrames() {
        return phase == Phase.OPEN && !intake.isPaused() && !transport.isTurnFull();
    }

    /** Sees to what the selector won't tell of. */
    private void afterInput() {
        if (phase == Phase.ENDED) {
            return;
        }
        if (phase != Phase.OPEN) {
            intake.clear();
        }
        transport.heldInput.update(this, intake.heldOctets());
        if (!intake.isPaused() && (intake.isHolding() || line.hasInput())) {
            queueInput();
        }
        if (isStuck && !line.isFull()) {
            queueFlush();
        }
        updateInterest();
    }

    private void queueInput() {
        if (!isInputQueued) {
            isInputQueued = true;
            transport.inputLater(this);
        }
    }

    /** Input that was held back in an earlier turn, here or in the line. */
    void processHeldInput() {
        isInputQueued = false;
        if (phase == Phase.ENDED || intake.isPaused()) {
            return;
        }
        guardAlways(() -> {
            if (intake.isHolding() && takesFrames()) {
                intake.takeHeld(handler);
            } else if (line.hasInput()) {
                readOnce();
            }
            afterInput();
        });
    }

    /** The line can go on with something. */
    private void onWireAwake() {
        if (phase != Phase.ENDED) {
            guardAlways(this::onReadable);
            queueFlush();
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
        if (phase == Phase.OPEN && outbox.isOverflowing()) {
            handler.onOverflow();
        }
        if (phase == Phase.ENDED || phase == Phase.LINGERING || !write()) {
            return;
        }
        if (phase == Phase.OPEN && outbox.hasDrained()) {
            handler.onDrained();
        }
    }

    /** Writes once, and ends our half behind last words; false if that ended this connection. */
    private boolean write() {
        try {
            line.write(outbox.queue());
            if (phase == Phase.FLUSHING && outbox.queue().isEmpty() && line.endOutput()) {
                phase = Phase.LINGERING;
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Writing to a client failed", e);
            end(phase == Phase.OPEN ? End.LOST : End.CLOSED);
            return false;
        }
        noteStuck(!outbox.queue().isEmpty());
        if (!intake.isPaused() && line.hasInput()) {
            queueInput();
        }
        updateInterest();
        return true;
    }

    private void noteStuck(boolean isStuckNow) {
        if (isStuckNow && !isStuck) {
            transport.onStuck(this);
        } else if (isStuck && !isStuckNow) {
            transport.onUnstuck(this);
        }
        isStuck = isStuckNow;
    }

    private void updateInterest() {
        line.updateInterest(!intake.isPaused() && !intake.isHolding());
    }

    /** Copies what waits, so that this connection pins no shared memory. */
    void detachOutput(ChunkPool pool) {
        outbox.queue().detach(pool);
    }

    void onMemoryLimit() {
        guard(handler::onMemoryLimit);
        end(End.CLOSED);
    }

    @Override
    public void onFault(Throwable fault) {
        LogEvent.of("fault").with("where", "a connection").because(fault).log(LOGGER, Level.ERROR);
        try {
            if (phase == Phase.OPEN) {
                handler.onFault(fault);
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LogEvent.of("fault").with("where", "telling of a fault").because(e).log(LOGGER, Level.ERROR);
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
        transport.heldInput.update(this, 0);
        intake.clear();
        outbox.queue().clear();
        noteStuck(false);
        if (lingering != null) {
            lingering.cancel();
        }
        line.close();
        try {
            handler.onEnded(how);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LogEvent.of("fault").with("where", "cleaning up").because(e).log(LOGGER, Level.ERROR);
        }
    }
}
