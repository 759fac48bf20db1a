package io.naru.client.view;

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
        StatusLine.draw(state, canvas.region(panes.status()));
        Borders.draw(panes, canvas);
        drawTitles(state, panes, canvas);
        ChatPane.draw(state, canvas.region(panes.chat()));
        UsersPane.draw(state, canvas.region(panes.users()));
        ComposerPane.draw(state, canvas.region(panes.composer()));
        KeyLine.draw(state, canvas.region(panes.keys()));
    }

    private static void drawTitles(AppState state, Panes panes, Canvas canvas) {
        Room room = state.room();
        String topic = room.topic().isEmpty() ? "" : " · " + room.topic();
        Borders.drawTitle(panes, panes.chat(), room.name() + topic, state.focus() == Focus.COMPOSER, canvas);
        Borders.drawTitle(panes, panes.users(), UsersPane.title(state), state.focus() == Focus.USERS, canvas);
    }
}
