package io.naru.client.update;

import io.naru.client.state.Composer;
import io.naru.client.state.Focus;
import io.naru.client.state.Members;
import io.naru.client.state.Room;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tabs of rooms and conversations: which there are, and which is shown.
 *
 * <p>Threading: made for one event.
 */
final class Tabs {
    /** More than any relay lets a user enter; a relay that tells of more is answered with silence. */
    private static final int ROOMS_MAX = 500;

    private final Turn turn;

    Tabs(Turn turn) {
        this.turn = turn;
    }

    /** The room of that name, with a tab made for it if there was none; empty when there are too many. */
    Optional<Room> opened(RoomName name) {
        Optional<Room> known = turn.room(name);
        if (known.isPresent() || turn.rooms().size() >= ROOMS_MAX) {
            return known;
        }
        turn.room(Room.of(name));
        for (Room other : turn.rooms()) {
            if (!other.id().equals(turn.room().id())) {
                turn.room(other.withLines(
                        ChatLines.trimmed(other.settled(), turn.rooms().size())));
            }
        }
        return turn.room(name);
    }

    /** Shows a room, if it has a tab. */
    void show(RoomName name) {
        int index = turn.indexOf(name);
        if (index >= 0) {
            show(index);
        }
    }

    /** Shows the room at that place, with what was being written there. */
    void show(int index) {
        turn.focus(Focus.COMPOSER);
        if (index == turn.activeRoom()) {
            return;
        }
        Room left = turn.room().withDraft(turn.composer.field());
        turn.room(left.withLines(ChatLines.trimmed(left.settled(), turn.rooms().size())));
        activate(turn.rooms(), index);
    }

    private void activate(List<Room> rooms, int index) {
        turn.rooms(rooms, index);
        Composer composer = turn.composer;
        turn.composer = composer.edited(turn.room().draft())
                .withHistory(composer.history().reset())
                .withSearch(Optional.empty());
        narrowUsers();
    }

    /** The next room, or the one before when {@code step} is -1; around the ends. */
    void step(int step) {
        show(Math.floorMod(turn.activeRoom() + step, turn.rooms().size()));
    }

    /** The next room in which something was said: one where this user was named before the others. */
    void showActivity() {
        int found = -1;
        int count = turn.rooms().size();
        for (int step = 1; step < count; step++) {
            int index = (turn.activeRoom() + step) % count;
            Room room = turn.rooms().get(index);
            if (room.isNamed()) {
                show(index);
                return;
            }
            found = found < 0 && room.unread() > 0 ? index : found;
        }
        if (found < 0) {
            turn.hint("Nothing new in other rooms.");
        } else {
            show(found);
        }
    }

    /** Takes a room's tab away; the lobby's stays. */
    void close(RoomName name) {
        int index = turn.indexOf(name);
        if (index <= 0) {
            return;
        }
        List<Room> rooms = new ArrayList<>(turn.rooms());
        rooms.remove(index);
        int active = turn.activeRoom();
        turn.overlay = turn.overlay.filter(open -> open.asSearch().isEmpty());
        if (active == index) {
            activate(rooms, index - 1);
        } else {
            turn.rooms(rooms, active > index ? active - 1 : active);
        }
    }

    /** Narrows the list of users to those of the room that is shown. */
    void narrowUsers() {
        turn.roster = turn.roster.within(scope(turn.room()));
    }

    private static Optional<Members> scope(Room room) {
        if (room.isLobby()) {
            return Optional.empty();
        }
        return Optional.of(
                room.id().isDirect()
                        ? Members.NONE.with(other(room.id()))
                        : room.about().members());
    }

    /** With whom a conversation is. */
    static UserName other(RoomName conversation) {
        return UserName.of(conversation.display().substring(1));
    }
}
