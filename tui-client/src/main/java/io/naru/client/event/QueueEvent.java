package io.naru.client.event;

import java.util.Objects;

/** What the engine tells about offers, and about the queue as a whole. */
public sealed interface QueueEvent extends EngineEvent {
    /** Calls the handler's method for this event. */
    void accept(Handler handler);

    @Override
    default void accept(EngineEvent.Handler handler) {
        handler.onQueue(this);
    }

    /** One method for each event. */
    interface Handler {
        void onOfferChanged(OfferChanged event);

        void onOffersSaid(OffersSaid event);

        void onQueueSaid(QueueSaid event);

        void onQueueOpened(QueueOpened event);
    }

    /** Somebody offers files, or something became of an offer of either side. */
    record OfferChanged(OfferView offer) implements QueueEvent {
        public OfferChanged {
            Objects.requireNonNull(offer);
        }

        @Override
        public void accept(Handler handler) {
            handler.onOfferChanged(this);
        }
    }

    /** Whose offers are taken without asking, or aren't any more, as was asked. */
    record OffersSaid(String sentence) implements QueueEvent {
        public OffersSaid {
            Objects.requireNonNull(sentence);
        }

        @Override
        public void accept(Handler handler) {
            handler.onOffersSaid(this);
        }
    }

    /**
     * Something about the queue as a whole that the user should know: another program of this install has it, it was
     * taken over, or it can't be kept.
     *
     * @param standing whose the queue is
     * @param sentence for showing
     */
    record QueueSaid(Standing standing, String sentence) implements QueueEvent {
        /** Whose the queue is. */
        public enum Standing {
            /** This program's. */
            HELD,
            /** Another program's; what is downloaded here isn't kept. */
            OTHERS,
            /** It can't be kept, for now. */
            BROKEN
        }

        public QueueSaid {
            Objects.requireNonNull(standing);
            Objects.requireNonNull(sentence);
        }

        /** Whether what happens is kept. */
        public boolean isHeld() {
            return standing == Standing.HELD;
        }

        @Override
        public void accept(Handler handler) {
            handler.onQueueSaid(this);
        }
    }

    /** The account's queue is this program's; what was kept in it has been told by {@code TransferChanged}. */
    record QueueOpened() implements QueueEvent {
        @Override
        public void accept(Handler handler) {
            handler.onQueueOpened(this);
        }
    }
}
