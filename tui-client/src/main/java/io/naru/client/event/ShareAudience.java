package io.naru.client.event;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may see a shared folder: everybody, or the users that are named and whoever is in one of the rooms that are named,
 * as far as this client knows at the moment when somebody asks.
 *
 * @param users chosen users
 * @param rooms chosen rooms
 */
public record ShareAudience(Set<UserName> users, Set<RoomName> rooms) {
    /** Everybody. */
    public static final ShareAudience EVERYBODY = new ShareAudience(Set.of(), Set.of());

    public ShareAudience {
        users = Set.copyOf(users);
        rooms = Set.copyOf(rooms);
    }

    /**
     * As typed: {@code bob} is a user, {@code #team} a room.
     *
     * @param words none for everybody
     * @throws InvalidValueException if one is neither; the message is a sentence
     */
    public static ShareAudience of(List<String> words) {
        Set<UserName> users = new LinkedHashSet<>();
        Set<RoomName> rooms = new LinkedHashSet<>();
        for (String word : words) {
            if (word.startsWith("#")) {
                rooms.add(RoomName.of(word));
            } else {
                users.add(UserName.of(word));
            }
        }
        return new ShareAudience(users, rooms);
    }

    /** Whether everybody may. */
    public boolean isEverybody() {
        return users.isEmpty() && rooms.isEmpty();
    }

    /** As it would be typed, in the order of the alphabet; none for everybody. */
    public List<String> words() {
        return Stream.concat(
                        users.stream().map(UserName::display), rooms.stream().map(RoomName::display))
                .sorted()
                .collect(Collectors.toUnmodifiableList());
    }
}
