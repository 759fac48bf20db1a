package io.naru.client.view;

import io.naru.client.event.DownloadOrder;
import io.naru.client.state.AppState;
import io.naru.client.state.FindList;
import io.naru.client.state.FoundRow;
import io.naru.client.state.Person;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfers.Mark;
import io.naru.common.text.SafeText;

/**
 * What was found in everybody's files: a row for each content, however many have it.
 *
 * <pre>
 *   ✓ sea.jpg                    4.1 MB  2026-11-20  bob and 2 more  photos/2026      wide
 *     sea.jpg      4.1 MB  3 sources                                                  narrow
 * </pre>
 *
 * <p>Threading: confined to one thread, for one frame.
 */
final class FoundOverlay {
    private static final int COLUMNS_MAX = 130;
    private static final int NAME = 3;
    private static final int SIZE_COLUMNS = 7;
    private static final int DATE_COLUMNS = 10;
    private static final int OWNER_COLUMNS = 19;
    private static final int WITH_FOLDER = 90;
    private static final int WITH_DATE = 64;

    private final AppState state;
    private final FindList list;
    private final ListFrame frame;

    FoundOverlay(Panes panes, AppState state, FindList list) {
        this.state = state;
        this.list = list;
        this.frame = new ListFrame(panes, COLUMNS_MAX);
    }

    /** How many rows are seen at a time. */
    int rows() {
        return frame.rows();
    }

    void draw(Canvas canvas) {
        String found = list.rows().isEmpty()
                ? ""
                : " · " + Amounts.count(list.rows().size()) + (list.rows().size() == 1 ? " file" : " files");
        String title = SafeText.line("Find: " + list.words()).value() + found;
        Canvas page = frame.open(canvas, title, list.progress());
        if (list.rows().isEmpty()) {
            String trouble = list.trouble().value();
            String words = !trouble.isEmpty()
                    ? trouble
                    : list.isOver() ? "Nobody here shares a file with that in its name." : "Asking everybody…";
            ListFrame.say(page, words, trouble.isEmpty() ? Role.MUTED : Role.ERROR);
            return;
        }
        ListRows.draw(
                page,
                page.rows(),
                list.rows().size(),
                list.cursor(),
                true,
                (index, row) -> drawRow(page, row, list.rows().get(index)));
    }

    private void drawRow(Canvas page, int row, FoundRow found) {
        DownloadOrder.Source first = found.sources().get(0);
        Mark mark = state.transfers().markOf(first.owner(), first.path());
        page.text(1, row, FileMarks.sign(mark), FileMarks.role(mark));
        int columns = page.columns();
        int end = columns - 1;
        if (columns >= WITH_FOLDER) {
            int room = columns / 4;
            String folder = found.folder().isEmpty() ? "" : found.folder() + "/";
            page.text(end - room, row, TextLayout.clipStart(folder, room), Role.MUTED);
            end -= room + 2;
        }
        int owners = Math.min(OWNER_COLUMNS, Math.max(9, columns / 4));
        page.text(
                end - owners, row, TextLayout.clipWithEllipsis(owners(found, owners), owners), ownerStyle(page, found));
        end -= owners + 2;
        if (columns >= WITH_DATE) {
            String day = found.modified()
                    .map(time -> Times.day(time, state.now().zone()))
                    .orElse("");
            page.text(end - DATE_COLUMNS, row, day, Role.MUTED);
            end -= DATE_COLUMNS + 2;
        }
        if (found.octets().isPresent()) {
            String size = Quantities.octets(found.octets().getAsLong());
            page.textEndingAt(end, row, size, page.style(Role.MUTED));
        }
        end -= SIZE_COLUMNS + 1;
        page.text(NAME, row, TextLayout.clipWithEllipsis(found.name().value(), Math.max(1, end - NAME)), Role.TEXT);
    }

    private static Style ownerStyle(Canvas page, FoundRow found) {
        return found.owners().size() > 1
                ? page.style(Role.ACCENT)
                : page.theme().nameStyle(found.owners().get(0).user().canonical());
    }

    private static String owners(FoundRow found, int columns) {
        Person first = found.owners().get(0);
        if (found.owners().size() == 1) {
            return first.name().value();
        }
        String named = first.name() + " and " + (found.owners().size() - 1) + " more";
        return TextLayout.columns(named) <= columns ? named : found.owners().size() + " sources";
    }
}
