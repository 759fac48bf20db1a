package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Facts;
import io.naru.common.message.FileEnvelope;
import io.naru.common.message.MessageReader;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.Level;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.hub.Member;
import io.naru.relay.hub.Outgoing;
import io.naru.relay.hub.Outlet;
import io.naru.relay.hub.Refusal;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.Connection;
import io.naru.relay.net.ConnectionHandler;
import io.naru.relay.net.Span;
import io.naru.relay.store.Account;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One client's conversation with the relay. Its states are drawn at {@link SessionState}; what is allowed in which is
 * the table {@link MessageRule}. Every way out goes through {@link #end}, {@link #refuse} or {@link #onEnded}, with a
 * reason that is counted.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Session implements ConnectionHandler, ClientMessage.Handler, Outlet {
    private final Environment environment;
    private final Connection connection;
    private final Liveness liveness;
    private final Brake brake;
    private SessionState state = SessionState.CONNECTED;
    private Level level = Level.BASE;
    /** Null once logged in, or on the way out. */
    private Entrance entrance;

    private int framesBeforeLogin;
    private boolean isPending = true;

    // Once logged in.
    private Member member;
    private Conversation conversation;
    private Takeover takeover;
    private SlowedSenders slowedSenders;
    private Greeting greeting;

    Session(Environment environment, Connection connection) {
        this.environment = environment;
        this.connection = connection;
        this.liveness = new Liveness(this, environment);
        this.brake = new Brake(connection);
        this.entrance = new Entrance(this, environment);
    }

    void start() {
        liveness.onConnected();
    }

    Connection connection() {
        return connection;
    }

    Brake brake() {
        return brake;
    }

    Takeover takeover() {
        return takeover;
    }

    @Override
    public Level level() {
        return level;
    }

    // What the connection tells.

    @Override
    public void onFrame(Frame frame) {
        liveness.onHeard();
        if (state == SessionState.GRANT) {
            takeover.onHeard();
        } else if (++framesBeforeLogin > environment.limits().framesBeforeLogin()) {
            refuse(ErrorCode.NOT_ALLOWED, "Too many frames before the login.", DropReason.PROTOCOL_BROKEN);
            return;
        }
        if (state == SessionState.CONNECTED && frame.is(FrameType.HELLO)) {
            level = Level.EXTENDED;
        }
        if (state == SessionState.CONNECTED && connection.lacksEncryption()) {
            refuse(
                    ErrorCode.TLS_REQUIRED,
                    "This relay takes encrypted connections only; use a client that speaks TLS.",
                    DropReason.PLAIN_REFUSED);
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
    }

    private void onAllowedFrame(Frame frame) {
        try {
            Optional<ClientMessage> message = MessageReader.client(frame, level);
            if (message.isEmpty()) {
                onUnknownFrame();
            } else {
                message.get().accept(this);
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
        if (slowedSenders != null) {
            slowedSenders.releaseAll();
        }
        if (greeting != null) {
            greeting.onDrained();
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
            environment.counters().onDrop(how == End.LOST ? DropReason.CONNECTION_LOST : DropReason.CLIENT_LEFT);
            depart();
        }
        leavePending();
        environment.sessions().onClosed(this);
    }

    // What the client says, once the table has allowed it.

    @Override
    public void onHello(ClientMessage.Hello hello) {
        state = SessionState.AUTH;
        entrance.onHello();
    }

    @Override
    public void onCredentials(ClientMessage.Credentials credentials) {
        state = SessionState.AUTH;
        entrance.onCredentials(credentials);
    }

    @Override
    public void onKeyLogin(ClientMessage.KeyLogin login) {
        state = SessionState.AUTH;
        entrance.onKeyLogin(login);
    }

    @Override
    public void onKeys(ClientMessage.Keys keys) {
        conversation.onKeys(keys);
    }

    @Override
    public void onModerate(ClientMessage.Moderate moderate) {
        conversation.onModerate(moderate);
    }

    @Override
    public void onBans(ClientMessage.Bans bans) {
        conversation.onBans(bans);
    }

    @Override
    public void onChat(ClientMessage.Chat chat) {
        conversation.onChat(chat);
    }

    @Override
    public void onFile(ClientMessage.File file) {
        conversation.onFile(file);
    }

    @Override
    public void onPresence(ClientMessage.Presence presence) {
        conversation.onPresence(presence);
    }

    @Override
    public void onPing(ClientMessage.Ping ping) {
        tell(new RelayMessage.Pong(ping.token()));
    }

    /** That something was heard is all there is to know. */
    @Override
    public void onPong(ClientMessage.Pong pong) {}

    @Override
    public void onClose(ClientMessage.Close close) {
        end(null, DropReason.CLIENT_LEFT);
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

    void grant(Account account) {
        long nowMillis = environment.loop().nowMillis();
        state = SessionState.GRANT;
        connection.limitFrames(environment.frameLimits().frameOctets());
        liveness.onGranted(level == Level.EXTENDED);
        takeover = new Takeover(this, environment);
        slowedSenders = new SlowedSenders(this, environment);
        environment.counters().onLogin();
        welcome(account, nowMillis);
        String address = Addresses.numeric(connection.remote().getAddress());
        member = environment.hub().join(account.name(), account.role(), address, this, nowMillis);
        conversation = new Conversation(this, environment, member);
        environment.sessions().onGranted(member.name(), this);
        entrance = null;
        leavePending();
        if (level == Level.EXTENDED) {
            greeting = new Greeting(this, environment.hub(), member);
            greeting.begin();
        } else {
            brake.release();
        }
    }

    private void welcome(Account account, long nowMillis) {
        if (level == Level.EXTENDED) {
            Facts facts = Facts.NONE
                    .with("time", nowMillis)
                    .with("ping", environment.limits().pingAfter().toSeconds())
                    .with("timeout", environment.limits().idleTimeout().toSeconds());
            tell(new RelayMessage.Welcome(account.name(), account.role(), facts));
        } else {
            int others = environment.hub().size();
            String company = switch (others) {
                case 0 -> "Nobody else is here yet.";
                case 1 -> "1 other user is here.";
                default -> others + " other users are here.";
            };
            String text = "Welcome to " + environment.relayName() + ", " + account.name() + ". " + company;
            tell(new RelayMessage.Notice(text, Optional.empty(), OptionalLong.empty()));
        }
    }

    void onGreeted() {
        greeting = null;
        brake.release();
    }

    /** Ends this session for something that its client did: an error, then CLOSE. */
    void refuse(ErrorCode code, String sentence, DropReason reason) {
        if (level == Level.EXTENDED && isOpen()) {
            tell(new RelayMessage.Error(sentence, code, ""));
        }
        end(code, sentence, reason);
    }

    /** Ends this session: CLOSE with the reason, which a base client reads as a notice before it. */
    void end(ErrorCode code, String sentence, DropReason reason) {
        if (!isOpen()) {
            return;
        }
        end(environment.announcer().single(new RelayMessage.Close(sentence, Optional.of(code)), level), reason);
    }

    private void end(Span lastWords, DropReason reason) {
        environment.counters().onDrop(reason);
        state = SessionState.CLOSING;
        // First, so that nobody stays in the room whose connection can't even be closed well.
        depart();
        connection.close(lastWords, environment.limits().lingerTimeout().toNanos());
    }

    private boolean isOpen() {
        return state != SessionState.CLOSING && state != SessionState.CLOSED;
    }

    private void depart() {
        liveness.stop();
        entrance = null;
        if (member == null) {
            return;
        }
        slowedSenders.releaseAll();
        environment.sessions().onUngranted(member.name());
        if (!environment.sessions().isStopping()) {
            environment.hub().leave(member, environment.loop().nowMillis());
        }
        takeover.onGone();
    }

    // What the hub, and others, have for this client.

    @Override
    public void broadcast(Outgoing message) {
        environment.counters().onDelivery();
        send(environment.announcer().broadcast(message, level));
    }

    @Override
    public void tell(Outgoing message) {
        send(environment.announcer().single(message, level));
    }

    @Override
    public void tell(RelayMessage message) {
        send(environment.announcer().single(message, level));
    }

    void tell(Refusal refusal) {
        tell(new RelayMessage.Error(refusal.sentence(), refusal.code(), refusal.id()));
    }

    @Override
    public boolean forward(FileEnvelope envelope, Outlet sender) {
        boolean hasRoom = connection.hasRoomFor(envelope.octets().length);
        if (hasRoom) {
            send(environment.announcer().single(envelope, level));
        } else {
            environment.counters().onDrop(DropReason.RECEIVER_BUSY);
        }
        if (connection.isCongested() && sender != this) {
            slowedSenders.add(sender);
        }
        return hasRoom;
    }

    @Override
    public void slowDown() {
        brake.press();
    }

    @Override
    public void speedUp() {
        brake.release();
    }

    /**
     * What goes wrong here is this client's to pay for, not theirs who spoke or who listen too; and later, because a room
     * loses nobody while it is being told something.
     */
    private void send(Span span) {
        if (span == null) {
            return;
        }
        try {
            connection.send(span);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            connection.execute(() -> {
                throw e;
            });
        }
    }
}
