package io.naru.client.view;

import io.naru.client.state.Overlay;
import io.naru.client.state.Quantities;
import io.naru.client.state.RoomListing;

/**
 * The list of rooms: a sign for those that the user is in, the name, how many are in it, what it is about.
 *
 * <p>Threading: stateless.
 */
final class RoomsOverlay {
    private static final int COLUMNS_MAX = 90;
    private static final int NAME_COLUMNS_MAX = 24;
    private static final int TOPIC_COLUMNS_MIN = 8;

    private RoomsOverlay() {}

    /** How many rooms are seen at a time. */
    static int rows(Panes panes) {
        return inside(panes).rows();
    }

    private static boolean hasFrame(Panes panes) {
        return panes.hasBorders() && panes.middle().rows() > 4;
    }

    private static Box frame(Panes panes) {
        Box room = panes.middle();
        int columns = Math.min(room.columns(), COLUMNS_MAX);
        return new Box((room.columns() - columns) / 2, room.row(), columns, room.rows());
    }

    private static Box inside(Panes panes) {
        Box frame = frame(panes);
        if (hasFrame(panes)) {
            return frame.inset(1);
        }
        int title = frame.rows() > 1 ? 1 : 0;
        return new Box(frame.column(), frame.row() + title, frame.columns(), frame.rows() - title);
    }

    static void draw(Panes panes, Overlay.Rooms rooms, Canvas canvas) {
        Canvas box = canvas.region(frame(panes));
        box.clear();
        String title = "Rooms " + Amounts.count(rooms.rooms().size());
        if (hasFrame(panes)) {
            box.frame(box.bounds(), box.style(Role.BORDER_FOCUSED));
            box.text(1, 0, " " + title + " ", Role.TITLE_FOCUSED);
        } else {
            box.text(0, 0, title, Role.TITLE_FOCUSED);
        }
        Canvas list = canvas.region(inside(panes));
        ListRows.draw(
                list,
                list.rows(),
                rooms.rooms().size(),
                rooms.cursor(),
                true,
                (index, row) -> drawRoom(list, row, rooms.rooms().get(index)));
    }

    private static void drawRoom(Canvas list, int row, RoomListing room) {
        list.text(1, row, room.isMember() ? "●" : " ", Role.PRESENT);
        int nameColumns = Math.max(4, Math.min(NAME_COLUMNS_MAX, list.columns() / 2 - 3));
        list.text(3, row, TextLayout.clipWithEllipsis(room.name().value(), nameColumns), Role.TEXT);
        int column = 3 + nameColumns + 1;
        String members = Quantities.count(room.members(), "member") + (room.isPrivate() ? ", private" : "");
        int membersColumns = Math.max(0, Math.min(20, list.columns() - 1 - column));
        list.text(column, row, TextLayout.clipWithEllipsis(members, membersColumns), Role.MUTED);
        column += membersColumns + 1;
        int left = list.columns() - 1 - column;
        if (left >= TOPIC_COLUMNS_MIN) {
            list.text(column, row, TextLayout.clipWithEllipsis(room.topic().value(), left), Role.MUTED);
        }
    }
}
