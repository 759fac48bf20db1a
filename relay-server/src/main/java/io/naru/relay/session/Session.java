package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.MessageReader;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.Level;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Refusal;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.Connection;
import io.naru.relay.net.ConnectionHandler;
import io.naru.relay.net.Span;
import java.util.Optional;

/**
 * One client's conversation with the relay. Its states are drawn at {@link SessionState}; what is allowed in which is
 * the table {@link MessageRule}. Every way out goes through {@link #end}, {@link #refuse} or {@link #onEnded}, with a
 * reason that is counted.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Session implements ConnectionHandler {
    private final Environment environment;
    private final Connection connection;
    private final Liveness liveness;
    private final Brake brake;
    private final Speaker speaker;
    private final Dispatch dispatch = new Dispatch(this);
    private final long connectedAtMillis;
    private SessionState state = SessionState.CONNECTED;
    private Level level = Level.BASE;
    /** Null once logged in, or on the way out. */
    private Entrance entrance;

    private int framesBeforeLogin;
    private boolean isPending = true;

    /** Null until logged in. */
    private Stay stay;

    Session(Environment environment, Connection connection) {
        this.environment = environment;
        this.connection = connection;
        this.liveness = new Liveness(this, environment);
        this.brake = new Brake(connection);
        this.speaker = new Speaker(this, environment);
        this.connectedAtMillis = environment.loop().nowMillis();
        this.entrance = new Entrance(this, environment);
    }

    void start() {
        liveness.onConnected();
    }

    SessionState state() {
        return state;
    }

    Connection connection() {
        return connection;
    }

    Speaker speaker() {
        return speaker;
    }

    Brake brake() {
        return brake;
    }

    Level level() {
        return level;
    }

    /** Who it is, once logged in. */
    Optional<Member> member() {
        return Optional.ofNullable(stay).map(there -> there.seat().member());
    }

    /** The key that the client has proven to have. */
    Optional<Fingerprint> key() {
        return environment.proof().keyOf(connection);
    }

    /** Whether it was given no place when it came. */
    boolean wasTurnedAway() {
        return environment.sessions().wasTurnedAway(this);
    }

    long connectedAtMillis() {
        return connectedAtMillis;
    }

    long idleNanos() {
        return liveness.idleNanos();
    }

    // What the connection tells.

    @Override
    public void onFrame(Frame frame) {
        liveness.onHeard();
        if (state != SessionState.GRANT
                && ++framesBeforeLogin > environment.limits().framesBeforeLogin()) {
            refuse(ErrorCode.NOT_ALLOWED, "Too many frames before the login.", DropReason.PROTOCOL_BROKEN);
            return;
        }
        if (state == SessionState.CONNECTED && frame.is(FrameType.SPLICE)) {
            onSplice(frame);
            return;
        }
        if (state == SessionState.CONNECTED && frame.is(FrameType.HELLO)) {
            level = Level.EXTENDED;
        }
        Optional<Verdict.Refused> refusal =
                state == SessionState.CONNECTED ? environment.door().refusalOfFirstFrame(this) : Optional.empty();
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        Optional<MessageRule> rule = MessageRule.of(frame.typeOctet(), level);
        if (rule.isEmpty()) {
            onUnknownFrame();
        } else if (rule.get().allows(state)) {
            onAllowedFrame(frame);
        } else {
            onForbiddenFrame(frame);
        }
        if (state == SessionState.GRANT) {
            stay.conversation().onFrame(frame.body().length);
        }
    }

    /** Whoever carries things through the relay knows fields. */
    private void onSplice(Frame frame) {
        level = Level.EXTENDED;
        Optional<Verdict.Refused> refusal = new SpliceEntrance(this, environment).enter(frame);
        if (refusal.isPresent()) {
            end(refusal.get().code(), refusal.get().sentence(), refusal.get().reason());
            return;
        }
        state = SessionState.CLOSED;
        depart();
        leavePending();
        environment.sessions().onClosed(this);
    }

    private void onAllowedFrame(Frame frame) {
        try {
            Optional<ClientMessage> message = MessageReader.client(frame, level);
            if (message.isEmpty()) {
                onUnknownFrame();
            } else {
                message.get().accept(dispatch);
            }
        } catch (ProtocolException e) {
            onBroken(e);
        }
    }

    /** Newer clients may say what we don't understand, but nobody begins with it. */
    private void onUnknownFrame() {
        environment.counters().onDrop(DropReason.UNKNOWN_FRAME);
        if (state == SessionState.CONNECTED) {
            refuse(
                    ErrorCode.MALFORMED,
                    "This is a Naru relay; that isn't how its clients begin.",
                    DropReason.PROTOCOL_BROKEN);
        }
    }

    private void onForbiddenFrame(Frame frame) {
        if (state == SessionState.GRANT) {
            tell(new Refusal(ErrorCode.NOT_ALLOWED, "You are logged in already.", ""));
        } else {
            String sentence = frame.is(FrameType.HELLO) ? "HELLO comes only once; log in now." : "Log in first.";
            refuse(ErrorCode.NOT_ALLOWED, sentence, DropReason.PROTOCOL_BROKEN);
        }
    }

    @Override
    public void onBroken(ProtocolException fault) {
        refuse(fault.code(), fault.getMessage(), DropReason.PROTOCOL_BROKEN);
    }

    @Override
    public void onStranger(byte[] answer) {
        end(environment.announcer().asIs(answer), DropReason.STRANGER);
    }

    @Override
    public void onTlsFailed(boolean isOurs) {
        end((Span) null, isOurs ? DropReason.HANDSHAKES_FULL : DropReason.TLS_FAILED);
    }

    @Override
    public void onOverflow() {
        end(
                ErrorCode.SLOW_READER,
                "This client reads too slowly; what waited for it was dropped.",
                DropReason.SLOW_READER);
    }

    @Override
    public void onMemoryLimit() {
        end(ErrorCode.SLOW_READER, "This client reads too slowly.", DropReason.MEMORY_LIMIT);
    }

    @Override
    public void onDrained() {
        speaker.onDrained();
        if (stay != null) {
            stay.onDrained();
        }
    }

    @Override
    public void onFault(Throwable fault) {
        refuse(ErrorCode.INTERNAL, "The relay failed in handling this connection.", DropReason.FAULT);
    }

    @Override
    public void onEnded(End how) {
        boolean wasOpen = isOpen();
        state = SessionState.CLOSED;
        if (wasOpen) {
            noteEnd(how == End.LOST ? DropReason.CONNECTION_LOST : DropReason.CLIENT_LEFT);
            depart();
        }
        leavePending();
        environment.sessions().onClosed(this);
    }

    /** The client begins to log in, or goes on with it. */
    Entrance entering() {
        state = SessionState.AUTH;
        return entrance;
    }

    /** What it has since it is logged in. */
    Conversation conversation() {
        return stay.conversation();
    }

    /** The client says goodbye. */
    void onGoodbye() {
        end((Span) null, DropReason.CLIENT_LEFT);
    }

    // Changes of state.

    /** Logged in, or closed: a connection that was sent away and lingers still takes a place of its address. */
    private void leavePending() {
        if (isPending) {
            isPending = false;
            environment.sessions().onNoLongerPending(this);
        }
    }

    /** Runs what became of a login, if it is still wanted. */
    void whileLoggingIn(Runnable step) {
        connection.guard(() -> {
            if (state == SessionState.AUTH) {
                step.run();
            }
        });
    }

    /** Runs something that was begun for this session, which pays for what goes wrong, and may have ended meanwhile. */
    void atItsRisk(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            connection.onFault(e);
        }
    }

    void grant(Verdict.Accepted accepted) {
        state = SessionState.GRANT;
        connection.limitFrames(environment.frameLimits().frameOctets());
        liveness.onGranted(level == Level.EXTENDED);
        stay = new Stay(this, environment, accepted);
        entrance = null;
        leavePending();
        stay.begin();
    }

    /** Ends this session for something that its client did: an error, then CLOSE. */
    void refuse(ErrorCode code, String sentence, DropReason reason) {
        if (level == Level.EXTENDED && isOpen()) {
            tell(new RelayMessage.Error(sentence, code, ""));
        }
        end(code, sentence, reason);
    }

    private void refuse(Verdict.Refused refusal) {
        refuse(refusal.code(), refusal.sentence(), refusal.reason());
    }

    /**
     * Ends this session because its client isn't welcome any more: a user is told by CLOSE, who hasn't logged in yet by
     * a refusal. Who hasn't said anything yet is left to be refused when it does, since only then its level is known.
     */
    void turnAway(Verdict.Refused refusal) {
        if (state == SessionState.GRANT) {
            end(refusal.code(), refusal.sentence(), refusal.reason());
        } else if (state == SessionState.AUTH) {
            refuse(refusal);
        }
    }

    /** Ends this session: CLOSE with the reason, which a base client reads as a notice before it. */
    void end(ErrorCode code, String sentence, DropReason reason) {
        end(new RelayMessage.Close(sentence, Optional.of(code)), reason);
    }

    /** The same in other last words. */
    void end(RelayMessage.Close lastWords, DropReason reason) {
        if (isOpen()) {
            end(environment.announcer().single(lastWords, level), reason);
        }
    }

    private void end(Span lastWords, DropReason reason) {
        noteEnd(reason);
        state = SessionState.CLOSING;
        // First, so that nobody stays in the room whose connection can't even be closed well.
        depart();
        connection.close(lastWords, environment.limits().lingerTimeout().toNanos());
    }

    private void noteEnd(DropReason reason) {
        environment.counters().onDrop(reason);
        Optional<UserName> wanted = entrance == null ? Optional.empty() : entrance.wanted();
        environment.sessions().journal().onEnd(this, wanted, reason);
    }

    boolean isOpen() {
        return state != SessionState.CLOSING && state != SessionState.CLOSED;
    }

    private void depart() {
        liveness.stop();
        entrance = null;
        speaker.releaseSenders();
        if (stay != null) {
            stay.end();
        }
    }

    void tell(RelayMessage message) {
        speaker.tell(message);
    }

    void tell(Refusal refusal) {
        tell(new RelayMessage.Error(refusal.sentence(), refusal.code(), refusal.id()));
    }
}
