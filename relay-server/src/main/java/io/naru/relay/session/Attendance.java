package io.naru.relay.session;

import io.naru.relay.hub.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The sessions of one user who is online, and how often changes of what others see of the user are told: once in an
 * interval for all sessions together, the last word winning.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Attendance {
    /** How many sessions a user may have at once. */
    static final int MOST_SESSIONS = 8;

    private final Environment environment;
    private final Member member;
    /** The oldest first. */
    private final List<Session> sessions = new ArrayList<>(1);

    private boolean isPlanned;
    private long allowedNanos;

    Attendance(Environment environment, Member member) {
        this.environment = environment;
        this.member = member;
        this.allowedNanos = environment.loop().nowNanos();
    }

    Member member() {
        return member;
    }

    void add(Session session) {
        sessions.add(session);
    }

    /** Yields whether there is none left. */
    boolean remove(Session session) {
        sessions.remove(session);
        return sessions.isEmpty();
    }

    /** Those there are at this moment. */
    List<Session> sessions() {
        return List.copyOf(sessions);
    }

    boolean isFull() {
        return sessions.size() >= MOST_SESSIONS;
    }

    /** The one from which nothing was heard for longest; of several, the oldest. */
    Session mostSilent() {
        return sessions.stream()
                .max(Comparator.comparingLong(Session::idleNanos)
                        .thenComparing(Comparator.<Session>comparingInt(sessions::indexOf)
                                .reversed()))
                .orElseThrow();
    }

    /** Somebody has said something of the user in one of the sessions: the others are told, now or when it's time. */
    void onPresence() {
        if (isPlanned) {
            return;
        }
        if (environment.loop().nowNanos() - allowedNanos >= 0) {
            announce();
        } else {
            isPlanned = true;
            environment.loop().schedule(allowedNanos, this::announce);
        }
    }

    private void announce() {
        isPlanned = false;
        allowedNanos = environment.loop().nowNanos()
                + environment.limits().presenceInterval().toNanos();
        environment.hub().announce(member);
    }
}
