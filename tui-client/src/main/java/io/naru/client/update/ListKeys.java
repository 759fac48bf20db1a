package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.input.HelpPage;
import io.naru.client.state.DetailLines;
import io.naru.client.state.Focus;
import io.naru.client.state.ListCursor;
import io.naru.client.state.OfferPage;
import io.naru.client.state.Overlay;
import io.naru.client.state.PaneSizes;
import io.naru.client.state.Subject;
import java.util.Optional;

/**
 * Moving in the list that has the focus, or in the page that lies over it, and what all lists can do.
 *
 * <p>Threading: made for one event.
 */
final class ListKeys {
    private final Turn turn;

    ListKeys(Turn turn) {
        this.turn = turn;
    }

    void act(Action action) {
        switch (action) {
            case FILTER -> Filters.edit(turn);
            case BROWSE ->
                turn.roster
                        .selected()
                        .ifPresent(
                                entry -> new Listings(turn).open(entry.person().user(), ""));
            case DETAILS -> details().ifPresent(subject -> turn.overlay = Optional.of(new Overlay.Details(subject, 0)));
            default -> move(action);
        }
    }

    private Optional<Subject> details() {
        return switch (turn.focus) {
            case COMPOSER -> Optional.empty();
            case USERS ->
                turn.roster
                        .selected()
                        .map(entry -> new Subject.OfUser(entry.person().user()));
            case FILES ->
                turn.browser
                        .selected()
                        .filter(entry -> !entry.isUp())
                        .map(entry -> new Subject.OfFile(turn.browser.owner().orElseThrow(), entry));
            case QUEUE -> turn.transfers.selected().map(transfer -> new Subject.OfTransfer(transfer.id()));
        };
    }

    private void move(Action action) {
        PaneSizes sizes = turn.sizes();
        if (turn.overlay.flatMap(Overlay::asHits).isPresent()) {
            new Hits(turn).move(turn.overlay.get().asHits().orElseThrow(), action);
        } else if (turn.overlay.flatMap(Overlay::asFound).isPresent()) {
            new FileSearch(turn).move(turn.overlay.get().asFound().orElseThrow(), action);
        } else if (turn.overlay.isPresent()) {
            movePage(turn.overlay.get(), action, sizes.overlayRows());
        } else if (turn.focus == Focus.USERS) {
            int count = turn.roster.visible().size();
            turn.roster = turn.roster.withCursor(moved(turn.roster.cursor(), action, count, sizes.usersRows()));
        } else if (turn.focus == Focus.FILES) {
            int count = turn.browser.visible().size();
            turn.browser = turn.browser.withCursor(moved(turn.browser.cursor(), action, count, sizes.filesRows()));
            if (action == Action.LIST_LAST && turn.browser.listing().hasMore()) {
                turn.browser = turn.browser.seekingEnd();
            }
            new Listings(turn).requestMore();
        } else if (turn.focus == Focus.QUEUE) {
            int count = turn.transfers.visible().size();
            turn.transfers =
                    turn.transfers.withCursor(moved(turn.transfers.cursor(), action, count, sizes.queueRows()));
        }
    }

    static ListCursor moved(ListCursor cursor, Action action, int count, int rows) {
        int page = Math.max(1, rows - 1);
        return switch (action) {
            case LIST_UP -> cursor.moved(-1, count, rows);
            case LIST_DOWN -> cursor.moved(1, count, rows);
            case LIST_PAGE_UP -> cursor.moved(-page, count, rows);
            case LIST_PAGE_DOWN -> cursor.moved(page, count, rows);
            case LIST_FIRST -> cursor.to(0, count, rows);
            case LIST_LAST -> cursor.to(count - 1, count, rows);
            default -> throw new IllegalStateException("not about moving: " + action);
        };
    }

    private void movePage(Overlay overlay, Action action, int rows) {
        overlay.asHelp().ifPresent(help -> {
            int lines = HelpPage.lines(turn.link.role()).size();
            turn.overlay = Optional.of(new Overlay.Help(scrolled(help.top(), action, lines, rows)));
        });
        overlay.asRooms()
                .ifPresent(rooms -> turn.overlay = Optional.of(rooms.withCursor(
                        moved(rooms.cursor(), action, rooms.rooms().size(), rows))));
        overlay.asOffers()
                .ifPresent(page -> turn.overlay = Optional.of(new OfferPage(
                        moved(page.cursor(), action, turn.offers.toMe().size(), rows))));
        overlay.asPeek().ifPresent(page -> {
            int lines = page.lines(turn.window.columns()).size();
            turn.overlay = Optional.of(page.withTop(scrolled(page.top(), action, lines, rows)));
        });
        overlay.asDetails().ifPresent(details -> {
            int lines = DetailLines.of(turn.state(), details.subject()).size();
            int top = scrolled(details.top(), action, lines, rows);
            turn.overlay = Optional.of(new Overlay.Details(details.subject(), top));
        });
    }

    private static int scrolled(int top, Action action, int lines, int rows) {
        int page = Math.max(1, rows - 1);
        int last = Math.max(0, lines - Math.max(1, rows));
        int moved = switch (action) {
            case LIST_UP -> top - 1;
            case LIST_DOWN -> top + 1;
            case LIST_PAGE_UP -> top - page;
            case LIST_PAGE_DOWN -> top + page;
            case LIST_FIRST -> 0;
            case LIST_LAST -> last;
            default -> throw new IllegalStateException("not about moving: " + action);
        };
        return Math.max(0, Math.min(moved, last));
    }
}
