package io.naru.relay.splice;

import io.naru.common.log.LimitedLog;
import io.naru.common.log.LogEvent;
import io.naru.common.message.TransferToken;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.metrics.Counters;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.SpliceFigures;
import io.naru.relay.net.Connection;
import io.naru.relay.net.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;

/**
 * Who may have which way through the relay: tokens, limits, and what became of each.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Splices {
    private static final int TOKEN_OCTETS = 16;
    /** The half by which a token is found; all of it is compared in a time that tells nothing. */
    private static final int INDEX_CHARACTERS = TOKEN_OCTETS;

    private static final int REMEMBERED_ACCOUNTS = 4_096;
    private static final int LINES_AT_ONCE = 100;
    private static final int LINES_A_SECOND = 10;
    private static final Logger LOGGER = System.getLogger(Splices.class.getName());

    private final EventLoop loop;
    private final SpliceCarrier carrier;
    private final SpliceLimits limits;
    private final Counters counters;
    private final SecureRandom random = new SecureRandom();
    private final LimitedLog log;
    private final Map<String, Ticket> tickets = new HashMap<>();
    private final Set<SplicePair> pairs = new LinkedHashSet<>();
    private final Map<UserName, SpliceAccount> accounts = new LinkedHashMap<>(16, 0.75f, true);
    private long begun;
    private long endedOctets;

    /** What opens one side, once. */
    private record Ticket(SplicePair pair, int side) {}

    /**
     * The tokens of a way.
     *
     * @param forAsker opens the asker's side
     * @param forOther opens the other one's
     */
    public record Issued(TransferToken forAsker, TransferToken forOther) {}

    /**
     * A way as it stands.
     *
     * @param asker who asked for it
     * @param other with whom
     * @param since when it was asked for
     * @param isComplete whether both sides have come
     * @param octets what has passed, both directions together
     */
    public record View(UserName asker, UserName other, Instant since, boolean isComplete, long octets) {}

    /** No ways yet. */
    public Splices(EventLoop loop, SpliceCarrier carrier, SpliceLimits limits, Counters counters) {
        this.loop = loop;
        this.carrier = carrier;
        this.limits = limits;
        this.counters = counters;
        this.log = new LimitedLog(LOGGER, LINES_AT_ONCE, LINES_A_SECOND, loop.nowNanos());
        carrier.tell(this::onEndedElsewhere);
    }

    /** Whether there are any. */
    public boolean isOff() {
        return limits.isOff();
    }

    /**
     * Makes a way for two users, who have so long to come as the limits say.
     *
     * @throws ProtocolException if they may not have it; a sentence for the asker
     */
    public Issued issue(UserName asker, UserName other) throws ProtocolException {
        if (limits.isOff()) {
            throw new ProtocolException(ErrorCode.NOT_PERMITTED, "This relay carries no transfers.");
        }
        SpliceAccount own = account(asker);
        checkAccount(own, "You have");
        if (pairs.size() >= limits.inAll()) {
            throw new ProtocolException(
                    ErrorCode.BUSY, "The relay carries as many transfers as it can; try again later.");
        }
        if (own.isSpent(loop.nowNanos())) {
            throw new ProtocolException(ErrorCode.LIMIT_REACHED, "The relay has carried enough for you today.");
        }
        SpliceAccount others = account(other);
        if (others.isSpent(loop.nowNanos())) {
            throw new ProtocolException(
                    ErrorCode.LIMIT_REACHED, "The relay has carried enough for " + other + " today.");
        }
        return issue(own, others);
    }

    private Issued issue(SpliceAccount asker, SpliceAccount other) {
        Issued issued = new Issued(token(), token());
        long deadlineNanos = loop.nowNanos() + limits.tokenLife().toNanos();
        SplicePair pair = new SplicePair(
                asker,
                other,
                issued.forAsker(),
                issued.forOther(),
                Instant.ofEpochMilli(loop.nowMillis()),
                deadlineNanos);
        pairs.add(pair);
        asker.onWay();
        for (int side = 0; side < SplicePair.SIDES; side++) {
            tickets.put(index(pair.token(side)), new Ticket(pair, side));
        }
        loop.schedule(deadlineNanos, () -> onDeadline(pair));
        return issued;
    }

    private void checkAccount(SpliceAccount account, String whose) throws ProtocolException {
        if (account.ways() >= limits.perAccount()) {
            throw new ProtocolException(
                    ErrorCode.LIMIT_REACHED,
                    whose + " as many transfers through the relay as it carries for one; wait for one to end.");
        }
    }

    private SpliceAccount account(UserName name) {
        SpliceAccount account =
                accounts.computeIfAbsent(name, user -> new SpliceAccount(user, limits, loop.nowNanos()));
        if (accounts.size() > REMEMBERED_ACCOUNTS) {
            accounts.values().stream()
                    .filter(each -> each.ways() == 0 && each != account)
                    .findFirst()
                    .ifPresent(idle -> accounts.remove(idle.name()));
        }
        return account;
    }

    private TransferToken token() {
        byte[] octets = new byte[TOKEN_OCTETS];
        random.nextBytes(octets);
        return new TransferToken(HexFormat.of().formatHex(octets));
    }

    private static String index(TransferToken token) {
        return token.value()
                .substring(0, Math.min(INDEX_CHARACTERS, token.value().length()));
    }

    /**
     * A connection has said a token: if it is one, the connection is carried from now on, and isn't the relay's any more.
     *
     * @throws ProtocolException if it isn't, or the way can't be had; a sentence for whoever said it
     */
    public void enter(TransferToken token, Connection connection) throws ProtocolException {
        Ticket ticket = tickets.get(index(token));
        if (ticket == null || !ticket.pair().token(ticket.side()).matches(token)) {
            throw new ProtocolException(ErrorCode.NOT_FOUND, "This token isn't valid, or not any more.");
        }
        tickets.remove(index(token));
        SplicePair pair = ticket.pair();
        if (ticket.side() != SplicePair.ASKER) {
            checkAccount(pair.account(ticket.side()), "You have");
            pair.account(ticket.side()).onWay();
        }
        pair.onArrived(ticket.side(), connection.remote().getAddress());
        if (pair.arrived() == SplicePair.SIDES) {
            begun++;
        }
        carrier.expect(connection.leave((channel, early) -> carrier.enter(pair, ticket.side(), channel, early)));
    }

    /** Of a pair with one side the carrier knows when its time is up. */
    private void onDeadline(SplicePair pair) {
        if (!pair.isEnded() && pair.arrived() == 0) {
            onEnded(pair, Optional.of(DropReason.SPLICE_UNMATCHED));
        }
    }

    private void onEndedElsewhere(SplicePair pair, Optional<DropReason> reason) {
        try {
            loop.execute(() -> onEnded(pair, reason));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "The relay had stopped before a way ended", e);
        }
    }

    private void onEnded(SplicePair pair, Optional<DropReason> reason) {
        if (pair.isEnded()) {
            return;
        }
        pair.onEnded();
        pairs.remove(pair);
        for (int side = 0; side < SplicePair.SIDES; side++) {
            tickets.remove(index(pair.token(side)));
            if (side == SplicePair.ASKER || pair.remote(side) != null) {
                pair.account(side).onWayGone();
            }
        }
        endedOctets += pair.octets();
        reason.ifPresent(counters::onDrop);
        log.log(
                Level.INFO,
                LogEvent.of("splice-ended")
                        .with("asker", pair.account(0).name())
                        .with("other", pair.account(1).name())
                        .with("octets", pair.octets())
                        .with("reason", reason.map(DropReason::label).orElse("done")),
                loop.nowNanos());
    }

    /** Ends all ways of an account that isn't welcome any more. */
    public void end(UserName user, DropReason reason) {
        end(
                pair -> pair.account(0).name().equals(user)
                        || pair.account(1).name().equals(user),
                reason);
    }

    /** Ends all ways of which a side comes from such an address. */
    public void endFrom(Predicate<InetAddress> addresses, DropReason reason) {
        end(pair -> isFrom(pair, 0, addresses) || isFrom(pair, 1, addresses), reason);
    }

    private static boolean isFrom(SplicePair pair, int side, Predicate<InetAddress> addresses) {
        return pair.remote(side) != null && addresses.test(pair.remote(side));
    }

    private void end(Predicate<SplicePair> which, DropReason reason) {
        for (SplicePair pair : pairs.stream().filter(which).toList()) {
            if (pair.arrived() == 0) {
                onEnded(pair, Optional.of(reason));
            } else {
                carrier.end(pair, reason);
            }
        }
    }

    /** All of them, the oldest first. */
    public List<View> all() {
        return pairs.stream()
                .map(pair -> new View(
                        pair.account(0).name(),
                        pair.account(1).name(),
                        pair.since(),
                        pair.arrived() == SplicePair.SIDES,
                        pair.octets()))
                .toList();
    }

    /** The figures as they stand. */
    public SpliceFigures figures() {
        long octets = endedOctets;
        int complete = 0;
        for (SplicePair pair : pairs) {
            octets += pair.octets();
            complete += pair.arrived() == SplicePair.SIDES ? 1 : 0;
        }
        return new SpliceFigures(pairs.size() - complete, complete, begun, octets);
    }
}
