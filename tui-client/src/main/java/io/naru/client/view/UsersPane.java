package io.naru.client.view;

import io.naru.client.event.PeerTrust;
import io.naru.client.state.AppState;
import io.naru.client.state.Focus;
import io.naru.client.state.Quantities;
import io.naru.client.state.Roster;
import io.naru.client.state.RosterEntry;
import io.naru.client.state.UserSigns;
import io.naru.common.message.PresenceState;

/**
 * Who is online: a sign for presence, the name, and what there is to say of them.
 *
 * <p>Threading: stateless.
 */
final class UsersPane {
    private static final int NAME_COLUMNS_MIN = 10;
    /** Room for a name and what is said of it that is enough for columns. */
    private static final int ROOM_FOR_COLUMNS = 30;
    /** Of somebody's words about being away no less than that is shown. */
    private static final int AWAY_COLUMNS_MIN = 11;

    private static final int TRUST_COLUMN = 2;
    private static final int ROLE_COLUMN = 3;
    private static final int NAME_COLUMN = 4;

    private UsersPane() {}

    /** How many rows the filter takes from the items. */
    static int footerRows(AppState state) {
        return state.roster().filter().isActive() ? 1 : 0;
    }

    static String title(AppState state) {
        Roster roster = state.roster();
        String all = Amounts.count(roster.inScope());
        return roster.filter().isActive()
                ? "Users " + Amounts.count(roster.visible().size()) + " of " + all
                : "Users " + all;
    }

    static void draw(AppState state, Canvas canvas) {
        Roster roster = state.roster();
        boolean hasFocus = state.focus() == Focus.USERS;
        int rows = canvas.rows() - footerRows(state);
        if (roster.visible().isEmpty() && rows > 0) {
            String words = roster.inScope() == 0 ? "nobody yet" : "nobody matches";
            canvas.text(1, 0, words, Role.MUTED);
        }
        ListRows.draw(
                canvas,
                rows,
                roster.visible().size(),
                roster.cursor(),
                hasFocus,
                (index, row) -> drawEntry(canvas, row, roster.visible().get(index)));
        if (footerRows(state) > 0) {
            ListRows.drawFilter(canvas, Math.max(0, rows), roster.filter(), hasFocus);
        }
    }

    private static void drawEntry(Canvas canvas, int row, RosterEntry entry) {
        boolean isAway = entry.state() == PresenceState.AWAY;
        String sign = !entry.isKnown() ? "?" : isAway ? "○" : "●";
        Role signRole = !entry.isKnown() ? Role.MUTED : isAway ? Role.AWAY : Role.PRESENT;
        canvas.text(1, row, sign, signRole);
        Style nameStyle = entry.isMe()
                ? canvas.style(Role.OWN_NAME)
                : canvas.theme().nameStyle(entry.person().user().canonical());
        drawSigns(canvas, row, entry);
        int room = canvas.columns() - 1 - NAME_COLUMN;
        String name = entry.person().name().value();
        if (room >= ROOM_FOR_COLUMNS) {
            int nameColumns = nameColumns(entry, room);
            canvas.text(NAME_COLUMN, row, TextLayout.clipWithEllipsis(name, nameColumns), nameStyle);
            drawColumns(canvas, row, entry, NAME_COLUMN + nameColumns + 1);
            return;
        }
        // The name comes first: what there is to say of somebody is left out before the name is cut short.
        int left = room - Math.min(NAME_COLUMNS_MIN, TextLayout.columns(name)) - 1;
        String all = about(entry, true);
        boolean hasRoomForText = left >= AWAY_COLUMNS_MIN || TextLayout.columns(all) <= left;
        String about = hasRoomForText ? TextLayout.clipWithEllipsis(all, Math.max(1, left)) : about(entry, false);
        boolean hasAbout = !about.isEmpty() && TextLayout.columns(about) <= left;
        int nameColumns = room - (hasAbout ? TextLayout.columns(about) + 1 : 0);
        canvas.text(NAME_COLUMN, row, TextLayout.clipWithEllipsis(name, Math.max(1, nameColumns)), nameStyle);
        if (hasAbout) {
            canvas.textEndingAt(canvas.columns() - 1, row, about, canvas.style(Role.MUTED));
        }
    }

    /** A name may reach into the columns behind it as far as nothing is to be said there. */
    private static int nameColumns(RosterEntry entry, int room) {
        int usual = room >= 40 ? 14 : NAME_COLUMNS_MIN;
        boolean hasNumbers = isNumbers(entry) && entry.sharedFiles().orElse(0) > 0;
        int about = TextLayout.columns(about(entry, true));
        int left = about == 0 ? room : room - Math.min(about, AWAY_COLUMNS_MIN) - 1;
        int wanted = TextLayout.columns(entry.person().name().value());
        return hasNumbers ? usual : Math.max(usual, Math.min(wanted, left));
    }

    /** Whether the size of the share is what there is to say. */
    private static boolean isNumbers(RosterEntry entry) {
        return !entry.isMe()
                && entry.state() != PresenceState.AWAY
                && entry.sharedFiles().isPresent();
    }

    /** Whether the key is known, and what the user may do. */
    private static void drawSigns(Canvas canvas, int row, RosterEntry entry) {
        PeerTrust trust = entry.isMe() ? PeerTrust.NONE : entry.trust();
        Role role = switch (trust) {
            case NONE, KNOWN -> Role.MUTED;
            case NEW -> Role.WARNING;
            case VERIFIED -> Role.GOOD;
            case CHANGED -> Role.ERROR;
        };
        canvas.text(TRUST_COLUMN, row, UserSigns.of(trust), entry.isKnown() ? role : Role.MUTED);
        canvas.text(ROLE_COLUMN, row, UserSigns.of(entry.role()), Role.ACCENT);
    }

    /** In a wide pane numbers stand below one another. */
    private static void drawColumns(Canvas canvas, int row, RosterEntry entry, int column) {
        int columns = canvas.columns() - 1 - column;
        if (!isNumbers(entry)) {
            canvas.text(column, row, TextLayout.clipWithEllipsis(about(entry, true), columns), Role.MUTED);
            return;
        }
        long files = entry.sharedFiles().getAsLong();
        String count = files == 0 ? "" : Amounts.count(files) + (files == 1 ? " file " : " files");
        canvas.text(column, row, TextLayout.fitRight(count, Math.min(13, columns - 8)), Role.MUTED);
        if (files > 0 && entry.sharedOctets().isPresent()) {
            String size = Quantities.octets(entry.sharedOctets().getAsLong());
            canvas.textEndingAt(canvas.columns() - 1, row, size, canvas.style(Role.MUTED));
        }
    }

    private static String about(RosterEntry entry, boolean isLong) {
        if (entry.state() == PresenceState.AWAY) {
            String away = entry.status().isEmpty() || !isLong ? "away" : "away: " + entry.status();
            return entry.isMe() ? "you, " + away : away;
        }
        if (entry.isMe()) {
            return "you";
        }
        return entry.sharedFiles().orElse(0) > 0 && entry.sharedOctets().isPresent()
                ? Quantities.octets(entry.sharedOctets().getAsLong())
                : "";
    }
}
