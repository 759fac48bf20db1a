package io.naru.client.view;

import io.naru.client.event.PeerTrust;
import io.naru.client.state.AppState;
import io.naru.client.state.Offer;
import io.naru.client.state.OfferPage;
import io.naru.client.state.Quantities;
import io.naru.client.state.RosterEntry;
import io.naru.client.state.UserSigns;
import java.util.List;

/**
 * What others offer: who, how sure it is that it is they, what, how many and how large.
 *
 * <p>Threading: stateless.
 */
final class OffersOverlay {
    private static final int COLUMNS_MAX = 90;
    private static final int NAME_COLUMNS = 12;

    private OffersOverlay() {}

    /** How many offers are seen at a time. */
    static int rows(Panes panes) {
        return new ListFrame(panes, COLUMNS_MAX).rows();
    }

    static void draw(Panes panes, AppState state, OfferPage page, Canvas canvas) {
        List<Offer> offers = state.offers().toMe();
        Canvas list = new ListFrame(panes, COLUMNS_MAX)
                .open(canvas, "Offered to you " + Amounts.count(offers.size()), "y accept · n decline · a always");
        if (offers.isEmpty()) {
            ListFrame.say(list, "Nobody offers you anything just now.", Role.MUTED);
        }
        ListRows.draw(
                list,
                list.rows(),
                offers.size(),
                page.cursor().within(offers.size()),
                true,
                (index, row) -> draw(state, list, row, offers.get(index)));
    }

    private static void draw(AppState state, Canvas list, int row, Offer offer) {
        PeerTrust trust =
                state.roster().find(offer.peer().user()).map(RosterEntry::trust).orElse(PeerTrust.NONE);
        list.text(1, row, UserSigns.of(trust), trust == PeerTrust.CHANGED ? Role.ERROR : Role.MUTED);
        int nameColumns = Math.min(NAME_COLUMNS, Math.max(4, list.columns() / 4));
        String name = TextLayout.clipWithEllipsis(offer.peer().name().value(), nameColumns);
        list.text(3, row, name, list.theme().nameStyle(offer.peer().user().canonical()));
        int column = 3 + nameColumns + 1;
        String size = (offer.files() > 1 ? Quantities.count(offer.files(), "file") + "  " : "")
                + Quantities.octets(offer.octets());
        int end = list.columns() - 1;
        list.textEndingAt(end, row, size, list.style(Role.MUTED));
        int room = end - TextLayout.columns(size) - 1 - column;
        list.text(column, row, TextLayout.clipWithEllipsis(offer.name().value(), Math.max(1, room)), Role.TEXT);
    }
}
