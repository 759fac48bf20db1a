package io.naru.relay.net;

import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.metrics.Counters;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * From what was read to frames, of which only so many are passed on as are wanted now; the octets of the others are
 * held until more are wanted.
 *
 * <p>Threading: confined to the loop.
 */
final class Intake {
    private final FrameDecoder decoder;
    private final BooleanSupplier wantsMore;
    private final Counters counters;
    private int readOctets;
    private boolean hasBegun;
    private boolean isPaused;
    private byte[] held;

    /**
     * Nothing yet.
     *
     * @param wantsMore asked before each frame
     */
    Intake(int frameLimitOctets, BooleanSupplier wantsMore, Counters counters) {
        this.decoder = new FrameDecoder(frameLimitOctets);
        this.readOctets = Math.min(Transport.READ_OCTETS, 2 * frameLimitOctets);
        this.wantsMore = wantsMore;
        this.counters = counters;
    }

    /** Sets another longest frame, for a client that may be read from in larger pieces from now on. */
    void limitTo(int frameLimitOctets) {
        decoder.limitTo(frameLimitOctets);
        readOctets = Transport.READ_OCTETS;
    }

    /** How much to read at once. */
    int readOctets() {
        return readOctets;
    }

    /** Whether frames are wanted at all for now. */
    boolean isPaused() {
        return isPaused;
    }

    /** Sets that; false if it is so already. */
    boolean pause(boolean pauses) {
        boolean isNews = isPaused != pauses;
        isPaused = pauses;
        return isNews;
    }

    /** Tells a handler of what these octets make whole, as long as it is wanted, and holds a copy of the rest. */
    void take(ByteBuffer octets, ConnectionHandler handler) {
        if (!hasBegun) {
            hasBegun = true;
            Stranger.answerTo(octets).ifPresent(handler::onStranger);
        }
        try {
            while (wantsMore.getAsBoolean()) {
                Frame frame = decoder.next(octets);
                if (frame == null) {
                    return;
                }
                counters.onFrameIn();
                handler.onFrame(frame);
            }
        } catch (ProtocolException e) {
            handler.onBroken(e);
        }
        if (octets.hasRemaining()) {
            held = new byte[octets.remaining()];
            octets.get(held);
        }
    }

    /** Goes on with what is held. */
    void takeHeld(ConnectionHandler handler) {
        ByteBuffer octets = ByteBuffer.wrap(held);
        held = null;
        take(octets, handler);
    }

    /** What is held, for somebody who wants no frames. */
    byte[] takeOctets() {
        byte[] octets = held == null ? new byte[0] : held;
        held = null;
        return octets;
    }

    /** How much of what came waits for more, or for being wanted. */
    int heldOctets() {
        return decoder.heldOctets() + (held == null ? 0 : held.length);
    }

    boolean isHolding() {
        return held != null;
    }

    /** Forgets what is held, and no longer waits: nobody wants frames any more. */
    void clear() {
        held = null;
        isPaused = false;
    }
}
