package io.naru.client.view;

import io.naru.client.state.AppState;
import io.naru.client.state.Browser;
import io.naru.client.state.Composer;
import io.naru.client.state.FindList;
import io.naru.client.state.Focus;
import io.naru.client.state.HitList;
import io.naru.client.state.Line;
import io.naru.client.state.OfferPage;
import io.naru.client.state.Overlay;
import io.naru.client.state.PaneSizes;
import io.naru.client.state.PeekPage;

/**
 * Where the panes lie, by the size of the window.
 *
 * <pre>
 *   100 columns and more   chat, and beside it Users over Files
 *   60 to 99               chat, and beside it Users or Files in 26 columns
 *   less, or bare          one pane at a time
 *   less than 12 rows      the same without borders
 * </pre>
 *
 * <p>Threading: stateless.
 */
public final class Layout implements PaneSizes.Measure {
    private static final int WIDE_COLUMNS = 100;
    private static final int WIDE_SIDE_COLUMNS_MIN = 32;
    private static final int WIDE_SIDE_COLUMNS_MAX = 56;
    private static final int TWO_SIDES_ROWS = 12;
    /** A narrower window shows one pane at a time. */
    static final int MIDDLE_COLUMNS = 60;

    private static final int MIDDLE_SIDE_COLUMNS = 26;
    private static final int BORDER_ROWS = 12;
    private static final int BORDER_COLUMNS = 24;
    private static final int STRIP_WINDOW_ROWS = 20;
    private static final int STRIP_ROWS_MAX = 3;
    private static final int HINT_ROWS_MAX = 3;
    private static final int EMPTY_FILES_ROWS = 3;

    /** A layout. */
    public Layout() {}

    @Override
    public PaneSizes sizes(AppState state) {
        Panes panes = panes(state);
        int filesFooter = FilesPane.footerRows(state, panes.files().columns());
        int queueFooter = QueuePane.footerRows(state, panes.queue().rows());
        return new PaneSizes(
                panes.chat().rows(),
                itemRows(panes.users(), UsersPane.footerRows(state)),
                itemRows(panes.files(), filesFooter),
                itemRows(panes.queue(), queueFooter),
                overlayRows(state, panes));
    }

    private static int overlayRows(AppState state, Panes panes) {
        return overlay(state, panes).rows;
    }

    /** Whether what lies over the panes is a page of which not everything is seen. */
    static boolean hasMorePages(AppState state, Panes panes) {
        return overlay(state, panes).hasMorePages;
    }

    private static OverlayRows overlay(AppState state, Panes panes) {
        OverlayRows rows = new OverlayRows(state, panes);
        state.overlay().ifPresent(overlay -> overlay.accept(rows));
        return rows;
    }

    @Override
    public int rowsOf(AppState state, Line line) {
        Panes panes = panes(state);
        Box pane = panes.chat().isEmpty() ? panes.content() : panes.chatLines();
        return ChatPane.rowsOf(state, line, pane.columns());
    }

    /** The rows that a list's box leaves for items. */
    private static int itemRows(Box box, int footerRows) {
        return Math.max(0, box.rows() - footerRows);
    }

    /** Where everything lies. */
    Panes panes(AppState state) {
        int columns = state.window().columns();
        int rows = state.window().rows();
        boolean hasBorders = rows >= BORDER_ROWS && columns >= BORDER_COLUMNS && !state.isBare();
        boolean hasSide = columns >= MIDDLE_COLUMNS && !state.isBare();
        int statusRows = rows >= 3 && !state.isBare() ? 1 : 0;
        int keyRows = keyRows(state, columns, rows);
        int edge = hasBorders ? 1 : 0;
        Box inside =
                new Box(edge, statusRows + edge, columns - 2 * edge, Math.max(0, rows - statusRows - edge - keyRows));
        boolean hasComposer = hasSide || mainPane(state) == Focus.COMPOSER;
        int composerRows = hasComposer ? composerRows(state, inside, hasSide && hasBorders) : 0;
        Box composer = new Box(inside.column(), inside.endRow() - composerRows, inside.columns(), composerRows);
        int contentRows = Math.max(0, inside.rows() - composerRows - (hasComposer ? edge : 0));
        int stripRows = hasBorders ? stripRows(state) : 0;
        if (stripRows > 0) {
            contentRows = Math.max(0, contentRows - stripRows - 1);
        }
        Box content = new Box(inside.column(), inside.row(), inside.columns(), contentRows);
        Box strip = new Box(inside.column(), content.endRow() + 1, inside.columns(), stripRows);
        Panes empty = new Panes(
                hasBorders,
                !hasSide,
                Box.ofSize(columns, rows),
                new Box(0, 0, columns, statusRows),
                content,
                Panes.NONE,
                Panes.NONE,
                Panes.NONE,
                Panes.NONE,
                stripRows > 0 ? strip : Panes.NONE,
                composerRows > 0 ? composer : Panes.NONE,
                new Box(0, rows - keyRows, columns, keyRows));
        return hasSide && mainPane(state) != Focus.QUEUE ? withSide(empty, state) : withOne(empty, state);
    }

    /** A hint that is too long for one row gets more of them where there are enough. */
    private static int keyRows(AppState state, int columns, int rows) {
        boolean hasHint = state.hint().isPresent();
        if (rows < (hasHint ? 3 : 5)) {
            return 0;
        }
        return hasHint && rows >= BORDER_ROWS
                ? Math.min(HINT_ROWS_MAX, KeyLine.hintRows(state, columns).size())
                : 1;
    }

