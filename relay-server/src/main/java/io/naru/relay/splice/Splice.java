package io.naru.relay.splice;

import io.naru.common.log.LogEvent;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.EventLoop;
import io.naru.relay.net.Timer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A way between two connections.
 *
 * <pre>
 *     one side there --the other one, ok to both--> carrying --both streams have ended--> over
 *          \___________________________________________\____failure, limit, silence______/
 * </pre>
 *
 * What one side sends is read into its buffer and written to the other side; while that doesn't take it, nothing more is
 * read. The end of one stream is passed on once everything before it is. Past the rate of one of the two accounts neither
 * side is read for as long as that takes.
 *
 * <p>Threading: confined to the thread that moves octets.
 */
final class Splice {
    /** Reads of one side in a turn, so that a fast pair leaves the others their turn. */
    private static final int READS_A_TURN = 4;

    private static final byte[] OK = FrameEncoder.encode(FrameType.SPLICE, "ok");
    private static final Logger LOGGER = System.getLogger(Splice.class.getName());

    private final EventLoop loop;
    private final SplicePair pair;
    private final SpliceBuffers buffers;
    private final long idleNanos;
    private final BiConsumer<Splice, Optional<DropReason>> listener;
    private final SpliceSide[] sides = new SpliceSide[SplicePair.SIDES];
    private Timer deadline;
    private Timer heldBack;
    private long movedNanos;
    private boolean isOver;

    /** @param listener told once when it is over, with the reason if it isn't that both sides have said everything */
    Splice(
            EventLoop loop,
            SplicePair pair,
            SpliceBuffers buffers,
            long idleNanos,
            BiConsumer<Splice, Optional<DropReason>> listener) {
        this.loop = loop;
        this.buffers = buffers;
        this.pair = pair;
        this.idleNanos = idleNanos;
        this.listener = listener;
        this.deadline = loop.schedule(pair.deadlineNanos(), this::onUnmatched);
    }

    SplicePair pair() {
        return pair;
    }

    /** A side has come; with the second one it begins. */
    void enter(int index, SocketChannel channel, ByteBuffer early) {
        try {
            if (isOver) {
                channel.close();
                return;
            }
            SpliceSide side = new SpliceSide(channel, early, buffers);
            sides[index] = side;
            side.registeredAs(loop.register(channel, SelectionKey.OP_READ, new Ears()));
            if (isComplete()) {
                begin();
            }
        } catch (IOException e) {
            onBroken(e);
        }
    }

    private boolean isComplete() {
        return sides[0] != null && sides[1] != null;
    }

    private void begin() throws IOException {
        deadline.cancel();
        for (SpliceSide side : sides) {
            side.say(OK);
            side.flushWords();
        }
        movedNanos = loop.nowNanos();
        watch();
        carry();
    }

    /** What the selector tells of a side; either way both directions are looked at. */
    private final class Ears implements EventLoop.Participant {
        @Override
        public void onReady(SelectionKey ready) {
            if (!isOver) {
                try {
                    carry();
                } catch (IOException e) {
                    onBroken(e);
                }
            }
        }

        @Override
        public void flush() {
            throw new IllegalStateException("nothing was queued");
        }

        @Override
        public void onFault(Throwable fault) {
            LogEvent.of("fault")
                    .with("where", "a way through the relay")
                    .because(fault)
                    .log(LOGGER, Level.ERROR);
            end(Optional.of(DropReason.FAULT));
        }
    }

    private void carry() throws IOException {
        if (!isComplete()) {
            readAlone();
            return;
        }
        carry(sides[0], sides[1]);
        carry(sides[1], sides[0]);
        if (isOver) {
            return;
        }
        if (sides[0].isShut() && sides[1].isShut()) {
            end(Optional.empty());
        } else {
            updateInterest();
        }
    }

    /** Whoever leaves before the other side comes is noticed. */
    private void readAlone() throws IOException {
        SpliceSide side = sides[0] == null ? sides[1] : sides[0];
        side.read();
        if (side.hasEnded()) {
            end(Optional.of(DropReason.CLIENT_LEFT));
        } else {
            side.updateInterest(true, false);
        }
    }

    private void carry(SpliceSide from, SpliceSide to) throws IOException {
        for (int i = 0; i < READS_A_TURN && !isOver; i++) {
            int count = heldBack == null ? from.read() : 0;
            if (count > 0) {
                onCarried(count);
            }
            if (isOver || !from.sendTo(to) || count == 0) {
                return;
            }
        }
    }

    private void onCarried(int count) {
        long now = loop.nowNanos();
        movedNanos = now;
        pair.onCarried(count);
        long waitNanos = 0;
        boolean isSpent = false;
        for (int side = 0; side < SplicePair.SIDES; side++) {
            SpliceAccount account = pair.account(side);
            waitNanos = Math.max(waitNanos, account.charge(count, now));
            isSpent |= account.isSpent(now);
        }
        if (isSpent) {
            end(Optional.of(DropReason.SPLICE_VOLUME));
        } else if (waitNanos > 0) {
            heldBack = loop.schedule(now + waitNanos, this::goOn);
        }
    }

    private void goOn() {
        heldBack = null;
        try {
            carry();
        } catch (IOException e) {
            onBroken(e);
        }
    }

    private void updateInterest() {
        boolean mayRead = heldBack == null;
        sides[0].updateInterest(mayRead, sides[1].hasWaiting());
        sides[1].updateInterest(mayRead, sides[0].hasWaiting());
    }

    /** The timer isn't moved when something passes: it looks when it is due. */
    private void watch() {
        deadline = loop.schedule(movedNanos + idleNanos, () -> {
            if (loop.nowNanos() - movedNanos >= idleNanos) {
                end(Optional.of(DropReason.SPLICE_IDLE));
            } else {
                watch();
            }
        });
    }

    private void onUnmatched() {
        end(Optional.of(DropReason.SPLICE_UNMATCHED));
    }

    private void onBroken(IOException cause) {
        LOGGER.log(Level.DEBUG, "A way through the relay broke", cause);
        end(Optional.of(DropReason.CONNECTION_LOST));
    }

    /**
     * Closes both sides. One that waits for the other is told why; to one that carries nothing can be said that would
     * not be taken for the other side's words.
     */
    void end(Optional<DropReason> reason) {
        if (isOver) {
            return;
        }
        isOver = true;
        deadline.cancel();
        if (heldBack != null) {
            heldBack.cancel();
        }
        for (SpliceSide side : sides) {
            if (side != null) {
                close(side);
            }
        }
        listener.accept(this, reason);
    }

    private void close(SpliceSide side) {
        try {
            if (!isComplete()) {
                side.say(MessageWriter.octets(
                        new RelayMessage.Close("The other side didn't come.", Optional.of(ErrorCode.IDLE_TIMEOUT))));
                side.flushWords();
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The last words to one side of a way were lost", e);
        }
        try {
            side.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Closing one side of a way failed", e);
        }
    }
}
