package io.naru.client.talk;

import io.naru.client.agent.Agent;
import io.naru.common.message.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Up to where each room of an account was told, for the disk: about a second after something was told, and at once where
 * something waits to be told until that is sure.
 *
 * <p>Threading: the agent's.
 */
final class Positions {
    private static final Duration GATHERING = Duration.ofSeconds(1);

    private final Agent agent;
    private final Keeper keeper;
    private final Map<RoomName, RoomTalk> rooms;
    private final int leftRoomsMax;
    private final Map<RoomName, Position> known = new HashMap<>();
    private List<Runnable> waiting = new ArrayList<>();
    private boolean isOpen;
    private boolean isDue;
    private boolean isKeeping;

    /**
     * None yet.
     *
     * @param rooms those of the account now
     * @param leftRoomsMax how many others are remembered
     */
    Positions(Agent agent, Keeper keeper, Map<RoomName, RoomTalk> rooms, int leftRoomsMax) {
        this.agent = agent;
        this.keeper = keeper;
        this.rooms = rooms;
        this.leftRoomsMax = leftRoomsMax;
    }

    /** The files were read. */
    void open(Map<RoomName, Position> found) {
        isOpen = true;
        known.putAll(found);
    }

    /** What is known of a room that nothing was told of yet. */
    Optional<Position> of(RoomName room) {
        return Optional.ofNullable(known.get(room));
    }

    /** Remembers a room, which the user leaves. */
    void remember(RoomTalk room) {
        room.position().ifPresent(position -> known.put(room.name(), position));
    }

    /** Something was told; it is written with what else is told soon. */
    void onMoved() {
        if (!isDue) {
            isDue = true;
            agent.schedule(GATHERING, this::save);
        }
    }

    /** Writes them. */
    void save() {
        isDue = false;
        if (isOpen) {
            save(() -> {});
        }
    }

    /** Writes them at once; what is to follow is done when they are on the disk, or can't be written. */
    void keep(Runnable then) {
        waiting.add(then);
        keepWaiting();
    }

    private void keepWaiting() {
        if (isKeeping || waiting.isEmpty()) {
            return;
        }
        isKeeping = true;
        List<Runnable> batch = waiting;
        waiting = new ArrayList<>();
        save(() -> {
            isKeeping = false;
            batch.forEach(Runnable::run);
            keepWaiting();
        });
    }

    private void save(Runnable then) {
        rooms.values().forEach(this::remember);
        if (known.size() > rooms.size() + leftRoomsMax) {
            known.keySet().retainAll(rooms.keySet());
        }
        keeper.save(Map.copyOf(known), then);
    }
}
