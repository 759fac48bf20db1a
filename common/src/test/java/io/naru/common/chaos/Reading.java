package io.naru.common.chaos;

import java.util.List;

/**
 * A room's history, as one of its members read it after all.
 *
 * @param reader which user
 * @param room as that user knows it
 * @param oldestSeq of the oldest message that is kept; what was before it is forgotten
 * @param messages oldest first
 */
public record Reading(String reader, String room, long oldestSeq, List<Kept> messages) {
    public Reading {
        messages = List.copyOf(messages);
    }

    /** A history of which nothing was forgotten. */
    public Reading(String reader, String room, List<Kept> messages) {
        this(reader, room, 1, messages);
    }

    /** What all members call the room: a conversation is named after both. */
    public String key() {
        return key(reader, room);
    }

    /** What all members call a room that a user knows under a name. */
    public static String key(String user, String room) {
        if (!room.startsWith("@")) {
            return room;
        }
        String other = room.substring(1);
        return "@" + (user.compareTo(other) < 0 ? user + "+" + other : other + "+" + user);
    }
}
