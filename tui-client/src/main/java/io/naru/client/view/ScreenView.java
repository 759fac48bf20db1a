package io.naru.client.view;

import io.naru.client.input.Action;
import io.naru.client.state.AppState;
import io.naru.client.state.Focus;
import io.naru.client.state.Room;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.util.Objects;

/**
 * The whole screen: asks the layout where the panes lie and lets each draw itself there.
 *
 * <p>Threading: stateless; each frame is drawn on the thread that owns its canvas.
 */
public final class ScreenView {
    private final Layout layout;

    /** A view whose panes lie where the layout says. */
    public ScreenView(Layout layout) {
        this.layout = Objects.requireNonNull(layout);
    }

    /**
     * Draws the state.
     *
     * @param canvas blank; of the size of the state's window, or nearly so while that is being changed
     */
    public void draw(AppState state, Canvas canvas) {
        Panes panes = layout.panes(state);
        Borders.draw(panes, canvas);
        StatusLine.draw(state, panes, canvas.region(panes.status()));
        long below = ChatPane.draw(state, canvas.region(panes.chatLines())) + notLoaded(state.room());
        drawTitles(state, panes, canvas);
        drawBelowChat(state, panes, below(state, panes, below), canvas);
        UsersPane.draw(state, canvas.region(panes.users()));
        FilesPane.draw(state, canvas.region(panes.files()));
        QueuePane.draw(state, canvas.region(panes.queue()));
        TransferStrip.draw(state, canvas.region(panes.strip()));
        ComposerPane.draw(state, canvas.region(panes.composerText()));
        KeyLine.draw(state, Layout.hasMorePages(state, panes), canvas.region(panes.keys()));
        state.overlay().ifPresent(overlay -> overlay.accept(new Overlays(state, panes, canvas)));
    }

    /** How many messages come behind the lines that are here. */
    private static long notLoaded(Room room) {
        return room.reach().isDetached()
                ? Math.max(1, room.reach().toldSeq() - room.reach().endSeq())
                : 0;
    }

    private static void drawTitles(AppState state, Panes panes, Canvas canvas) {
        Room room = state.room();
        String access = room.about().isPrivate() ? " (private)" : isAlone(state) ? absence(room) : "";
        String topic = access + (room.topic().isEmpty() ? "" : " · " + room.topic());
        Focus focus = state.focus();
        Borders.drawTitle(panes, panes.chat(), room.name() + topic, focus == Focus.COMPOSER, canvas);
        Borders.drawTitle(panes, panes.users(), UsersPane.title(state), focus == Focus.USERS, canvas);
        String files = FilesPane.title(state, panes.files().columns() - 3);
        Borders.drawTitle(panes, panes.files(), files, focus == Focus.FILES, canvas);
        String queue = QueuePane.title(state, panes.queue().columns() - 3);
        Borders.drawTitle(panes, panes.queue(), queue, focus == Focus.QUEUE, canvas);
    }

    /** Whether the other one of a conversation isn't there. */
    private static boolean isAlone(AppState state) {
        RoomName room = state.room().id();
        return room.isDirect()
                && state.link().isUp()
                && state.roster().find(UserName.of(room.display().substring(1))).isEmpty();
    }

    /** Before the relay has told of the conversation there may be nobody of that name. */
    private static String absence(Room room) {
        return room.reach().hasHistory() ? " · not online, reads it later" : " · not online";
    }

    /** Says that there is more below than is seen; empty when there isn't. */
    private static String below(AppState state, Panes panes, long lines) {
        if (lines == 0) {
            return "";
        }
        int unread = state.room().unread();
        String fresh = unread == 0 ? "" : ", " + Amounts.count(unread) + " new";
        String words = " ↓ " + Amounts.count(lines) + " below" + fresh + " ";
        String withKey = words + "· " + KeyLine.keyOf(Action.SCROLL_BOTTOM) + " ";
        return TextLayout.columns(withKey) <= panes.chat().columns() / 2 ? withKey : words;
    }

    /**
     * Draws what stands below the chat: in the border what goes on with transfers, as far as that has no rows of its
     * own, and that there are lines below. Without a border the latter lies over the end of the last row.
     */
    private static void drawBelowChat(AppState state, Panes panes, String below, Canvas canvas) {
        Box chat = panes.chat();
        if (chat.isEmpty()) {
            return;
        }
        Style style = canvas.style(state.room().unread() == 0 ? Role.ACCENT : Role.WARNING);
        if (!panes.hasBorders()) {
            Canvas row = canvas.region(new Box(chat.column(), chat.endRow() - 1, chat.columns(), 1));
            row.textEndingAt(row.columns(), 0, below, style.withReverse());
            return;
        }
        // Not over the border between the panes.
        int columns = Math.max(0, chat.columns() - 1 - TextLayout.columns(below));
        boolean hasStrip = !panes.strip().isEmpty();
        String transfers = hasStrip ? TransferStrip.title(state) : TransferStrip.line(state, columns - 2);
        Box place = new Box(chat.column(), chat.endRow() + 1, columns, 1);
        Borders.drawTitle(panes, place, transfers, false, canvas);
        canvas.text(chat.column() + columns, chat.endRow(), below, style);
    }
}
