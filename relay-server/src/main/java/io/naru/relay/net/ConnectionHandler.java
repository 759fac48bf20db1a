package io.naru.relay.net;

import io.naru.common.wire.Frame;
import io.naru.common.wire.ProtocolException;

/**
 * What a connection tells its owner. After {@link Connection#close} no method but {@link #onEnded} is called.
 *
 * <p>Threading: called by the loop.
 */
public interface ConnectionHandler {
    /** A whole frame came. */
    void onFrame(Frame frame);

    /** What came is no frame; nothing more will be read. */
    void onBroken(ProtocolException fault);

    /**
     * The peer took this port for one of another kind; nothing more will be read.
     *
     * @param answer what tells it so, in the words of its own protocol where that is known
     */
    void onStranger(byte[] answer);

    /**
     * TLS can't be begun, or can't go on.
     *
     * @param isOurs because too many others want it at once, and not by the peer's fault
     */
    void onTlsFailed(boolean isOurs);

    /** More waits for this reader than its queue may hold; something meant for it has been dropped. */
    void onOverflow();

    /**
     * The relay's memory for output is used up and this connection holds most of it, or that for unfinished frames and
     * this one is at its own the longest.
     */
    void onMemoryLimit();

    /** Less than a quarter of the queue's limit waits now, after {@link Connection#isCongested} was true. */
    void onDrained();

    /** A method of this handler threw. */
    void onFault(Throwable fault);

    /**
     * The socket is closed. Called exactly once, and last.
     *
     * @param how by whom
     */
    void onEnded(End how);

    /** How a connection ended. */
    enum End {
        /** We closed it. */
        CLOSED,
        /** The peer ended its stream. */
        LEFT,
        /** The socket failed. */
        LOST
    }
}
