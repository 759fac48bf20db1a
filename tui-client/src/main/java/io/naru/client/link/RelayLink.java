package io.naru.client.link;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.event.EngineEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.MessageWriter;
import io.naru.common.time.Backoff;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/**
 * The link to the relay over all its connections: logs in, and comes back after each break with growing, jittered
 * pauses, until the relay refuses for good or the user leaves. The password is kept for that, also after a refusal,
 * since the user may want to try the same again; leaving wipes it.
 *
 * <p>A message whose receipt didn't come before a break is told as refused and not sent again by itself, since this
 * relay can't tell a repeated message from a new one.
 *
 * <p>Threading: the agent's, but for {@link #offer} and {@link #put}.
 */
public final class RelayLink implements FileSender, LinkSession.Owner {
    /** How often a name that is "online elsewhere" may be our own connection that the relay hasn't missed yet. */
    private static final int OWN_GHOST_TRIES = 6;

    private final LinkSetup setup;
    private final Agent agent;
    private final Backoff pauses;

    private Login login;
    /** What the relay refused for good; null when there is nothing to try again. */
    private Login refused;

    private LinkSession session;
    private Agent.Timer pause;
    private Agent.Timer steady;
    private int attempt;
    private int ghostTries;
    private boolean wasUp;
    private boolean isLeaving;
    private ClientMessage.Presence presence;
    /** The connection that is logged in, for senders on other threads; null without. */
    private volatile RelayConnection standing;

    /** A link that does nothing yet. */
    public RelayLink(LinkSetup setup) {
        this.setup = setup;
        this.agent = setup.agent();
        this.pauses = new Backoff(setup.times().firstPause(), setup.times().longestPause(), setup.random());
    }

    /** Begins to connect, unless it has begun. Owns the password from here. */
    public void connect(Login to) {
        if (login != null) {
            if (to.password() != login.password()) {
                to.password().wipe();
            }
            return;
        }
        if (refused != null && to.password() != refused.password()) {
            refused.password().wipe();
        }
        refused = null;
        login = to;
        isLeaving = false;
        wasUp = false;
        ghostTries = 0;
        attempt = 0;
        pauses.reset();
        tryNow();
    }

    /** Ends it, with a goodbye where there is a connection, and forgets the password. */
    public void leave() {
        if (refused != null) {
            refused.password().wipe();
            refused = null;
        }
        if (login == null || isLeaving) {
            return;
        }
        isLeaving = true;
        cancelTimers();
        standing = null;
        if (session == null) {
            over("You have left.", Optional.empty());
        } else {
            session.leave();
        }
    }

    /** Ends the pause before the next attempt, if there is one; tries again after a refusal. */
    public void tryWithoutPause() {
        if (pause != null) {
            pause.cancel();
            pause = null;
            tryNow();
        } else if (refused != null) {
            connect(refused);
        }
    }

    /** Whether somebody is logged in now. */
    public boolean isUp() {
        return session != null && session.isUp();
    }

    /** Whether there is neither a link nor the intent to have one. */
    public boolean isEnded() {
        return login == null;
    }

    /** Says something, or tells why not. */
    public void say(MessageId id, String text) {
        if (isUp()) {
            session.say(id, text);
        } else {
            setup.sink()
                    .post(new EngineEvent.ChatRefused(id, "Not sent: there is no connection to the relay just now."));
        }
    }

    /** What others are to see, now and after each login. */
    public void setPresence(ClientMessage.Presence toShow) {
        presence = toShow;
        if (isUp()) {
            session.connection().offer(toShow);
        }
    }

    @Override
    public boolean offer(FileMessage message) {
        RelayConnection now = standing;
        return now != null && now.outbox().offer(MessageWriter.octets(message));
    }

    @Override
    public boolean put(FileMessage message) throws InterruptedException {
        RelayConnection now = standing;
        return now != null && now.outbox().put(MessageWriter.octets(message));
    }

    @Override
    public void onUp(LinkSession up) {
        wasUp = true;
        ghostTries = 0;
        attempt = 0;
        standing = up.connection();
        steady = agent.schedule(setup.times().steady(), pauses::reset);
        if (presence != null) {
            up.connection().offer(presence);
        }
        setup.listener().onUp(up.me(), up.localAddress(), up.relayAddress());
    }

    @Override
    public void onOver(LinkSession ended, String sentence, Optional<ErrorCode> code) {
        session = null;
        standing = null;
        cancelTimers();
        setup.listener().onDown();
        if (isLeaving) {
            over("You have left.", Optional.empty());
        } else if (code.isPresent() && !isWorthTrying(code.get())) {
            over(sentence, code);
        } else {
            Duration span = Duration.ofNanos(pauses.nextNanos());
            setup.sink().post(new EngineEvent.LinkLost(sentence, span));
            pause = agent.schedule(span, this::tryNow);
        }
    }

    private boolean isWorthTrying(ErrorCode code) {
        if (code == ErrorCode.ALREADY_ONLINE && wasUp && ghostTries < OWN_GHOST_TRIES) {
            ghostTries++;
            return true;
        }
        return Refusal.isPassing(code);
    }

    private void tryNow() {
        pause = null;
        attempt++;
        setup.sink().post(new EngineEvent.LinkConnecting(login.relay().toString(), attempt));
        session = new LinkSession(login, setup, this);
        session.start();
    }

    private void over(String sentence, Optional<ErrorCode> code) {
        if (isLeaving) {
            login.password().wipe();
        } else {
            refused = login;
        }
        login = null;
        setup.sink().post(new EngineEvent.LinkEnded(sentence, code));
    }

    private void cancelTimers() {
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
        if (steady != null) {
            steady.cancel();
            steady = null;
        }
    }
}
