package io.naru.client.update;

import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.client.state.Offer;
import io.naru.common.text.SafeText;

/**
 * What becomes of offers, and of the queue as a whole: told in the chat, in a line. Nothing opens by itself, since
 * somebody may be typing.
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
        OfferView view = event.offer();
        Offer offer = Offer.of(view);
        boolean isKnown = turn.offers.has(offer);
        turn.offers = turn.offers.with(offer);
        if (offer.isOwn()) {
            TransferCommands.lookedAt(turn, offer.peer().name().value());
        }
        String sentence = SafeText.line(view.sentence()).value();
        if (!isKnown && offer.isToMe()) {
            new ChatLines(turn).local(offer.peer().name() + " offers you " + offer.what() + ". F8 answers.");
        } else if (!sentence.isEmpty()) {
            new ChatLines(turn).local(sentence);
        } else if (offer.isOwn()) {
            tellOwn(offer);
        } else if (isKnown && offer.state() == OfferView.State.GONE) {
            new ChatLines(turn).local(offer.peer().name() + " doesn't offer " + offer.name() + " any more.");
        }
    }

    private void tellOwn(Offer offer) {
        String what = offer.name().value();
        String peer = offer.peer().name().value();
        switch (offer.state()) {
            case OPEN -> new ChatLines(turn).local("Offered to " + peer + ": " + offer.what() + ".");
            case ACCEPTED -> new ChatLines(turn).local(peer + " accepts " + what + ".");
            case DONE -> new ChatLines(turn).local(peer + " has all of " + what + ".");
            case DECLINED -> new ChatLines(turn).local(peer + " doesn't want " + what + ".");
            case GONE -> new ChatLines(turn).local("The offer of " + what + " to " + peer + " is gone.");
        }
    }

    @Override
    public void onOffersSaid(QueueEvent.OffersSaid event) {
        new ChatLines(turn).local(SafeText.line(event.sentence()).value());
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
