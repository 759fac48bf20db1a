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

    /**
     * Something about the queue as a whole that the user should know: another program of this install has it, it was
     * taken over, or it can't be kept.
     *
     * @param isHeld whether this program has the queue; without it nothing can be downloaded
     * @param sentence for showing
     */
    record QueueSaid(boolean isHeld, String sentence) implements QueueEvent {
        public QueueSaid {
            Objects.requireNonNull(sentence);
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