    /** The pane that is shown where there is room for one only. */
    private static Focus mainPane(AppState state) {
        return state.overlay().flatMap(Overlay::asSearch).isPresent() ? Focus.COMPOSER : state.focus();
    }

    private static int composerRows(AppState state, Box inside, boolean isPadded) {
        int columns = Math.max(1, inside.columns() - (isPadded ? 2 : 0));
        int rowsMax = Math.max(1, Math.min(Composer.ROWS_MAX, inside.rows() / 3));
        return Math.min(inside.rows(), Math.min(rowsMax, ComposerPane.rowsWanted(state, columns)));
    }

    private static int stripRows(AppState state) {
        boolean hasRoom =
                state.window().columns() >= WIDE_COLUMNS && state.window().rows() >= STRIP_WINDOW_ROWS;
        return hasRoom && state.focus() != Focus.QUEUE
                ? Math.min(STRIP_ROWS_MAX, state.transfers().active().size())
                : 0;
    }

    private static Panes withOne(Panes panes, AppState state) {
        Box list = panes.hasBorders() ? panes.content() : belowTitle(panes.content());
        return switch (mainPane(state)) {
            case COMPOSER -> with(panes, panes.content(), Panes.NONE, Panes.NONE, Panes.NONE);
            case USERS -> with(panes, Panes.NONE, list, Panes.NONE, Panes.NONE);
            case FILES -> with(panes, Panes.NONE, Panes.NONE, list, Panes.NONE);
            case QUEUE -> with(panes, Panes.NONE, Panes.NONE, Panes.NONE, list);
        };
    }

    private static Panes withSide(Panes panes, AppState state) {
        Box content = panes.content();
        boolean isWide = state.window().columns() >= WIDE_COLUMNS;
        int sideColumns = isWide
                ? Math.max(WIDE_SIDE_COLUMNS_MIN, Math.min(WIDE_SIDE_COLUMNS_MAX, content.columns() * 3 / 8))
                : MIDDLE_SIDE_COLUMNS;
        Box chat = new Box(content.column(), content.row(), content.columns() - sideColumns - 1, content.rows());
        Box side = new Box(chat.endColumn() + 1, content.row(), sideColumns, content.rows());
        if (isWide && panes.hasBorders() && content.rows() >= TWO_SIDES_ROWS) {
            boolean isNothingOpen = state.browser().load() == Browser.Load.NOTHING && state.focus() != Focus.FILES;
            int filesRows = isNothingOpen ? EMPTY_FILES_ROWS : content.rows() * 3 / 5;
            int usersRows = content.rows() - filesRows - 1;
            Box users = new Box(side.column(), side.row(), sideColumns, usersRows);
            Box files = new Box(side.column(), users.endRow() + 1, sideColumns, filesRows);
            return with(panes, chat, users, files, Panes.NONE);
        }
        Box list = panes.hasBorders() ? side : belowTitle(side);
        return state.sidePane() == Focus.FILES
                ? with(panes, chat, Panes.NONE, list, Panes.NONE)
                : with(panes, chat, list, Panes.NONE, Panes.NONE);
    }

    /** Without borders a title takes a row of the pane, if that has any to spare. */
    private static Box belowTitle(Box pane) {
        return pane.rows() < 3 ? pane : new Box(pane.column(), pane.row() + 1, pane.columns(), pane.rows() - 1);
    }

    private static Panes with(Panes panes, Box chat, Box users, Box files, Box queue) {
        return new Panes(
                panes.hasBorders(),
                panes.isOneAtATime(),
                panes.window(),
                panes.status(),
                panes.content(),
                chat,
                users,
                files,
                queue,
                panes.strip(),
                panes.composer(),
                panes.keys());
    }

    private static final class OverlayRows implements Overlay.Handler {
        private final AppState state;
        private final Panes panes;
        private int rows;
        private boolean hasMorePages;

        OverlayRows(AppState state, Panes panes) {
            this.state = state;
            this.panes = panes;
        }

        private void onPage(PageOverlay page) {
            rows = page.pageLines();
            hasMorePages = !page.isWhole();
        }

        @Override
        public void onHelp(Overlay.Help help) {
            onPage(PageOverlay.help(panes, state, help));
        }

        @Override
        public void onDetails(Overlay.Details details) {
            onPage(PageOverlay.details(panes, state, details));
        }

        @Override
        public void onHits(HitList hits) {
            rows = new HitsOverlay(panes, state, hits).rows();
        }

        @Override
        public void onFound(FindList found) {
            rows = new FoundOverlay(panes, state, found).rows();
        }

        @Override
        public void onPeek(PeekPage page) {
            onPage(PageOverlay.peek(panes, state, page));
        }

        @Override
        public void onOffers(OfferPage page) {
            rows = OffersOverlay.rows(panes);
        }

        @Override
        public void onRooms(Overlay.Rooms list) {
            rows = RoomsOverlay.rows(panes);
        }

        @Override
        public void onConfirm(Overlay.Confirm confirm) {}

        @Override
        public void onPrompt(Overlay.Prompt prompt) {}

        @Override
        public void onSearch(Overlay.Search search) {}

        @Override
        public void onPassword(Overlay.PasswordPrompt prompt) {}
    }
}
