package io.naru.client.view;

import io.naru.client.input.Action;
import io.naru.client.state.AppState;
import io.naru.client.state.Focus;
import io.naru.client.state.Room;
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
        drawTitles(state, panes, canvas);
        StatusLine.draw(state, canvas.region(panes.status()), panes.isOneAtATime());
        long below = ChatPane.draw(state, canvas.region(panes.chatLines()));
        UsersPane.draw(state, canvas.region(panes.users()));
        FilesPane.draw(state, canvas.region(panes.files()));
        QueuePane.draw(state, canvas.region(panes.queue()));
        TransferStrip.draw(state, canvas.region(panes.strip()));
        ComposerPane.draw(state, canvas.region(panes.composerText()));
        drawBelow(state, panes, below, canvas);
        KeyLine.draw(state, canvas.region(panes.keys()));
        state.overlay().ifPresent(overlay -> overlay.accept(new Overlays(state, panes, canvas)));
    }

    private static void drawTitles(AppState state, Panes panes, Canvas canvas) {
        Room room = state.room();
        String topic = room.topic().isEmpty() ? "" : " · " + room.topic();
        Focus focus = state.focus();
        title(panes, panes.chat(), room.name() + topic, focus == Focus.COMPOSER, canvas);
        title(panes, panes.users(), UsersPane.title(state), focus == Focus.USERS, canvas);
        title(panes, panes.files(), FilesPane.title(state, panes.files().columns() - 3), focus == Focus.FILES, canvas);
        title(panes, panes.queue(), QueuePane.title(state), focus == Focus.QUEUE, canvas);
        if (!panes.strip().isEmpty()) {
            title(panes, panes.strip(), TransferStrip.title(state), false, canvas);
        } else if (panes.hasBorders() && !panes.chat().isEmpty()) {
            // Not over the border between the panes.
            int columns = panes.chat().columns() - 3;
            title(panes, panes.composer(), TransferStrip.line(state, columns), false, canvas);
        }
    }

    private static void title(Panes panes, Box pane, String title, boolean hasFocus, Canvas canvas) {
        Borders.drawTitle(panes, pane, title, hasFocus, canvas);
    }

    /** Says that there is more below than is seen: in the border, or over the end of the last row. */
    private static void drawBelow(AppState state, Panes panes, long lines, Canvas canvas) {
        if (lines == 0 || panes.chat().isEmpty()) {
            return;
        }
        int unread = state.room().unread();
        String fresh = unread == 0 ? "" : ", " + Amounts.count(unread) + " new";
        String words = " ▼ " + Amounts.count(lines) + " below" + fresh + " ";
        String withKey = words + "· " + KeyLine.keyOf(Action.SCROLL_BOTTOM) + " ";
        int room = panes.chat().columns() / 2;
        String shown = TextLayout.columns(withKey) <= room ? withKey : words;
        int row = panes.hasBorders() ? panes.chat().endRow() : panes.chat().endRow() - 1;
        int end = panes.chat().endColumn() - (panes.hasBorders() ? 1 : 0);
        Canvas line = canvas.region(
                new Box(panes.chat().column(), row, end - panes.chat().column(), 1));
        Style style = canvas.style(unread == 0 ? Role.ACCENT : Role.WARNING);
        line.textEndingAt(line.columns(), 0, shown, panes.hasBorders() ? style : style.withReverse());
    }
}
