package io.naru.client.state;

import java.util.Optional;

/**
 * The list of what others offer; the offers themselves are in {@link Offers#toMe()}.
 *
 * @param cursor in them
 */
public record OfferPage(ListCursor cursor) implements Overlay {
    /** The offer under the cursor. */
    public Optional<Offer> selected(Offers offers) {
        int count = offers.toMe().size();
        return count == 0
                ? Optional.empty()
                : offers.numbered(1 + cursor.within(count).index());
    }

    @Override
    public void accept(Handler handler) {
        handler.onOffers(this);
    }

    @Override
    public Optional<OfferPage> asOffers() {
        return Optional.of(this);
    }
}
