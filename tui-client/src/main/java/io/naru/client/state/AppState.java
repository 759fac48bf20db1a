package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that the screen shows, at one moment.
 *
 * @param now when the last event was handled; for the clock, spans and countdowns
 * @param window how large the terminal's window is
 * @param link how the connection to the relay stands, and who I am
 * @param settings what the person chose
 * @param focus where keys go while no overlay is open
 * @param sidePane {@link Focus#USERS} or {@link Focus#FILES}: the one that had the focus last, for windows that have
 *     room for one
 * @param isBare no borders and no side panes, for copying with the mouse
 * @param isEscPending Esc was pressed and the next key is taken as if Alt were held
 * @param overlay what lies over the panes
 * @param hint a sentence in place of the key line
 * @param rooms the tabs, at least one
 * @param activeRoom index of the room that is shown
 * @param composer what is being written
 * @param away why I am away, while I am; may be an empty text
 * @param roster who is online
 * @param browser somebody's files
 * @param transfers all transfers
 * @param offers what others offer me, and I them
 * @param share what I share
 * @param asked what was asked outside of the chat
 * @param ids where ids of messages come from
 * @param attention when the person and the bell were last heard of
 */
public record AppState(
        Moment now,
        WindowSize window,
        Link link,
        Settings settings,
        Focus focus,
        Focus sidePane,
        boolean isBare,
        boolean isEscPending,
        Optional<Overlay> overlay,
        Optional<Hint> hint,
        List<Room> rooms,
        int activeRoom,
        Composer composer,
        Optional<SafeText> away,
        Roster roster,
        Browser browser,
        Transfers transfers,
        Offers offers,
        ShareStatus share,
        Asked asked,
        IdSource ids,
        Attention attention) {
    public AppState {
        Objects.requireNonNull(now);
        Objects.requireNonNull(window);
        Objects.requireNonNull(link);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(focus);
        Objects.requireNonNull(sidePane);
        Objects.requireNonNull(overlay);
        Objects.requireNonNull(hint);
        Objects.requireNonNull(composer);
        Objects.requireNonNull(away);
        Objects.requireNonNull(roster);
        Objects.requireNonNull(browser);
        Objects.requireNonNull(transfers);
        Objects.requireNonNull(offers);
        Objects.requireNonNull(share);
        Objects.requireNonNull(asked);
        Objects.requireNonNull(ids);
        Objects.requireNonNull(attention);
        rooms = List.copyOf(rooms);
        Objects.checkIndex(activeRoom, rooms.size());
    }

    /**
     * Before anything happened: the frame without anything in it.
     *
     * @param idPrefix random for each program run
     */
    public static AppState initial(Moment now, WindowSize window, Settings settings, String idPrefix) {
        return new AppState(
                now,
                window,
                Link.STARTING,
                settings,
                Focus.COMPOSER,
                Focus.USERS,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(Room.LOBBY),
                0,
                Composer.EMPTY,
                Optional.empty(),
                Roster.EMPTY,
                Browser.EMPTY,
                Transfers.EMPTY,
                Offers.NONE,
                ShareStatus.NOTHING,
                Asked.NOTHING,
                new IdSource(idPrefix, 1),
                Attention.start(now));
    }

    /** The room that is shown. */
    public Room room() {
        return rooms.get(activeRoom);
    }
}
