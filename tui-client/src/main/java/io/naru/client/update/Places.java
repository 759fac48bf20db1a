package io.naru.client.update;

import io.naru.client.event.RoomEvent;
import io.naru.client.state.Reach;
import io.naru.client.state.Reach.Hole;
import io.naru.client.state.Reach.Load;
import io.naru.client.state.Reach.Part;
import io.naru.client.state.Room;
import io.naru.client.state.Scroll;
import io.naru.common.message.RoomName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Goes to a place in a room's history, and asks the relay for what isn't here yet as one comes near it.
 *
 * <p>Threading: made for one event.
 */
final class Places {
    /** How many messages are asked for at a time. */
    static final int PAGE_MESSAGES = 200;

    /** How many lines before the end of what is here more is asked for. */
    private static final long MARGIN_LINES = 50;

    private final Turn turn;

    Places(Turn turn) {
        this.turn = turn;
    }

    /**
     * Shows a message in its place, and picks its line out; what isn't here is asked for, and shown once it comes.
     *
     * @param seq of the message
     */
    void open(RoomName name, long seq) {
        if (turn.room(name).isEmpty()) {
            turn.hint("You aren't in " + name.display() + " any more.");
            return;
        }
        new Tabs(turn).show(name);
        OptionalLong line = turn.room().lineOf(seq);
        if (line.isPresent()) {
            turn.room(turn.room().withMarked(line));
            new ChatScrolling(turn).showLine(line.getAsLong());
        } else if (turn.link.isUp()) {
            long request = ask(turn.room(), Part.AROUND, seq);
            turn.effect(new RoomEffect.AskAround(name, request, seq));
        } else {
            turn.hint("That isn't on this screen, and can't be asked for without a link.");
        }
    }

    /** Shows the newest messages; where the lines don't reach to them, they are loaded. */
    void showNewest() {
        Room room = turn.room();
        if (!room.reach().isDetached()) {
            turn.room(room.withScroll(Scroll.BOTTOM));
        } else if (turn.link.isUp()) {
            Room emptied = room.withReach(room.reach().detached(false, 0).withHoles(java.util.List.of()));
            emptied = emptied.withLines(emptied.settled().cleared()).withScroll(Scroll.BOTTOM);
            turn.room(emptied.withReach(emptied.reach().begins(0, 0, true)).withFold(Optional.empty()));
            askOlder(turn.room());
        } else {
            turn.hint("The newest messages come once the link is back.");
        }
    }

    /** Whoever scrolls up comes near to what isn't here. */
    void onScrolledUp() {
        Room room = turn.room();
        if (!mayAsk(room)) {
            return;
        }
        long top = top(room);
        Optional<Hole> hole = holeNear(room, top);
        if (hole.isPresent()) {
            long to = hole.get().toSeq();
            askPast(room, Part.HOLE, to, OptionalLong.of(to + 1));
        } else if (room.reach().hasOlder() && top - room.lines().first() < MARGIN_LINES) {
            askOlder(room);
        }
    }

    /** Whoever scrolls down may come to where newer messages aren't here. */
    void onScrolledDown() {
        Room room = turn.room();
        Reach reach = room.reach();
        boolean isNear =
                room.lines().end() - top(room) < MARGIN_LINES + turn.sizes().chatRows();
        if (mayAsk(room) && reach.isDetached() && isNear) {
            long before = Math.min(reach.endSeq() + PAGE_MESSAGES, reach.toldSeq()) + 1;
            askPast(room, Part.NEWER, reach.endSeq(), OptionalLong.of(before));
        }
    }

    /** Nothing that was asked for comes any more. */
    void forgetLoads() {
        for (Room room : turn.rooms()) {
            if (room.reach().load().isPresent()) {
                turn.room(room.withReach(room.reach().loading(Optional.empty())));
            }
        }
    }

    void onPast(RoomEvent.Past event) {
        Optional<Room> room = turn.room(event.room());
        Optional<Load> load =
                room.flatMap(asked -> asked.reach().load()).filter(asked -> asked.request() == event.request());
        if (load.isEmpty()) {
            return;
        }
        Room waiting = room.orElseThrow();
        turn.room(waiting.withReach(waiting.reach().loading(Optional.empty())));
        Pages pages = new Pages(turn, event);
        switch (load.get().part()) {
            case OLDER -> pages.older();
            case HOLE -> pages.intoHole(load.get().seq());
            case NEWER -> pages.newer();
            case AROUND -> pages.around(load.get().seq());
        }
    }

    private boolean mayAsk(Room room) {
        return room.reach().hasHistory() && room.reach().load().isEmpty() && turn.link.isUp();
    }

    private long top(Room room) {
        return room.scroll().isAtBottom()
                ? Math.max(
                        room.lines().first(), room.lines().end() - turn.sizes().chatRows())
                : room.scroll().topLine();
    }

    /** The lowest one that is seen, or is about to be. */
    private Optional<Hole> holeNear(Room room, long top) {
        long bottom = top + turn.sizes().chatRows();
        return room.reach().holes().stream()
                .filter(hole -> hole.line() >= top - MARGIN_LINES && hole.line() < bottom)
                .reduce((before, after) -> after);
    }

    private void askOlder(Room room) {
        long first = room.firstSeq();
        long told = room.reach().toldSeq();
        if (first == 1) {
            new Pages(turn, room).begin();
        } else if (first > 0) {
            askPast(room, Part.OLDER, first, OptionalLong.of(first));
        } else {
            askPast(room, Part.OLDER, 0, told > 0 ? OptionalLong.of(told + 1) : OptionalLong.empty());
        }
    }

    private void askPast(Room room, Part part, long seq, OptionalLong before) {
        long request = ask(room, part, seq);
        turn.effect(new RoomEffect.AskPast(room.id(), request, before, PAGE_MESSAGES));
    }

    private long ask(Room room, Part part, long seq) {
        long request = turn.request();
        turn.room(room.withReach(room.reach().loading(Optional.of(new Load(request, part, seq)))));
        return request;
    }
}
