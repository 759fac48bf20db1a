package io.naru.client.state;

import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Who is in a room, as far as the relay told.
 *
 * @param users sorted; at most {@link #USERS_MAX}
 */
public record Members(List<UserName> users) {
    /** The most that are kept of a room; a relay can name users without end. */
    public static final int USERS_MAX = 2_000;

    /** Nobody. */
    public static final Members NONE = new Members(List.of());

    public Members {
        users = List.copyOf(users);
    }

    /** Whether the user is one of them. */
    public boolean has(UserName user) {
        return Collections.binarySearch(users, user) >= 0;
    }

    /** With one more, while there is room. */
    public Members with(UserName user) {
        int at = Collections.binarySearch(users, user);
        if (at >= 0 || users.size() >= USERS_MAX) {
            return this;
        }
        List<UserName> changed = new ArrayList<>(users);
        changed.add(-at - 1, user);
        return new Members(changed);
    }

    /** Without one. */
    public Members without(UserName user) {
        int at = Collections.binarySearch(users, user);
        if (at < 0) {
            return this;
        }
        List<UserName> changed = new ArrayList<>(users);
        changed.remove(at);
        return new Members(changed);
    }
}
