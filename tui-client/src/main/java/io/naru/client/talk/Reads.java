package io.naru.client.talk;

import io.naru.client.agent.Agent;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Up to where the user has read each room, told to the relay about once a second.
 *
 * <p>Threading: the agent's.
 */
final class Reads {
    private static final Duration GATHERING = Duration.ofSeconds(1);

    private final Agent agent;
    private final RelayWay way;
    private final Map<RoomName, Long> marks = new HashMap<>();
    private final Map<RoomName, Long> untold = new HashMap<>();
    private boolean isOpen;
    private boolean isDue;

    Reads(Agent agent, RelayWay way) {
        this.agent = agent;
        this.way = way;
    }

    /** The user has read a room up to there; it never goes back. */
    void mark(RoomName room, long seq) {
        if (seq <= marks.getOrDefault(room, 0L)) {
            return;
        }
        marks.put(room, seq);
        untold.put(room, seq);
        if (!isDue) {
            isDue = true;
            agent.schedule(GATHERING, this::flush);
        }
    }

    /** What the relay knows; less than that needn't be told to it. */
    void onKnown(RoomName room, long seq) {
        marks.merge(room, seq, Math::max);
        untold.computeIfPresent(room, (same, mark) -> mark <= seq ? null : mark);
    }

    /** The user isn't in a room any more, or its history was begun anew: what was read there means nothing now. */
    void forget(RoomName room) {
        marks.remove(room);
        untold.remove(room);
    }

    /** The relay takes them, or doesn't now. */
    void setOpen(boolean isToBe) {
        isOpen = isToBe;
        flush();
    }

    /** Tells what is to be told. */
    void flush() {
        isDue = false;
        if (isOpen) {
            untold.entrySet().removeIf(entry -> way.tell(new RoomRequest.Read(entry.getKey(), entry.getValue())));
        }
    }
}
