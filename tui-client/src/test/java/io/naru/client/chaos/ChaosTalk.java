package io.naru.client.chaos;

import io.naru.common.message.RoomName;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What there is to talk about, and with whom.
 *
 * <p>Threading: any thread.
 */
final class ChaosTalk {
    private static final int ROOMS = 5;
    private static final List<String> FILLERS = List.of(
            "", " 안녕하세요", " second line\nof two", " tab\there", " " + "long ".repeat(200), " 👍🏽 ok", " back\\slash");

    private final List<String> users;
    private final AtomicLong next;

    /**
     * A company.
     *
     * @param users all of them
     * @param first no id from here on was ever used
     */
    ChaosTalk(List<String> users, long first) {
        this.users = List.copyOf(users);
        this.next = new AtomicLong(first);
    }

    /** An id that nobody has used. */
    String newId(String client) {
        return client + "-" + next.getAndIncrement();
    }

    /** What may stand behind the id in a text, which is then one that nobody has said. */
    String filler(Random random) {
        return FILLERS.get(random.nextInt(FILLERS.size()));
    }

    /** A room that everybody may enter. */
    RoomName anyRoom(Random random) {
        return RoomName.of("#room" + random.nextInt(ROOMS));
    }

    /** The conversation with somebody. */
    RoomName anyConversation(Random random) {
        return RoomName.of("@" + users.get(random.nextInt(users.size())));
    }
}
