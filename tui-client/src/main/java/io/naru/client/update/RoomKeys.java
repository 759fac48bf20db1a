package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.input.Key;
import java.util.OptionalInt;

/**
 * Going from room to room, and what can be done about messages that weren't sent.
 *
 * <p>Threading: made for one event.
 */
final class RoomKeys {
    private final Turn turn;

    RoomKeys(Turn turn) {
        this.turn = turn;
    }

    void act(Action action, Key key) {
        switch (action) {
            case GO_ROOM -> go(key.codePoint() - '1');
            case NEXT_ROOM -> new Tabs(turn).step(1);
            case PREVIOUS_ROOM -> new Tabs(turn).step(-1);
            case ACTIVE_ROOM -> new Tabs(turn).showActivity();
            case RESEND -> new OwnMessages(turn).resend(OptionalInt.empty());
            case DROP -> new OwnMessages(turn).drop(OptionalInt.empty());
            default -> throw new IllegalStateException("not about rooms: " + action);
        }
    }

    private void go(int index) {
        if (index < turn.rooms().size()) {
            new Tabs(turn).show(index);
        } else {
            turn.hint("There is no room " + (index + 1) + ". /rooms lists the rooms, /join enters one.");
        }
    }
}
