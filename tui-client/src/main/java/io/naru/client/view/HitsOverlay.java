package io.naru.client.view;

import io.naru.client.state.AppState;
import io.naru.client.state.HitList;
import io.naru.client.state.Settings.TimeFormat;
import io.naru.common.text.SafeText;
import java.time.LocalDate;

/**
 * What the relay found: a row for each message, the words that were searched for marked.
 *
 * <pre>
 *   #dev       11-22 18:03  bob      …the key lies under the mat, as always        wide
 *   11-22 bob: …the key lies under the                                             narrow
 * </pre>
 *
 * <p>Threading: confined to one thread, for one frame.
 */
final class HitsOverlay {
    private static final int COLUMNS_MAX = 130;
    private static final int EDGE_COLUMNS = 2;
    private static final int WIDE = 70;
    private static final int ROOM_COLUMNS = 12;
    private static final int NAME_COLUMNS = 10;
    private static final int DAY_COLUMNS = 11;
    private static final int NARROW_DAY_COLUMNS = 5;
    private static final int NARROW_NAME_COLUMNS = 8;

    private final AppState state;
    private final HitList list;
    private final ListFrame frame;

    HitsOverlay(Panes panes, AppState state, HitList list) {
        this.state = state;
        this.list = list;
        this.frame = new ListFrame(panes, COLUMNS_MAX, EDGE_COLUMNS);
    }

    /** How many hits are seen at a time. */
    int rows() {
        return frame.rows();
    }

    void draw(Canvas canvas) {
        String title = SafeText.line("Search: " + list.words()).value() + " · "
                + list.room().map(Object::toString).orElse("all rooms");
        Canvas page = frame.open(canvas, title, place(frame.columns()));
        if (list.hits().isEmpty()) {
            drawEmpty(page);
        } else {
            ListRows.draw(
                    page,
                    page.rows(),
                    list.hits().size(),
                    list.cursor(),
                    true,
                    (index, row) -> drawHit(page, list.hits().get(index), row));
        }
    }

    private String place(int columns) {
        if (list.hits().isEmpty()) {
            return list.isAsking() ? "searching…" : "";
        }
        String more = list.isAsking() ? ", searching…" : list.next().isPresent() ? " or more" : "";
        String place = Amounts.count(list.cursor().index() + 1) + " of "
                + Amounts.count(list.hits().size()) + more;
        // Where rows have no room for it, the room of the chosen hit stands below them.
        return list.room().isPresent() || columns >= WIDE
                ? place
                : list.hits().get(list.cursor().index()).roomName() + " · " + place;
    }

    private void drawEmpty(Canvas page) {
        String words = !list.trouble().isEmpty()
                ? list.trouble().value()
                : list.isAsking()
                        ? "Searching…"
                        : "Nothing was said with that in it"
                                + list.room().map(room -> " in " + room).orElse("") + ".";
        int row = 0;
        for (String line : TextLayout.wrap(words, page.columns())) {
            page.text(0, row++, line, list.trouble().isEmpty() ? Role.MUTED : Role.ERROR);
        }
    }

    private void drawHit(Canvas page, HitList.Hit hit, int row) {
        boolean isWide = page.columns() >= WIDE;
        int column = 0;
        if (isWide && list.room().isEmpty()) {
            String room = TextLayout.clipWithEllipsis(hit.roomName().value(), ROOM_COLUMNS);
            page.text(0, row, room, Role.ACCENT);
            column = ROOM_COLUMNS + 1;
        }
        page.text(column, row, isWide ? time(hit) : briefly(hit), Role.MUTED);
        column += isWide ? DAY_COLUMNS + 2 : NARROW_DAY_COLUMNS + 1;
        String name = hit.sender().name().value();
        Style nameStyle = page.theme().nameStyle(hit.sender().user().canonical());
        if (isWide) {
            page.text(column, row, TextLayout.clipWithEllipsis(name, NAME_COLUMNS), nameStyle);
            column += NAME_COLUMNS + 1;
        } else {
            String shown = TextLayout.clipWithEllipsis(name, NARROW_NAME_COLUMNS);
            column = page.text(column, row, shown + ": ", nameStyle);
        }
        drawText(page.region(new Box(column, row, Math.max(0, page.columns() - column), 1)), hit);
    }

    private String time(HitList.Hit hit) {
        TimeFormat format = state.settings().timeFormat();
        boolean isToday = state.now().dayOf(hit.time()).equals(state.now().day());
        if (isToday && format != TimeFormat.HIDDEN) {
            return Times.shown(hit.time(), state.now().zone(), format);
        }
        boolean isThisYear =
                state.now().dayOf(hit.time()).getYear() == state.now().day().getYear();
        String day = Times.day(hit.time(), state.now().zone());
        return isThisYear && format == TimeFormat.HOURS_24
                ? day.substring(day.length() - 5) + " "
                        + Times.shown(hit.time(), state.now().zone(), format)
                : day;
    }

    /** Five columns of it: the time of today, the day of this year, or the year. */
    private String briefly(HitList.Hit hit) {
        LocalDate day = state.now().dayOf(hit.time());
        LocalDate today = state.now().day();
        if (day.equals(today)) {
            return Times.shown(hit.time(), state.now().zone(), TimeFormat.HOURS_24);
        }
        String written = Times.day(hit.time(), state.now().zone());
        return day.getYear() == today.getYear() ? written.substring(written.length() - 5) : written.substring(0, 4);
    }

    /** Begins with a part of the text in which one of the words is to be seen. */
    private void drawText(Canvas canvas, HitList.Hit hit) {
        String text = hit.text().value();
        StyledText styled = new StyledText();
        int from = from(text, canvas.columns());
        styled.append((from > 0 ? "…" : "") + text.substring(from), canvas.style(Role.TEXT));
        list.terms().forEach(term -> styled.restyleAll(term, canvas.style(Role.MATCH)));
        styled.draw(canvas, 0, 0);
    }

    private int from(String text, int columns) {
        int found = text.length();
        int end = 0;
        for (String term : list.terms()) {
            int at = indexOf(text, term);
            if (at >= 0 && at < found) {
                found = at;
                end = at + term.length();
            }
        }
        if (end == 0 || TextLayout.columns(text.substring(0, end)) <= columns) {
            return 0;
        }
        // Some of what stands before the word is seen, cut where a character begins.
        int from = 0;
        int wanted = Math.max(1, columns / 3);
        while (from < found && TextLayout.columns(text.substring(from, found)) > wanted) {
            from = TextLayout.clusterEnd(text, from);
        }
        return from;
    }

    private static int indexOf(String text, String term) {
        for (int at = 0; at + term.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, term, 0, term.length())) {
                return at;
            }
        }
        return -1;
    }
}
