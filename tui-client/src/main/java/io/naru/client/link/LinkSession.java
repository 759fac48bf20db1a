package io.naru.client.link;

import io.naru.client.agent.Agent;
import io.naru.client.event.EngineEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.LoginMode;
import io.naru.common.message.Password;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to be logged in, and what comes of it until the connection ends.
 *
 * <pre>
 *   DIALING --open: HELLO--> GREETING --HELLO: CRED key--> LOGIN_BY_KEY --WELCOME: PING--> UP --leave: CLOSE--> LEAVING
 *                               |                            |                            ^
 *                               |                            +--key-unknown---+           |
 *                               +--HELLO, without a key-----------------------+           |
 *                                                                             v           |
 *                                     no password: ASKING --password: CRED--> LOGIN --WELCOME: PING
 *
 *   any of these --connection ends, refusal, or a deadline passes--> OVER
 * </pre>
 *
 * The relay tells who is online right behind its WELCOME and answers in order, so what is seen before the answer to
 * the first PING is the snapshot, and all after it is change.
 *
 * <p>Threading: the agent's.
 */
final class LinkSession implements RelayConnection.Owner, RelayWords.Owner, Pulse.Owner {
    private static final int PROTOCOL_VERSION = 1;
    private static final int LARGEST_FRAME_OCTETS = 1 << 20;

    private enum Phase {
        DIALING,
        GREETING,
        LOGIN_BY_KEY,
        ASKING,
        LOGIN,
        UP,
        LEAVING,
        OVER
    }

    /** Who wants to know of a session's fate. */
    interface Owner {
        void onUp(LinkSession session);

        /** The relay doesn't know the key, or there is none. */
        void onKeyUnknown(LinkSession session);

        /** It can't go on without a password; {@link LinkSession#password} does. */
        void onPasswordWanted(LinkSession session);

        void onOver(LinkSession session, SessionEnd end);
    }

    private final Login login;
    private final LinkSetup setup;
    private final Owner owner;
    private final Agent agent;
    private final RelayConnection connection;
    private final Pulse pulse;
    private final RelayWords words;
    private final boolean isKeyTried;

    private Phase phase = Phase.DIALING;
    private RelayStream stream;
    private Agent.Timer deadline;
    private String relayName = "";
    private int chatTextOctets = Limits.DEFAULT.chatTextOctets();
    private LinkListener.Ends ends;
    private boolean isKeyUnbound;

    /**
     * An attempt that hasn't begun.
     *
     * @param login with the pin that holds for this attempt
     * @param isKeyTried whether the own key is to be tried before the password
     * @param requests whose answers come here
     */
    LinkSession(Login login, boolean isKeyTried, LinkSetup setup, Requests requests, Owner owner) {
        this.login = login;
        this.setup = setup;
        this.owner = owner;
        this.agent = setup.agent();
        this.isKeyTried = isKeyTried;
        this.connection = new RelayConnection(
                login.relay(), login.protection(), setup.dialer(), Limits.DEFAULT.frameOctets(), agent, this);
        this.pulse = new Pulse(agent, setup.times(), this);
        this.words = new RelayWords(setup, requests, this);
    }

    void start() {
        connection.start();
    }

    @Override
    public boolean isUp() {
        return phase == Phase.UP;
    }

    RelayConnection connection() {
        return connection;
    }

    /** The two ends, once it is up. */
    LinkListener.Ends ends() {
        return ends;
    }

    /** Whether the relay let the user in by a password, and the own key wouldn't do. */
    boolean isKeyUnbound() {
        return isKeyUnbound;
    }

    /** Goes on with a password, if that is what it waits for. */
    boolean password(Password password) {
        if (phase != Phase.ASKING) {
            return false;
        }
        logIn(password);
        return true;
    }

    /** Says goodbye, and ends when the relay has read it or a short time has passed. */
    void leave() {
        if (phase == Phase.OVER) {
            return;
        }
        boolean isOpen = phase != Phase.DIALING;
        phase = Phase.LEAVING;
        if (!isOpen) {
            end(new SessionEnd.Broken(""));
            return;
        }
        connection.offer(new ClientMessage.Close());
        connection.outbox().finish();
        setDeadline(setup.times().farewell(), () -> end(new SessionEnd.Broken("")));
    }

    // The connection

    @Override
    public void onOpen(RelayConnection opened, RelayStream openedStream) {
        if (phase != Phase.DIALING) {
            return;
        }
        stream = openedStream;
        phase = Phase.GREETING;
        connection.offer(new ClientMessage.Hello(PROTOCOL_VERSION, setup.software()));
        setDeadline(
                setup.times().greeting(),
                () -> end(new SessionEnd.Broken(login.relay() + " takes connections but doesn't answer.")));
    }

