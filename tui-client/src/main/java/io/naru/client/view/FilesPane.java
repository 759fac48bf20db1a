package io.naru.client.view;

import io.naru.client.input.Action;
import io.naru.client.state.AppState;
import io.naru.client.state.Browser;
import io.naru.client.state.Browser.Load;
import io.naru.client.state.FileEntry;
import io.naru.client.state.FileOrder;
import io.naru.client.state.Focus;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfers.Mark;
import io.naru.common.message.UserName;
import java.util.List;
import java.util.Locale;

/**
 * One folder of somebody's share.
 *
 * <pre>
 *   *✓ hello.txt          12 B  2026-11-20
 *   |  name               size  date, where there is room
 *   marked, and what became of it: ✓ have it, ▼ on its way, … queued, ✗ failed, ◇ offered
 * </pre>
 *
 * <p>Threading: stateless.
 */
final class FilesPane {
    private static final int NAME = 3;
    private static final int SIZE_COLUMNS = 6;
    private static final int DATE_COLUMNS = 10;
    private static final int WITH_SIZE = 20;
    private static final int WITH_DATE = 39;
    private static final int FAULT_ROWS_MAX = 3;

    private FilesPane() {}

    /** How many rows the filter and a fault take from the items, in a pane of that width. */
    static int footerRows(AppState state, int columns) {
        return (state.browser().filter().isActive() ? 1 : 0) + faultRows(state.browser(), columns);
    }

    /** A fault has the pane for itself when there is nothing else, and a row or two below what there is. */
    private static int faultRows(Browser browser, int columns) {
        boolean hasItems = browser.visible().stream().anyMatch(entry -> !entry.isUp());
        return browser.load() == Load.FAILED && hasItems
                ? Math.min(FAULT_ROWS_MAX, fault(browser, columns).size())
                : 0;
    }

    private static List<String> fault(Browser browser, int columns) {
        return TextLayout.wrap("! " + browser.sentence(), columns - 1);
    }

    /** The title: whose, where, how many; of a long path the end. */
    static String title(AppState state, int columns) {
        Browser browser = state.browser();
        if (browser.owner().isEmpty()) {
            return "Files";
        }
        String about = isOwnerAway(state) ? " · not here" : about(browser);
        String where = browser.owner().get().name() + ":" + browser.shownFolder();
        int room = columns - TextLayout.columns(about);
        return room < 8 ? TextLayout.clipStart(where, columns) : TextLayout.clipStart(where, room) + about;
    }

    /** What is seen then is what was listed before, and nothing of it can be had. */
    private static boolean isOwnerAway(AppState state) {
        return state.link().isUp()
                && !state.roster().isCut()
                && state.browser()
                        .owner()
                        .filter(owner -> state.roster().find(owner.user()).isEmpty())
                        .isPresent();
    }

    private static String about(Browser browser) {
        boolean isAsking = browser.load() == Load.LOADING;
        if (isAsking && browser.visible().stream().allMatch(FileEntry::isUp)) {
            return " · loading";
        }
        if (browser.load() == Load.FAILED && browser.listing().entries().isEmpty()) {
            return "";
        }
        long items = browser.visible().stream().filter(entry -> !entry.isUp()).count();
        long total =
                browser.listing().total().orElse(browser.listing().entries().size());
        String count = items == total
                ? Amounts.count(items) + (items == 1 ? " item" : " items")
                : Amounts.count(items) + " of " + Amounts.count(total);
        return " · " + count + order(browser.order());
    }

    private static String order(FileOrder order) {
        if (order.equals(FileOrder.BY_NAME)) {
            return "";
        }
        return " · by " + order.by().name().toLowerCase(Locale.ROOT) + (order.isReversed() ? " ↑" : "");
    }

