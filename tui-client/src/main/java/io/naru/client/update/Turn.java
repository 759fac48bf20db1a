package io.naru.client.update;

import io.naru.client.state.AppState;
import io.naru.client.state.Asked;
import io.naru.client.state.Attention;
import io.naru.client.state.Browser;
import io.naru.client.state.Composer;
import io.naru.client.state.Focus;
import io.naru.client.state.Hint;
import io.naru.client.state.IdSource;
import io.naru.client.state.Link;
import io.naru.client.state.Moment;
import io.naru.client.state.Offers;
import io.naru.client.state.Overlay;
import io.naru.client.state.PaneSizes;
import io.naru.client.state.Room;
import io.naru.client.state.Roster;
import io.naru.client.state.Settings;
import io.naru.client.state.ShareStatus;
import io.naru.client.state.Transfers;
import io.naru.client.state.WindowSize;
import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state taken apart while one event is handled, and the effects as they come up. The parts themselves are immutable,
 * so whoever handles the event replaces them.
 *
 * <p>Threading: made for one event, used by one thread.
 */
final class Turn {
    private static final long HINT_NANOS = Duration.ofSeconds(6).toNanos();

    final Moment now;
    WindowSize window;
    Link link;
    Settings settings;
    Focus focus;
    Focus sidePane;
    boolean isBare;
    boolean isEscPending;
    Optional<Overlay> overlay;
    Optional<Hint> hint;
    Composer composer;
    Optional<SafeText> away;
    Roster roster;
    Browser browser;
    Transfers transfers;
    Offers offers;
    ShareStatus share;
    Asked asked;
    IdSource ids;
    Attention attention;

    private final PaneSizes.Measure measure;
    private final List<Effect> effects = new ArrayList<>();
    private List<Room> rooms;
    private int activeRoom;

    Turn(AppState state, Moment now, PaneSizes.Measure measure) {
        this.now = now;
        this.measure = measure;
        window = state.window();
        link = state.link();
        settings = state.settings();
        focus = state.focus();
        sidePane = state.sidePane();
        isBare = state.isBare();
        isEscPending = state.isEscPending();
        overlay = state.overlay();
        hint = state.hint().filter(shown -> shown.untilNanos() - now.nanos() > 0);
        rooms = state.rooms();
        activeRoom = state.activeRoom();
        composer = state.composer();
        away = state.away();
        roster = state.roster();
        browser = state.browser();
        transfers = state.transfers();
        offers = state.offers();
        share = state.share();
        asked = state.asked();
        ids = state.ids();
        attention = state.attention();
    }

    /** The state as it stands. */
    AppState state() {
        return new AppState(
                now,
                window,
                link,
                settings,
                focus,
                sidePane,
                isBare,
                isEscPending,
                overlay,
                hint,
                rooms,
                activeRoom,
                composer,
                away,
                roster,
                browser,
                transfers,
                offers,
                share,
                asked,
                ids,
                attention);
    }

    Step step() {
        return new Step(state(), effects);
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /** The room that is shown. */
    Room room() {
        return rooms.get(activeRoom);
    }

    /** The room of that name, if it has a tab. */
    Optional<Room> room(RoomName name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(rooms.get(index));
    }

    /** All rooms, in the order of their tabs. */
    List<Room> rooms() {
        return rooms;
    }

    /** Which one is shown. */
    int activeRoom() {
        return activeRoom;
    }

    /** The place of a room's tab; -1 if it has none. */
    int indexOf(RoomName name) {
        for (int index = 0; index < rooms.size(); index++) {
            if (rooms.get(index).id().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    /** Replaces the room of the same name; a new one gets a tab behind the others. */
    void room(Room room) {
        int index = indexOf(room.id());
        if (rooms.size() == 1 && index == 0) {
            rooms = List.of(room);
            return;
        }
        List<Room> changed = new ArrayList<>(rooms);
        if (index < 0) {
            changed.add(room);
        } else {
            changed.set(index, room);
        }
        rooms = List.copyOf(changed);
    }

    /** Shows another set of rooms, and that one of them. */
    void rooms(List<Room> newRooms, int newActive) {
        rooms = List.copyOf(newRooms);
        activeRoom = newActive;
    }

    /** A number for what is asked of the relay, to know the answer by. */
    long request() {
        long request = ids.next();
        ids = ids.used();
        return request;
    }

    /** Shows a sentence in place of the key line for some seconds, or until a key is pressed. */
    void hint(String sentence) {
        hint = Optional.of(new Hint(SafeText.line(sentence), now.nanos() + HINT_NANOS));
    }

    PaneSizes sizes() {
        return measure.sizes(state());
    }

    PaneSizes.Measure measure() {
        return measure;
    }

    /** Moves the focus; a filter that was being typed stays as it is. */
    void focus(Focus newFocus) {
        roster = roster.filter().isEditing() ? roster.withFilter(roster.filter().kept()) : roster;
        browser = browser.filter().isEditing()
                ? browser.withFilter(browser.filter().kept())
                : browser;
        transfers = transfers.filter().isEditing()
                ? transfers.withFilter(transfers.filter().kept())
                : transfers;
        focus = newFocus;
        overlay = Optional.empty();
        if (newFocus == Focus.USERS || newFocus == Focus.FILES) {
            sidePane = newFocus;
        }
        if (newFocus != Focus.COMPOSER) {
            isBare = false;
        }
    }
}
