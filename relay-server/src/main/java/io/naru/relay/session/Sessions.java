package io.naru.relay.session;

import io.naru.common.message.ModerationTarget;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import io.naru.relay.control.RelayControl;
import io.naru.relay.control.Restart;
import io.naru.relay.hub.Hub;
import io.naru.relay.hub.Member;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.SessionCounts;
import io.naru.relay.net.Connection;
import io.naru.relay.net.EventLoop;
import io.naru.relay.net.Transport;
import io.naru.relay.room.Appends;
import io.naru.relay.room.LiveRooms;
import io.naru.relay.room.ReadMarks;
import io.naru.relay.splice.Splices;
import io.naru.relay.store.BanList;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
    private final AccountWatch accountWatch;
    private final Journal journal;
    private final Controls control;
    private final Set<Session> all = new HashSet<>();
    private final Set<Session> refused = new HashSet<>();
    private final Map<UserName, Attendance> granted = new HashMap<>();
    private boolean isStopping;
    private Runnable whenGone;

    /** No sessions yet. */
    public Sessions(
            EventLoop loop,
            Transport transport,
            Hub hub,
            Authenticator authenticator,
            Store store,
            BanList bans,
            Splices splices,
            Clock clock,
            Proof proof,
            SessionLimits limits,
            Limits frameLimits,
            String relayName,
            Counters counters) {
        this.transport = transport;
        Moderation moderation = new Moderation(loop, clock, store, bans, hub, this);
        LiveRooms rooms = new LiveRooms();
        this.environment = new Environment(
                loop,
                hub,
                rooms,
                new Appends(store.history(), loop, clock, counters),
                new ReadMarks(store.rooms(), loop, rooms),
                new SearchPlaces(new SecureRandom()),
                new Announcer(transport, counters),
                store,
                Steps.ofRequests(clock),
                proof,
                new Door(loop, bans),
                bans,
                moderation,
                authenticator,
                new LoginAttempts(limits.failedLoginsPerMinute(), limits.isLoopbackExempt()),
                new Budgets(limits.traffic(), Math.max(REMEMBERED_ACCOUNTS, limits.maxUsers())),
                this,
                splices,
                limits,
                frameLimits,
                relayName,
                counters);
        this.addresses = new AddressTable(limits.pendingPerAddress(), limits.isLoopbackExempt());
        this.journal = new Journal(loop);
        this.accountWatch = new AccountWatch(environment);
        this.control = new Controls(environment, accountWatch);
        accountWatch.start();
    }

    /** Takes over an accepted connection; one that is too many is told so and closed. */
    public void accept(SocketChannel channel) {
        try {
            Connection connection =
                    transport.open(channel, environment.frameLimits().frameOctetsBeforeLogin());
            boolean isBanned = environment.door().isBanned(connection.remote().getAddress());
            boolean isWelcome = !isBanned && hasPlaceFor(connection);
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
            }
            // Who is banned is told at its first frame, in the words of its level.
            if (!isWelcome && !isBanned) {
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
     * @param restart when clients are to come back, and what people are told of it
     * @param whenGone run when the last connection is closed
     */
    public void stop(Restart restart, Runnable whenGone) {
        isStopping = true;
        this.whenGone = whenGone;
        for (Session session : List.copyOf(all)) {
            session.end(restart.close(), DropReason.STOPPING);
        }
        if (all.isEmpty()) {
            whenGone.run();
        }
    }

    /** Closes what is left, without a word. */
    public void abort() {
        List.copyOf(all).forEach(session -> session.connection().abort());
    }

    /** What whoever runs the relay may ask of it. */
    public RelayControl control() {
        return control;
    }

    /** In how many rooms and conversations somebody is who is online. */
    public int rooms() {
        return environment.rooms().size();
    }

    /** How many messages wait to be kept. */
    public int unansweredAppends() {
        return environment.appends().unanswered();
    }

    /** How many connections there are, those that are being closed included. */
    public int size() {
        return all.size();
    }

    /** How many sessions are in which state; walks over all of them. */
    public SessionCounts counts() {
        int[] byState = new int[SessionState.values().length];
        for (Session session : all) {
            byState[session.state().ordinal()]++;
        }
        return new SessionCounts(
                byState[SessionState.CONNECTED.ordinal()],
                byState[SessionState.AUTH.ordinal()],
                byState[SessionState.GRANT.ordinal()],
                byState[SessionState.CLOSING.ordinal()]);
    }

    /** What all clients are still to be sent, in octets, each counted for itself; walks over all sessions. */
    public long queuedOctets() {
        long octets = 0;
        for (Session session : all) {
            octets += session.connection().queuedOctets();
        }
        return octets;
    }

    Journal journal() {
        return journal;
    }

    boolean isStopping() {
        return isStopping;
    }

    /** The sessions of a user at this moment; none of one who isn't online. */
    List<Session> granted(UserName name) {
        Attendance attendance = granted.get(name);
        return attendance == null ? List.of() : attendance.sessions();
    }

    /** The users who are online. */
    List<Member> members() {
        return granted.values().stream().map(Attendance::member).toList();
    }

    /** All of them, in no order. */
    List<Session> all() {
        return List.copyOf(all);
    }

    /** Those that a ban of a target meets: of a user those in the room, of a key or a net all of them. */
    List<Session> hitBy(ModerationTarget target) {
        return target.accept(new ModerationTarget.Handler<>() {
            @Override
            public List<Session> onUser(ModerationTarget.User user) {
                return granted(user.name());
            }

            @Override
            public List<Session> onKey(ModerationTarget.Key key) {
                return open(session -> session.key().equals(Optional.of(key.fingerprint())));
            }

            @Override
            public List<Session> onNet(ModerationTarget.Net net) {
                return open(session ->
                        net.net().contains(session.connection().remote().getAddress()));
            }
        });
    }

    private List<Session> open(Predicate<Session> which) {
        return all.stream().filter(Session::isOpen).filter(which).toList();
    }

    /** Ends the ways through the relay that somebody has who isn't welcome any more, online or not. */
    void endSplices(ModerationTarget target, DropReason reason) {
        Splices splices = environment.splices();
        hitBy(target).forEach(hit -> hit.member().ifPresent(member -> splices.end(member.name(), reason)));
        if (target instanceof ModerationTarget.User user) {
            splices.end(user.name(), reason);
        } else if (target instanceof ModerationTarget.Net net) {
            splices.endFrom(net.net()::contains, reason);
        }
    }

    boolean wasTurnedAway(Session session) {
        return refused.contains(session);
    }

    /** Ends the session of a user from which nothing was heard for longest, if there is no room for another one. */
    void makePlace(UserName name) {
        Attendance attendance = granted.get(name);
        if (attendance != null && attendance.isFull()) {
            attendance
                    .mostSilent()
                    .end(
                            ErrorCode.REPLACED,
                            "You are online from " + Attendance.MOST_SESSIONS
                                    + " other places, and nothing was heard from this one for longest.",
                            DropReason.REPLACED);
        }
    }

    Attendance onGranted(Member member, Session session) {
        Attendance attendance = granted.computeIfAbsent(member.name(), name -> new Attendance(environment, member));
        attendance.add(session);
        return attendance;
    }

    void onUngranted(UserName name, Session session) {
        if (granted.get(name).remove(session)) {
            granted.remove(name);
        }
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
