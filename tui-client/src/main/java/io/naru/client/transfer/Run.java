package io.naru.client.transfer;

import io.naru.client.data.PartFile;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import java.util.Optional;

/**
 * One try to fulfil an order: begun once, stopped once at most, ended once.
 *
 * <p>Threading: the agent's.
 */
interface Run {
    /** Is told how it goes; the agent's thread; nothing after {@link #onEnded}. */
    interface Listener {
        /** It is in another state, one that takes a slot. */
        void onState(TransferState state);

        /** How the octets travel. */
        void onWay(String word, boolean isEncrypted);

        /** The size is known, or is more than was known. */
        void onSize(long octets);

        /** What came is kept there; empty when nothing is kept any more. */
        void onPart(Optional<PartFile.Mark> part);

        /** A file of a folder is here. */
        void onFileHere(String path);

        /** What is in a folder has changed. */
        void onInside(TransferView.Inside inside);

        /** It is over, and no thread of it touches a file any more. */
        void onEnded(Fate fate);
    }

    /** Makes runs. */
    @FunctionalInterface
    interface Maker {
        /** One for an order with a target; not begun. */
        Run of(Order order, Listener listener);
    }

    /** Begins. */
    void begin();

    /** Ends it as soon as can be; {@code onEnded} follows. */
    void stop();

    /** Whether this try has brought anything that is verified. */
    boolean hasGained();
}