    static void draw(AppState state, Canvas canvas) {
        Browser browser = state.browser();
        boolean hasFocus = state.focus() == Focus.FILES;
        int footer = footerRows(state, canvas.columns());
        int rows = Math.max(0, canvas.rows() - footer);
        Canvas items = canvas.region(new Box(0, 0, canvas.columns(), rows));
        ListRows.draw(
                items,
                rows,
                browser.visible().size(),
                browser.cursor(),
                hasFocus,
                (index, row) -> drawEntry(state, items, row, browser.visible().get(index)));
        drawWords(state, items);
        int row = rows;
        for (String line : faultRows(browser, canvas.columns()) > 0
                ? fault(browser, canvas.columns()).subList(0, faultRows(browser, canvas.columns()))
                : List.<String>of()) {
            canvas.text(1, row++, line, Role.ERROR);
        }
        if (browser.filter().isActive()) {
            ListRows.drawFilter(canvas, row, browser.filter(), hasFocus);
        }
    }

    private static void drawEntry(AppState state, Canvas canvas, int row, FileEntry entry) {
        Browser browser = state.browser();
        boolean isMarked = browser.isMarked(entry);
        if (isMarked) {
            canvas.text(0, row, "*", Role.MARKED);
        }
        if (!entry.isUp() && browser.owner().isPresent()) {
            Mark mark = mark(state, browser.owner().get().user(), entry);
            canvas.text(1, row, FileMarks.sign(mark), FileMarks.role(mark));
        }
        int end = canvas.columns() - 1;
        // An owner of the original system tells neither; the name has the room then.
        boolean isBare = entry.size().isEmpty() && entry.modified().isEmpty();
        boolean hasDate = canvas.columns() >= WITH_DATE && !isBare;
        if (hasDate && entry.modified().isPresent()) {
            String day = Times.day(entry.modified().get(), state.now().zone());
            canvas.text(end - DATE_COLUMNS, row, day, Role.MUTED);
        }
        end -= hasDate ? DATE_COLUMNS + 2 : 0;
        boolean hasSize = canvas.columns() >= WITH_SIZE && !isBare;
        if (hasSize && entry.size().isPresent()) {
            String size = Quantities.octets(entry.size().getAsLong());
            canvas.textEndingAt(end, row, size, canvas.style(Role.MUTED));
        }
        boolean isFolder = entry.isFolder() && !entry.isUp();
        // A folder has no size; its name may go as far as that would.
        int nameEnd = hasSize && !entry.isFolder() ? end - SIZE_COLUMNS - 1 : end;
        String name = TextLayout.clipWithEllipsis(entry.name().value(), nameEnd - NAME - (isFolder ? 1 : 0));
        Role role = isMarked ? Role.MARKED : entry.isFolder() ? Role.FOLDER : Role.TEXT;
        canvas.text(NAME, row, isFolder ? name + "/" : name, role);
    }

    private static Mark mark(AppState state, UserName owner, FileEntry entry) {
        Mark mark = state.transfers().markOf(owner, entry.path());
        return mark == Mark.NONE && state.offers().isOffered(owner, entry.path()) ? Mark.OFFERED : mark;
    }

    /** What there is to say instead of items, or below the last one. */
    private static void drawWords(AppState state, Canvas canvas) {
        Browser browser = state.browser();
        int shown = browser.visible().size()
                - browser.cursor().topIn(canvas.rows(), browser.visible().size());
        boolean hasItems = browser.visible().stream().anyMatch(entry -> !entry.isUp());
        switch (browser.load()) {
            case NOTHING -> drawWords(canvas, 0, inviting(), Role.MUTED);
            case LOADING -> drawWords(canvas, shown, "loading…", Role.MUTED);
            case LOADING_MORE -> drawWords(canvas, shown, "loading more…", Role.MUTED);
            case FAILED -> {
                if (!hasItems) {
                    drawWords(canvas, shown, "! " + browser.sentence(), Role.ERROR);
                }
            }
            case LOADED -> {
                if (!hasItems) {
                    String words = browser.filter().isActive() ? "nothing matches" : "nothing in here";
                    drawWords(canvas, shown, words, Role.MUTED);
                }
            }
        }
    }

    private static String inviting() {
        return "Choose somebody among the users (" + KeyLine.keyOf(Action.GO_USERS) + ") and press "
                + KeyLine.keyOf(Action.BROWSE) + " to see what they share.";
    }

    private static void drawWords(Canvas canvas, int firstRow, String words, Role role) {
        int row = firstRow;
        for (String line : TextLayout.wrap(words, canvas.columns() - 2)) {
            canvas.text(1, row++, line, role);
        }
    }
}
