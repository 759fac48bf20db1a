package io.naru.relay.session;

import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import io.naru.relay.hub.Hub;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.Connection;
import io.naru.relay.net.EventLoop;
import io.naru.relay.net.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All sessions of a relay, from the accepted socket to the closed one.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Sessions {
    /**
     * Connections past a limit that may wait at once to be told so; what is past these is closed without a word. They
     * take no place from others, or one address could fill the relay with connections that it was refused.
     */
    private static final int REFUSALS = 256;

    /** Accounts whose traffic is remembered while they are away, so that coming back refills nothing. */
    private static final int REMEMBERED_ACCOUNTS = 4_096;

    private final Transport transport;
    private final Environment environment;
    private final AddressTable addresses;
    private final Set<Session> all = new HashSet<>();
    private final Set<Session> refused = new HashSet<>();
    private final Map<UserName, Session> granted = new HashMap<>();
    private boolean isStopping;
    private Runnable whenGone;

    /** No sessions yet. */
    public Sessions(
            EventLoop loop,
            Transport transport,
            Hub hub,
            Authenticator authenticator,
            SessionLimits limits,
            Limits frameLimits,
            String relayName,
            Counters counters) {
        this.transport = transport;
        this.environment = new Environment(
                loop,
                hub,
                new Announcer(transport, counters),
                authenticator,
                new LoginAttempts(limits.failedLoginsPerMinute(), limits.isLoopbackExempt()),
                new Budgets(limits.traffic(), Math.max(REMEMBERED_ACCOUNTS, limits.maxUsers())),
                this,
                limits,
                frameLimits,
                relayName,
                counters);
        this.addresses = new AddressTable(limits.pendingPerAddress(), limits.isLoopbackExempt());
    }

    /** Takes over an accepted connection; one that is too many is told so and closed. */
    public void accept(SocketChannel channel) {
        try {
            Connection connection =
                    transport.open(channel, environment.frameLimits().frameOctetsBeforeLogin());
            boolean isWelcome = hasPlaceFor(connection);
            if (isStopping || !isWelcome && refused.size() >= REFUSALS) {
                environment.counters().onDrop(DropReason.TOO_MANY_CONNECTIONS);
                channel.close();
                return;
            }
            Session session = new Session(environment, connection);
            connection.start(session);
            all.add(session);
            session.start();
            if (isWelcome) {
                addresses.enter(connection.remote().getAddress());
            } else {
                refused.add(session);
                session.refuse(
                        ErrorCode.TOO_MANY_CONNECTIONS,
                        "There are too many connections; try again later.",
                        DropReason.TOO_MANY_CONNECTIONS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The connection ended as it began", e);
        }
    }

    private boolean hasPlaceFor(Connection connection) {
        return all.size() - refused.size() < environment.limits().maxConnections()
                && addresses.hasPlaceFor(connection.remote().getAddress());
    }

    /**
     * Tells everybody that the relay stops, and closes all connections once that is sent; no more are taken.
     *
     * @param whenGone run when the last connection is closed
     */
    public void stop(Runnable whenGone) {
        isStopping = true;
        this.whenGone = whenGone;
        for (Session session : List.copyOf(all)) {
            session.end(ErrorCode.STOPPING, "The relay is stopping.", DropReason.STOPPING);
        }
        if (all.isEmpty()) {
            whenGone.run();
        }
    }

    /** Closes what is left, without a word. */
    public void abort() {
        List.copyOf(all).forEach(session -> session.connection().abort());
    }

    /** How many connections there are, those that are being closed included. */
    public int size() {
        return all.size();
    }

    boolean isStopping() {
        return isStopping;
    }

    Optional<Session> granted(UserName name) {
        return Optional.ofNullable(granted.get(name));
    }

    void onGranted(UserName name, Session session) {
        granted.put(name, session);
    }

    void onUngranted(UserName name) {
        granted.remove(name);
    }

    /** A session has logged in, or is closed. */
    void onNoLongerPending(Session session) {
        if (!refused.contains(session)) {
            addresses.leave(session.connection().remote().getAddress());
        }
    }

    void onClosed(Session session) {
        all.remove(session);
        refused.remove(session);
        if (isStopping && all.isEmpty()) {
            whenGone.run();
        }
    }
}
