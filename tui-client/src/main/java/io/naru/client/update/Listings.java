package io.naru.client.update;

import io.naru.client.event.ListingEvent;
import io.naru.client.state.Browser;
import io.naru.client.state.Browser.Load;
import io.naru.client.state.FileEntry;
import io.naru.client.state.FileOrder;
import io.naru.client.state.Focus;
import io.naru.client.state.Listing;
import io.naru.client.state.Person;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.util.Optional;

/**
 * Opens folders of somebody's share, and takes what comes of them.
 *
 * <p>Threading: made for one event.
 */
final class Listings implements ListingEvent.Handler {
    private final Turn turn;

    Listings(Turn turn) {
        this.turn = turn;
    }

    /** Opens a folder in the Files pane, and goes there. */
    void open(UserName owner, String folder) {
        turn.focus(Focus.FILES);
        ask(Person.of(owner), folder, "");
    }

    /** Opens the folder in which that file lies, the cursor on it. */
    void openAt(UserName owner, String path) {
        turn.focus(Focus.FILES);
        turn.browser = turn.browser.withOrder(FileOrder.BY_NAME);
        ask(Person.of(owner), path.substring(0, Math.max(0, path.lastIndexOf('/'))), path);
    }

    /**
     * Opens another folder of the same share.
     *
     * @param returnTo the folder to put the cursor on, when it's the way up
     */
    void openFolder(String folder, String returnTo) {
        if (turn.browser.listing().flat().isPresent()) {
            turn.browser = turn.browser.openingFlat(folder, returnTo);
            requestMore();
            return;
        }
        turn.browser.owner().ifPresent(owner -> ask(owner, folder, returnTo));
    }

    /** Asks for the folder again, the cursor to come back to where it is. */
    void reload() {
        String at = turn.browser
                .selected()
                .filter(entry -> !entry.isUp())
                .map(FileEntry::path)
                .orElse("");
        turn.browser.owner().ifPresent(owner -> ask(owner, turn.browser.folder(), at));
    }

    private void ask(Person owner, String folder, String returnTo) {
        turn.browser = turn.browser.opening(owner, folder, returnTo);
        turn.effect(new Effect.RequestListing(owner.user(), folder, "", turn.browser.asked()));
    }

    /**
     * Asks the owner for what the filter and the order leave, where the pane hasn't got all to do it by itself. One
     * question is under way at a time; what was typed meanwhile is asked for when its answer comes.
     */
    void refine() {
        Browser browser = turn.browser;
        boolean isFree = browser.load() == Load.LOADED || browser.load() == Load.LOADING_MORE;
        if (isFree && !browser.isAnswered() && browser.owner().isPresent()) {
            turn.browser = browser.asking(browser.wanted());
            turn.effect(new Effect.RequestListing(
                    browser.owner().get().user(), browser.folder(), "", turn.browser.asked()));
        } else {
            requestMore();
        }
    }

    @Override
    public void onListingReceived(ListingEvent.ListingReceived event) {
        Browser browser = turn.browser;
        if (!isOf(browser, event.owner(), event.folder(), event.isFlat()) || !isExpected(browser, event)) {
            return;
        }
        Listing before = event.isFirst() ? Listing.EMPTY : browser.listing();
        Listing listing = event.isFlat()
                ? before.withFlatPage(browser.folder(), event.entries(), event.nextCursor())
                : before.withPage(browser.folder(), event.entries(), event.total(), event.nextCursor());
        turn.browser = browser.received(listing);
        refine();
    }

    @Override
    public void onListingFailed(ListingEvent.ListingFailed event) {
        if (isOf(turn.browser, event.owner(), event.folder(), false)) {
            // With nothing there to choose from, what is typed next is the command with the right name.
            boolean isWholeShare = event.folder().isEmpty() && turn.browser.load() == Load.LOADING;
            turn.browser = turn.browser.failed(SafeText.line(event.sentence()));
            if (isWholeShare && turn.focus == Focus.FILES) {
                turn.focus(Focus.COMPOSER);
            }
        }
        new ChatLines(turn).error(event.sentence());
    }

    /** Asks for the next page when the cursor comes near the end of what is there, or when all is needed. */
    void requestMore() {
        Browser browser = turn.browser;
        Optional<Person> owner = browser.owner();
        if (browser.load() != Load.LOADED || !browser.listing().hasMore() || owner.isEmpty()) {
            return;
        }
        int rows = Math.max(10, turn.sizes().filesRows());
        boolean isNearEnd =
                browser.cursor().index() + 2 * rows >= browser.visible().size();
        boolean isAllNeeded = !browser.returnTo().isEmpty()
                || browser.seeksEnd()
                || browser.listing().flat().isPresent();
        if (isNearEnd || isAllNeeded) {
            turn.browser = browser.loadingMore();
            String cursor = browser.listing().nextCursor();
            turn.effect(new Effect.RequestListing(owner.get().user(), browser.folder(), cursor, browser.asked()));
        }
    }

    /** A flat list is of the whole share, whichever folder of it is looked at meanwhile. */
    private static boolean isOf(Browser browser, UserName owner, String folder, boolean isFlat) {
        return browser.owner().filter(person -> person.user().equals(owner)).isPresent()
                && (isFlat || browser.folder().equals(folder));
    }

    private static boolean isExpected(Browser browser, ListingEvent.ListingReceived event) {
        boolean isAsked = event.isFlat()
                || event.filter().equals(browser.asked().filter())
                        && event.sort().equals(browser.asked().sort());
        if (event.isFirst()) {
            return isAsked && browser.load() == Load.LOADING;
        }
        boolean isSameKind = browser.listing().flat().isPresent() == event.isFlat();
        return isAsked && isSameKind && (browser.load() == Load.LOADED || browser.load() == Load.LOADING_MORE);
    }
}