    @Override
    public void onMessages(RelayConnection from, List<RelayMessage> messages) {
        pulse.onHeard();
        for (RelayMessage message : messages) {
            if (phase == Phase.OVER || phase == Phase.LEAVING) {
                return;
            }
            message.accept(words);
        }
    }

    @Override
    public void onEnd(RelayConnection ended, RelayConnection.Ended how) {
        end(Endings.of(login.relay(), how, phase != Phase.UP));
    }

    private void end(SessionEnd how) {
        if (phase == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        pulse.stop();
        setDeadline(null, null);
        connection.close();
        owner.onOver(this, how);
    }

    private void setDeadline(Duration span, Runnable missed) {
        if (deadline != null) {
            deadline.cancel();
        }
        deadline = span == null ? null : agent.schedule(span, missed);
    }

    // The relay, as far as it decides what comes of this session

    @Override
    public void onHello(RelayMessage.Hello hello) {
        if (phase != Phase.GREETING) {
            return;
        }
        if (hello.version() != PROTOCOL_VERSION) {
            end(new SessionEnd.Hopeless(login.relay() + " speaks another version of the protocol. Update Naru."));
            return;
        }
        relayName = hello.relayName();
        hello.limits().number("frame").ifPresent(this::limitFramesTo);
        chatTextOctets =
                Math.toIntExact(Math.min(hello.limits().number("chat").orElse(chatTextOctets), LARGEST_FRAME_OCTETS));
        if (isKeyTried && stream.ownKey().isPresent() && login.mode() == LoginMode.LOGIN) {
            phase = Phase.LOGIN_BY_KEY;
            connection.offer(new ClientMessage.KeyLogin(login.user()));
            awaitLogin();
        } else {
            logInByPassword();
        }
    }

    private void logInByPassword() {
        if (login.password().isPresent()) {
            logIn(login.password().get());
        } else {
            phase = Phase.ASKING;
            setDeadline(null, null);
            owner.onPasswordWanted(this);
        }
    }

    private void logIn(Password password) {
        phase = Phase.LOGIN;
        connection.offer(new ClientMessage.Credentials(login.user(), password, login.mode(), login.invite()));
        awaitLogin();
    }

    private void awaitLogin() {
        setDeadline(
                setup.times().login(), () -> end(new SessionEnd.Broken(login.relay() + " doesn't answer the login.")));
    }

    private void limitFramesTo(long octets) {
        connection.limitFramesTo((int) Math.max(Limits.DEFAULT.frameOctets(), Math.min(octets, LARGEST_FRAME_OCTETS)));
    }

    @Override
    public void onWelcome(RelayMessage.Welcome welcome) {
        if (phase != Phase.LOGIN && phase != Phase.LOGIN_BY_KEY) {
            return;
        }
        isKeyUnbound = phase == Phase.LOGIN
                && "unbound".equals(welcome.facts().values().get("key"));
        phase = Phase.UP;
        setDeadline(null, null);
        ends = new LinkListener.Ends(
                welcome.user(),
                stream.localAddress(),
                stream.remoteAddress(),
                login.relay().port(),
                stream.ownKey(),
                stream.relayKey(),
                login.relay().toString(),
                chatTextOctets);
        setup.sink()
                .post(new EngineEvent.LinkUp(
                        ends.me(),
                        login.relay().toString(),
                        relayName,
                        welcome.role(),
                        ends.relayKey(),
                        ends.relay().isLoopbackAddress(),
                        chatTextOctets));
        words.onUp(pulse.start());
        owner.onUp(this);
    }

    @Override
    public boolean onRefusedBeforeUp(ErrorCode code, String sentence) {
        if (phase == Phase.UP) {
            return false;
        }
        if (phase == Phase.LOGIN_BY_KEY && code == ErrorCode.KEY_UNKNOWN) {
            owner.onKeyUnknown(this);
            logInByPassword();
        } else {
            end(new SessionEnd.Refused(sentence, code));
        }
        return true;
    }

    @Override
    public void onClosed(Optional<ErrorCode> code, String sentence, Optional<Duration> retry) {
        String reason = sentence.isEmpty() ? login.relay() + " closed the connection." : sentence;
        end(code.<SessionEnd>map(known -> new SessionEnd.Refused(reason, known, retry))
                .orElseGet(() -> new SessionEnd.Broken(reason)));
    }

    @Override
    public void requestPong(String token) {
        connection.offer(new ClientMessage.Pong(token));
    }

    @Override
    public Optional<Duration> lag(String token) {
        return pulse.onPong(token);
    }

    // The pulse

    @Override
    public void requestPing(String token) {
        connection.offer(new ClientMessage.Ping(token));
    }

    @Override
    public void onLate(Duration waited) {
        setup.sink().post(new EngineEvent.LagMeasured(waited));
    }

    @Override
    public void onSilence() {
        end(new SessionEnd.Broken("Nothing was heard from " + login.relay() + " for "
                + setup.times().silence().toSeconds() + " seconds."));
    }
}
