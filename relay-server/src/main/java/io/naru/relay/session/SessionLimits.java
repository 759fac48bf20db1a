package io.naru.relay.session;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a client may do before and after its login.
 *
 * @param maxUsers how many users may be logged in at once, 1 to 1,000,000
 * @param maxConnections how many connections there may be in all, at least {@code maxUsers}
 * @param pendingPerAddress how many connections that haven't logged in one address may have, 1 to 1,000,000; of IPv6,
 *     one net of 64 bits
 * @param isLoopbackExempt whether connections of this machine are free of that limit
 * @param framesBeforeLogin how many frames a client may send before its login is accepted, 2 to 1,000
 * @param loginDeadline how long a login may take, however much is said meanwhile
 * @param pingAfter how long a client of the extended level may be silent before it is asked
 * @param idleTimeout how long it may be silent altogether, more than {@code pingAfter}
 * @param lingerTimeout how long a client that is sent away has to take its last words
 * @param presenceInterval how often at most one user's changes are announced
 * @param failedLoginsPerMinute how many logins by password may fail from one address in the long run, and at once
 *     after a pause; 1 to 1,000,000
 * @param traffic how much an account may send
 */
public record SessionLimits(
        int maxUsers,
        int maxConnections,
        int pendingPerAddress,
        boolean isLoopbackExempt,
        int framesBeforeLogin,
        Duration loginDeadline,
        Duration pingAfter,
        Duration idleTimeout,
        Duration lingerTimeout,
        Duration presenceInterval,
        int failedLoginsPerMinute,
        TrafficLimits traffic) {
    private static final int MOST = 1_000_000;

    /** What a relay allows when nothing else is configured. */
    public static final SessionLimits DEFAULT = new SessionLimits(
            1_000,
            2_000,
            64,
            true,
            8,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            10,
            TrafficLimits.DEFAULT);

    public SessionLimits {
        checkRange("the number of users", maxUsers, 1, MOST);
        checkRange("the number of connections", maxConnections, maxUsers, 2 * MOST);
        checkRange("the connections of an address before login", pendingPerAddress, 1, MOST);
        checkRange("the frames before login", framesBeforeLogin, 2, 1_000);
        checkSpan("the login deadline", loginDeadline);
        checkSpan("the silence before a ping", pingAfter);
        checkSpan("the idle timeout", idleTimeout);
        checkSpan("the linger timeout", lingerTimeout);
        checkSpan("the presence interval", presenceInterval);
        checkRange("the failed logins a minute", failedLoginsPerMinute, 1, MOST);
        Objects.requireNonNull(traffic);
        if (idleTimeout.compareTo(pingAfter) <= 0) {
            throw new IllegalArgumentException("the idle timeout must be longer than the silence before a ping");
        }
    }

    /** These limits with another number of users, and room for their connections. */
    public SessionLimits withMaxUsers(int users) {
        return changed(draft -> {
            draft.maxUsers = users;
            draft.maxConnections = Math.max(maxConnections, users);
        });
    }

    /** These limits with another number of connections. */
    public SessionLimits withMaxConnections(int connections) {
        return changed(draft -> draft.maxConnections = connections);
    }

    /** These limits with another number of connections before login. */
    public SessionLimits withPendingPerAddress(int connections, boolean exemptsLoopback) {
        return changed(draft -> {
            draft.pendingPerAddress = connections;
            draft.isLoopbackExempt = exemptsLoopback;
        });
    }

    /** These limits with others on what accounts send. */
    public SessionLimits withTraffic(TrafficLimits other) {
        return changed(draft -> draft.traffic = other);
    }

    /** These limits without those on one account's or one address's share: for benchmarks and closed networks. */
    public SessionLimits withoutShares() {
        return changed(draft -> {
            draft.pendingPerAddress = MOST;
            draft.isLoopbackExempt = true;
            draft.failedLoginsPerMinute = MOST;
            draft.traffic = TrafficLimits.OFF;
        });
    }

    private SessionLimits changed(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return draft.finished();
    }

    /** These limits while something in them is being changed. */
    private final class Draft {
        private int maxUsers = SessionLimits.this.maxUsers;
        private int maxConnections = SessionLimits.this.maxConnections;
        private int pendingPerAddress = SessionLimits.this.pendingPerAddress;
        private boolean isLoopbackExempt = SessionLimits.this.isLoopbackExempt;
        private int framesBeforeLogin = SessionLimits.this.framesBeforeLogin;
        private Duration loginDeadline = SessionLimits.this.loginDeadline;
        private Duration pingAfter = SessionLimits.this.pingAfter;
        private Duration idleTimeout = SessionLimits.this.idleTimeout;
        private Duration lingerTimeout = SessionLimits.this.lingerTimeout;
        private Duration presenceInterval = SessionLimits.this.presenceInterval;
        private int failedLoginsPerMinute = SessionLimits.this.failedLoginsPerMinute;
        private TrafficLimits traffic = SessionLimits.this.traffic;

        SessionLimits finished() {
            return new SessionLimits(
                    maxUsers,
                    maxConnections,
                    pendingPerAddress,
                    isLoopbackExempt,
                    framesBeforeLogin,
                    loginDeadline,
                    pingAfter,
                    idleTimeout,
                    lingerTimeout,
                    presenceInterval,
                    failedLoginsPerMinute,
                    traffic);
        }
    }

    private static void checkRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", not " + value);
        }
    }

    private static void checkSpan(String what, Duration span) {
        if (span.toMillis() < 1 || span.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(what + " must be a millisecond to a day");
        }
    }
}
