package io.naru.client.link;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TrustEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.LoginMode;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.Password;
import io.naru.common.message.RequestId;
import io.naru.common.time.Backoff;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The link to the relay over all its connections: logs in, and comes back after each break with growing, jittered
 * pauses, until the relay refuses for good or the user leaves. The password is kept for that, also after a refusal,
 * since the user may want to try the same again; leaving wipes it.
 *
 * <p>Twice it may have to wait for the user: with the key of a relay that isn't known yet, and for a password. After it
 * has been up it never asks: then the key of the relay is pinned, and a login that isn't taken any more ends it.
 *
 * <p>Threading: the agent's, but for {@link #offer} and {@link #put}.
 */
public final class RelayLink implements FileSender, LinkSession.Owner, SessionEnd.Handler {
    private final LinkSetup setup;
    private final Agent agent;
    private final Backoff pauses;
    private final Requests requests;

    private Login login;
    /** What the relay refused for good; null when there is nothing to try again. */
    private Login refused;

    private LinkSession session;
    private Agent.Timer pause;
    private Agent.Timer steady;
    private int attempt;
    private boolean wasUp;
    private boolean isLeaving;
    private ClientMessage.Presence presence;
    /** The relay's key that the user trusts, or that the relay had on the link before; for all attempts to come. */
    private Optional<Fingerprint> pin = Optional.empty();
    /** The key that the user was asked about. */
    private Optional<Fingerprint> unknown = Optional.empty();

    private boolean isPasswordWanted;
    /** Whether the relay said that it doesn't know the own key. */
    private boolean isKeyUnknown;

    private boolean isUnboundTold;
    /** The connection that is logged in, for senders on other threads; null without. */
    private volatile RelayConnection standing;

    /** A link that does nothing yet. */
    public RelayLink(LinkSetup setup) {
        this.setup = setup;
        this.agent = setup.agent();
        this.requests = new Requests(setup.sink());
        this.pauses = new Backoff(setup.times().firstPause(), setup.times().longestPause(), setup.random());
    }

    /** Begins to connect, unless it has begun. Owns the password from here. */
    public void connect(Login to) {
        if (login != null) {
            wipeUnless(login, to);
            return;
        }
        if (refused != null) {
            wipeUnless(to, refused);
            pin = refused.relay().equals(to.relay()) ? pin : Optional.empty();
        }
        refused = null;
        login = to;
        isLeaving = false;
        wasUp = false;
        attempt = 0;
        isKeyUnknown = false;
        pauses.reset();
        tryNow();
    }

    /** The user trusts the relay of that name and key, having been asked about it. */
    public void trust(String relay, Fingerprint fingerprint) {
        boolean isAsked =
                login != null && login.relay().toString().equals(relay) && unknown.equals(Optional.of(fingerprint));
        if (isAsked) {
            unknown = Optional.empty();
            pin = Optional.of(fingerprint);
            tryNow();
        }
    }

    /** The password that was wanted. Owns it from here. */
    public void password(Password password) {
        if (!isPasswordWanted) {
            password.wipe();
            return;
        }
        isPasswordWanted = false;
        login = login.with(Optional.of(password));
        boolean goesOn = session != null && session.password(password);
        if (!goesOn) {
            tryNow();
        }
    }

    /** Asks about keys. */
    public void askKeys(KeysVerb verb, Optional<Fingerprint> fingerprint, String label) {
        requests.askKeys(this::tell, verb, id -> new ClientMessage.Keys(verb, id, fingerprint, label));
    }

    /** Asks for what a role allows; the message is made with the id that it's given. */
    public void ask(Function<RequestId, ClientMessage> message) {
        requests.ask(this::tell, message);
    }

    /** Queues a message; false when there is no link, or its queue is full and the message is gone. */
    public boolean tell(ClientMessage message) {
        return isUp() && session.connection().offer(message);
    }

    private static void wipeUnless(Login kept, Login other) {
        boolean isSame = kept.password().isPresent()
                && other.password().isPresent()
                && kept.password().get() == other.password().get();
        if (!isSame) {
            other.wipe();
        }
    }

