package io.naru.client.update;

import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.client.state.Quantities;

/**
 * What becomes of offers, and of the queue as a whole: told in the chat.
 *
 * <p>Threading: made for one event.
 */
final class QueueUpdates implements QueueEvent.Handler {
    private final Turn turn;

    QueueUpdates(Turn turn) {
        this.turn = turn;
    }

    @Override
    public void onOfferChanged(QueueEvent.OfferChanged event) {
        OfferView offer = event.offer();
        if (!offer.sentence().isEmpty()) {
            new ChatLines(turn).local(offer.sentence());
        } else if (!offer.isOwn() && offer.state() == OfferView.State.OPEN) {
            new ChatLines(turn)
                    .local(offer.peer() + " offers " + offer.name() + ", " + Quantities.count(offer.files(), "file")
                            + ", " + Quantities.octets(offer.octets()) + ".");
        }
    }

    /** What was kept has been told already. */
    @Override
    public void onQueueOpened(QueueEvent.QueueOpened event) {}

    @Override
    public void onQueueSaid(QueueEvent.QueueSaid event) {
        if (event.isHeld()) {
            new ChatLines(turn).local(event.sentence());
        } else {
            new ChatLines(turn).error(event.sentence());
        }
    }
}
