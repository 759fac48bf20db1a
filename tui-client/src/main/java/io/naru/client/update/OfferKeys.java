package io.naru.client.update;

import io.naru.client.command.TransferCommand.Reply;
import io.naru.client.event.PeerTrust;
import io.naru.client.input.Action;
import io.naru.client.state.ListCursor;
import io.naru.client.state.Offer;
import io.naru.client.state.OfferPage;
import io.naru.client.state.Overlay;
import io.naru.client.state.RosterEntry;
import io.naru.client.update.TransferEffect.OfferAnswer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looking at what others offer, and answering.
 *
 * <p>Threading: made for one event.
 */
final class OfferKeys {
    private final Turn turn;

    OfferKeys(Turn turn) {
        this.turn = turn;
    }

    /** Shows the offers, if there are any. */
    void open() {
        if (turn.overlay.flatMap(Overlay::asOffers).isPresent()) {
            turn.overlay = Optional.empty();
        } else if (turn.offers.toMe().isEmpty()) {
            turn.hint("Nobody offers you anything just now.");
        } else {
            turn.overlay = Optional.of(new OfferPage(ListCursor.START));
        }
    }

    /** A key while the list is open. */
    void act(Action action) {
        OfferPage page = turn.overlay.flatMap(Overlay::asOffers).orElseThrow();
        Reply reply = switch (action) {
            case TAKE -> Reply.YES;
            case REFUSE -> Reply.NO;
            case TAKE_ALWAYS -> Reply.ALWAYS;
            default -> throw new IllegalStateException("not about offers: " + action);
        };
        page.selected(turn.offers).ifPresent(offer -> answer(offer, reply));
        if (turn.offers.toMe().isEmpty()) {
            turn.overlay = Optional.empty();
        }
    }

    /** {@code /offers yes}: the one of that number, or the only one. */
    void answer(Reply reply, OptionalInt number) {
        List<Offer> open = turn.offers.toMe();
        if (open.isEmpty()) {
            new ChatLines(turn).error("Nobody offers you anything just now.");
        } else if (number.isEmpty() && open.size() > 1) {
            new ChatLines(turn)
                    .error("There are " + open.size() + " offers. /offers " + reply.word()
                            + " NUMBER answers one of them; F8 shows them.");
        } else {
            Optional<Offer> chosen = turn.offers.numbered(number.orElse(1));
            chosen.ifPresentOrElse(
                    offer -> answer(offer, reply),
                    () -> new ChatLines(turn)
                            .error("There is no offer " + number.orElse(1) + ". F8 shows those that there are."));
        }
    }

    private void answer(Offer offer, Reply reply) {
        String peer = offer.peer().name().value();
        if (reply == Reply.ALWAYS && !isVerified(offer)) {
            turn.hint("Only what verified users offer can be fetched unasked. /verify " + peer + " compares numbers.");
            return;
        }
        OfferAnswer answer = switch (reply) {
            case YES -> OfferAnswer.ACCEPT;
            case NO -> OfferAnswer.DECLINE;
            case ALWAYS -> OfferAnswer.ALWAYS;
        };
        turn.effect(new TransferEffect.AnswerOffer(offer.peer().user(), offer.id(), answer));
        turn.offers = turn.offers.without(offer);
        turn.hint(
                reply == Reply.NO
                        ? "Declined " + offer.name() + " of " + peer + "."
                        : "Fetching " + offer.name() + " from " + peer + ". F5 shows the queue.");
    }

    private boolean isVerified(Offer offer) {
        return turn.roster
                .find(offer.peer().user())
                .map(RosterEntry::trust)
                .filter(PeerTrust.VERIFIED::equals)
                .isPresent();
    }
}
