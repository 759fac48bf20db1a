package io.naru.relay.session;

import io.naru.common.log.LogEvent;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.hub.Hub;
import io.naru.relay.hub.Member;
import io.naru.relay.net.EventLoop;
import io.naru.relay.store.BanList;
import io.naru.relay.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Kicks, bans, mutes and roles. One order at a time: the rights of the next one are judged when the one before has
 * taken effect, so of two who demote each other only the first does. What changes is in the store, with its line in the
 * audit, before it is in force and before anybody is told.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Moderation {
    private static final Logger LOGGER = System.getLogger(Moderation.class.getName());
    private static final int MOST_WAITING = 64;

    /** Told what became of an order, once, unless who gave it has left. */
    interface Reply {
        /**
         * It is in force.
         *
         * @param done as it is told to whom it concerns
         */
        void onDone(RelayMessage.Moderated done);

        void onRefused(ErrorCode code, String sentence);
    }

    private final EventLoop loop;
    private final Store store;
    private final BanList bans;
    private final Hub hub;
    private final Sessions sessions;
    private final Steps steps;
    private final ArrayDeque<ModerationCase> waiting = new ArrayDeque<>();
    private ModerationCase current;
    private long accountChanges;

    Moderation(EventLoop loop, Clock clock, Store store, BanList bans, Hub hub, Sessions sessions) {
        this.loop = loop;
        this.store = store;
        this.bans = bans;
        this.hub = hub;
        this.sessions = sessions;
        this.steps = Steps.ofRequests(clock);
    }

    EventLoop loop() {
        return loop;
    }

    Store store() {
        return store;
    }

    BanList bans() {
        return bans;
    }

    Hub hub() {
        return hub;
    }

    Sessions sessions() {
        return sessions;
    }

    Steps steps() {
        return steps;
    }

    /** Does something about somebody, if the actor may. */
    void act(Actor actor, ModerationOrder order, Reply reply) {
        if (actor.role().isPresent() && !Rights.mayEver(actor.role().get())) {
            reply.onRefused(ErrorCode.NOT_PERMITTED, Rights.MEMBERS_MAY_NOT);
        } else if (waiting.size() >= MOST_WAITING) {
            reply.onRefused(ErrorCode.BUSY, "Too much is being done about others; try again in a few seconds.");
        } else {
            waiting.add(new ModerationCase(this, actor, order, reply));
            if (current == null) {
                next();
            }
        }
    }

    /** The case under way is closed. */
    void onClosed(ModerationCase closed) {
        if (closed == current) {
            next();
        }
    }

    private void next() {
        current = waiting.poll();
        if (current != null) {
            current.open();
        }
    }

    void onFault(ModerationCase failed, Throwable fault) {
        LogEvent.of("fault").with("where", "moderation").because(fault).log(LOGGER, Level.ERROR);
        failed.refuse(ErrorCode.INTERNAL, "The relay failed in doing that.");
    }

    /** Gives a user who may be online another role, which is in the store already; yields whether it is another one. */
    boolean applyRole(Member member, Role role) {
        onAccountsChanged();
        if (member.role() == role) {
            return false;
        }
        hub.setRole(member, role);
        return true;
    }

    /** Grows with each change of a role and whatever else would make an account that was read before another one. */
    long accountChanges() {
        return accountChanges;
    }

    /** Accounts that were read before may be others now. */
    void onAccountsChanged() {
        accountChanges++;
    }

    /** Tells the room. */
    void announce(String sentence, Optional<Member> but) {
        hub.notice(sentence, but, loop.nowMillis());
    }
}
