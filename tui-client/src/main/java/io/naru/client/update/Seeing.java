package io.naru.client.update;

import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import io.naru.client.state.Reach;
import io.naru.client.state.Room;
import java.util.concurrent.TimeUnit;

/**
 * What the person sees of the rooms, and so has read.
 *
 * <p>Threading: made for one event.
 */
final class Seeing {
    /** Who hasn't pressed a key for so long may be looking elsewhere. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Turn turn;

    Seeing(Turn turn) {
        this.turn = turn;
    }

    /** Whether the person is likely to see what comes now. */
    boolean isLookedAt(Room room) {
        return room.id().equals(turn.room().id())
                && showsNewest(room)
                && !isIdle()
                && turn.overlay.flatMap(Overlay::asSearch).isPresent() == turn.overlay.isPresent()
                && (turn.focus == Focus.COMPOSER || turn.sizes().chatRows() > 0);
    }

    /** Somebody who presses keys sees what stands at the bottom. */
    void onKey() {
        Room room = turn.room();
        if (room.hasUnseen() && showsNewest(room) && turn.sizes().chatRows() > 0) {
            turn.room(room.seen());
        }
    }

    /**
     * Tells the relay how far the person has read, if that is further than it knows. While a room catches up it may turn out
     * that the relay has another history than the one that is in sight.
     */
    void tell() {
        Room room = turn.room();
        Reach reach = room.reach();
        boolean isNews =
                reach.hasHistory() && room.about().isTold() && reach.toldSeq() > reach.readSeq() && !room.hasUnseen();
        if (isNews && turn.link.isUp() && isLookedAt(room)) {
            turn.room(room.withReach(reach.read(reach.toldSeq())));
            turn.effect(new RoomEffect.MarkRead(room.id(), reach.toldSeq()));
        }
    }

    private static boolean showsNewest(Room room) {
        return room.scroll().isAtBottom() && !room.reach().isDetached();
    }

    private boolean isIdle() {
        return turn.now.nanos() - turn.attention.lastKeyNanos() > IDLE_NANOS;
    }
}
