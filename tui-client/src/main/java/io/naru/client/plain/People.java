package io.naru.client.plain;

import io.naru.client.event.EngineEvent;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is online, for an errand. The relay tells of everybody right behind the welcome; when the first lag is measured,
 * all have been told of (PROTOCOL.md, section 5.3).
 *
 * <p>Threading: one thread.
 */
final class People {
    private final Map<UserName, EngineEvent.UserSeen> online = new TreeMap<>();
    private boolean areAllTold;

    /** There is a new link. */
    void begin() {
        online.clear();
        areAllTold = false;
    }

    /** Whether the event told of somebody, or was the end of the first list. */
    boolean onEvent(EngineEvent event) {
        if (event instanceof EngineEvent.LagMeasured && !areAllTold) {
            areAllTold = true;
            return true;
        }
        if (!(event instanceof EngineEvent.UserSeen seen)) {
            return false;
        }
        if (seen.state() == PresenceState.OFFLINE) {
            online.remove(seen.user());
        } else {
            online.put(seen.user(), seen);
        }
        return true;
    }

    /** Whether everybody who is online has been told of. */
    boolean areAllTold() {
        return areAllTold;
    }

    /** Everybody, by name. */
    Collection<EngineEvent.UserSeen> all() {
        return online.values();
    }

    /** Somebody who is online. */
    Optional<EngineEvent.UserSeen> find(UserName user) {
        return Optional.ofNullable(online.get(user));
    }

    /**
     * Says that a user must be there.
     *
     * @throws OutcomeException if not
     */
    void checkOnline(UserName user) throws OutcomeException {
        if (!online.containsKey(user)) {
            throw new OutcomeException(Outcome.ABSENT, user + " isn't online.");
        }
    }
}