    /** Ends it, with a goodbye where there is a connection, and forgets the password. */
    public void leave() {
        if (refused != null) {
            refused.wipe();
            refused = null;
        }
        if (login == null || isLeaving) {
            return;
        }
        isLeaving = true;
        isPasswordWanted = false;
        pin = Optional.empty();
        unknown = Optional.empty();
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
        attempt = 0;
        standing = up.connection();
        LinkListener.Ends ends = up.ends();
        pin = ends.relayKey();
        login = login.registered();
        steady = agent.schedule(setup.times().steady(), pauses::reset);
        if (presence != null) {
            up.connection().offer(presence);
        }
        setup.listener().onUp(ends);
        if (up.isKeyUnbound() && ends.ownKey().isPresent() && !isUnboundTold) {
            isUnboundTold = true;
            setup.sink().post(new TrustEvent.KeyUnbound(ends.ownKey().get()));
        }
    }

    @Override
    public void onKeyUnknown(LinkSession at) {
        isKeyUnknown = true;
    }

    @Override
    public void onPasswordWanted(LinkSession at) {
        if (wasUp) {
            String sentence =
                    login.relay() + " doesn't know this install's key any more. /reconnect logs in with the password.";
            session = null;
            at.leave();
            over(sentence, Optional.of(ErrorCode.KEY_UNKNOWN));
        } else {
            wantPassword("");
        }
    }

    private void wantPassword(String refusal) {
        isPasswordWanted = true;
        setup.sink()
                .post(new TrustEvent.PasswordWanted(login.user(), login.relay().toString(), refusal));
    }

    @Override
    public void onOver(LinkSession ended, SessionEnd end) {
        if (ended != session) {
            return;
        }
        session = null;
        standing = null;
        cancelTimers();
        setup.listener().onDown();
        requests.onDown();
        if (isLeaving) {
            over("You have left.", Optional.empty());
        } else if (!isPasswordWanted) {
            end.accept(this);
        }
    }

    @Override
    public void onBroken(SessionEnd.Broken end) {
        tryLater(end.sentence(), Duration.ZERO);
    }

    @Override
    public void onRefused(SessionEnd.Refused end) {
        if (Refusal.isPassing(end.code())) {
            // Who was too fast isn't hurried, however long the link had stood.
            boolean isTooFast = end.code() == ErrorCode.TOO_FAST;
            Duration asked = end.backIn().map(this::moment).orElse(Duration.ZERO);
            tryLater(end.sentence(), isTooFast ? setup.times().longestPause().dividedBy(2) : asked);
        } else if (isWrongPassword(end.code())) {
            login.wipe();
            login = login.with(Optional.empty());
            wantPassword(end.sentence());
        } else {
            boolean wantsTls = end.code() == ErrorCode.TLS_REQUIRED;
            over(end.sentence() + (wantsTls ? " Leave out --plaintext." : ""), Optional.of(end.code()));
        }
    }

    /** A random one between a span and twice that, so that not all clients of the relay come back at once. */
    private Duration moment(Duration span) {
        return span.plusNanos(setup.random().nextLong(span.toNanos() + 1));
    }

    private boolean isWrongPassword(ErrorCode code) {
        return code == ErrorCode.LOGIN_REFUSED
                && !wasUp
                && login.password().isPresent()
                && login.mode() == LoginMode.LOGIN;
    }

    @Override
    public void onHopeless(SessionEnd.Hopeless end) {
        over(end.sentence(), Optional.empty());
    }

    @Override
    public void onUnknownKey(SessionEnd.UnknownKey end) {
        unknown = Optional.of(end.seen());
        setup.sink().post(new TrustEvent.RelayUnknown(login.relay().toString(), end.seen()));
    }

    @Override
    public void onOtherKey(SessionEnd.OtherKey end) {
        RelayKeyException fault = end.fault();
        pin = Optional.empty();
        refused = login;
        login = null;
        setup.sink()
                .post(new TrustEvent.RelayChanged(
                        refused.relay().toString(),
                        fault.expected(),
                        fault.seen(),
                        fault.file(),
                        fault.line(),
                        Endings.otherKey(refused.relay(), fault)));
    }

    private void tryLater(String sentence, Duration atLeast) {
        Duration jittered = Duration.ofNanos(pauses.nextNanos());
        Duration span = jittered.compareTo(atLeast) < 0 ? atLeast : jittered;
        setup.sink().post(new EngineEvent.LinkLost(sentence, span));
        pause = agent.schedule(span, this::tryNow);
    }

    private void tryNow() {
        pause = null;
        attempt++;
        setup.sink().post(new EngineEvent.LinkConnecting(login.relay().toString(), attempt));
        Login pinned = login.with(login.protection().or(pin));
        session = new LinkSession(pinned, !isKeyUnknown, setup, requests, this);
        session.start();
    }

    private void over(String sentence, Optional<ErrorCode> code) {
        if (isLeaving) {
            login.wipe();
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
