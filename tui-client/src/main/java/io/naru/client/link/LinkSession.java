package io.naru.client.link;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Reason;
import io.naru.client.event.EngineEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.FreeText;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One attempt to be logged in, and what comes of it until the connection ends.
 *
 * <pre>
 *   DIALING --open, HELLO sent--> GREETING --HELLO, CRED sent--> LOGIN --WELCOME, PING sent--> UP --leave, CLOSE sent--> LEAVING
 *   any of these --connection ends, refusal, or a deadline passes--> OVER
 * </pre>
 *
 * The relay tells who is online right behind its WELCOME and answers in order, so what is seen before the answer to
 * the first PING is the snapshot, and all after it is change.
 *
 * <p>Threading: the agent's.
 */
final class LinkSession implements RelayConnection.Owner, RelayMessage.Handler, Pulse.Owner {
    private static final int PROTOCOL_VERSION = 1;
    private static final int LARGEST_FRAME_OCTETS = 1 << 20;

    private enum Phase {
        DIALING,
        GREETING,
        LOGIN,
        UP,
        LEAVING,
        OVER
    }

    /** Who wants to know of a session's fate. */
    interface Owner {
        void onUp(LinkSession session);

        void onOver(LinkSession session, String sentence, Optional<ErrorCode> code);
    }

    private final Login login;
    private final LinkSetup setup;
    private final Owner owner;
    private final Agent agent;
    private final RelayConnection connection;
    private final Pulse pulse;
    /** Said, and no receipt yet; oldest first. */
    private final Set<MessageId> unreceipted = new LinkedHashSet<>();

    private Phase phase = Phase.DIALING;
    private RelayStream stream;
    private Agent.Timer deadline;
    private String relayName = "";
    private int chatTextOctets = Limits.DEFAULT.chatTextOctets();
    private UserName me;
    private String snapshotToken = "";
    private InetAddress localAddress;

    LinkSession(Login login, LinkSetup setup, Owner owner) {
        this.login = login;
        this.setup = setup;
        this.owner = owner;
        this.agent = setup.agent();
        this.connection = new RelayConnection(login.relay(), setup.dialer(), Limits.DEFAULT.frameOctets(), agent, this);
        this.pulse = new Pulse(agent, setup.times(), this);
    }

    void start() {
        connection.start();
    }

    boolean isUp() {
        return phase == Phase.UP;
    }

    RelayConnection connection() {
        return connection;
    }

    UserName me() {
        return me;
    }

    InetAddress localAddress() {
        return localAddress;
    }

    InetAddress relayAddress() {
        return stream.remoteAddress();
    }

    /** Says something, or tells why not. */
    void say(MessageId id, String text) {
        if (FreeText.octets(text) > chatTextOctets) {
            refuse(
                    id,
                    "That is too long: this relay takes " + chatTextOctets + " octets in one message, and it has "
                            + FreeText.octets(text) + ".");
            return;
        }
        try {
            ClientMessage.Chat chat = new ClientMessage.Chat(text, Optional.of(id), Optional.empty());
            if (connection.offer(chat)) {
                unreceipted.add(id);
            } else {
                refuse(id, "The relay is too slow to take more now. Try again in a moment.");
            }
        } catch (InvalidValueException e) {
            refuse(id, e.getMessage());
        }
    }

    /** Says goodbye, and ends when the relay has read it or a short time has passed. */
    void leave() {
        if (phase == Phase.OVER) {
            return;
        }
        boolean isOpen = phase != Phase.DIALING;
        phase = Phase.LEAVING;
        if (!isOpen) {
            end("", Optional.empty());
            return;
        }
        connection.offer(new ClientMessage.Close());
        connection.outbox().finish();
        setDeadline(setup.times().farewell(), () -> end("", Optional.empty()));
    }

    // The connection

    @Override
    public void onOpen(RelayConnection opened, RelayStream openedStream) {
        if (phase != Phase.DIALING) {
            return;
        }
        stream = openedStream;
        localAddress = openedStream.localAddress();
        phase = Phase.GREETING;
        connection.offer(new ClientMessage.Hello(PROTOCOL_VERSION, setup.software()));
        setDeadline(
                setup.times().greeting(),
                () -> end(login.relay() + " takes connections but doesn't answer.", Optional.empty()));
    }

    @Override
    public void onMessages(RelayConnection from, List<RelayMessage> messages) {
        pulse.onHeard();
        for (RelayMessage message : messages) {
            if (phase == Phase.OVER || phase == Phase.LEAVING) {
                return;
            }
            message.accept(this);
        }
    }

    @Override
    public void onEnd(RelayConnection ended, RelayConnection.Ended how) {
        end(sentence(how), Optional.empty());
    }

    private String sentence(RelayConnection.Ended how) {
        if (how instanceof RelayConnection.Ended.NotMade notMade) {
            String reason = Reason.of(notMade.failure());
            return notMade.failure() instanceof UnknownHostException
                    ? "Can't reach " + login.relay() + ": " + reason + ". Check its name, and the network."
                    : "Can't reach " + login.relay() + ": " + reason + ". Is the relay running there?";
        }
        if (how instanceof RelayConnection.Ended.Broken broken) {
            return "The connection to " + login.relay() + " broke: " + Reason.of(broken.failure()) + ".";
        }
        if (how instanceof RelayConnection.Ended.Garbled garbled) {
            return login.relay() + " sent something that isn't Naru's protocol: "
                    + garbled.failure().getMessage();
        }
        return phase == Phase.GREETING || phase == Phase.LOGIN
                ? login.relay() + " hung up before the login was done. Is that a Naru relay?"
                : login.relay() + " closed the connection.";
    }

    private void end(String sentence, Optional<ErrorCode> code) {
        if (phase == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        pulse.stop();
        setDeadline(null, null);
        connection.close();
        for (MessageId id : unreceipted) {
            refuse(
                    id,
                    "The connection broke before the relay said that it has this. It may have arrived or not: send it"
                            + " again if it is missing.");
        }
        unreceipted.clear();
        owner.onOver(this, sentence, code);
    }

    private void setDeadline(Duration span, Runnable missed) {
        if (deadline != null) {
            deadline.cancel();
        }
        deadline = span == null ? null : agent.schedule(span, missed);
    }

    // The relay

    @Override
    public void onHello(RelayMessage.Hello hello) {
        if (phase != Phase.GREETING) {
            return;
        }
        if (hello.version() != PROTOCOL_VERSION) {
            end(
                    login.relay() + " speaks another version of the protocol. Update Naru.",
                    Optional.of(ErrorCode.NOT_ALLOWED));
            return;
        }
        phase = Phase.LOGIN;
        relayName = hello.relayName();
        hello.limits().number("frame").ifPresent(this::limitFramesTo);
        chatTextOctets =
                Math.toIntExact(Math.min(hello.limits().number("chat").orElse(chatTextOctets), LARGEST_FRAME_OCTETS));
        connection.offer(new ClientMessage.Credentials(login.user(), login.password(), login.mode(), login.invite()));
        setDeadline(setup.times().login(), () -> end(login.relay() + " doesn't answer the login.", Optional.empty()));
    }

    private void limitFramesTo(long octets) {
        connection.limitFramesTo((int) Math.max(Limits.DEFAULT.frameOctets(), Math.min(octets, LARGEST_FRAME_OCTETS)));
    }

    @Override
    public void onWelcome(RelayMessage.Welcome welcome) {
        if (phase != Phase.LOGIN) {
            return;
        }
        phase = Phase.UP;
        setDeadline(null, null);
        me = welcome.user();
        setup.sink()
                .post(new EngineEvent.LinkUp(
                        me, login.relay().toString(), relayName, welcome.role(), stream.isEncrypted(), chatTextOctets));
        snapshotToken = pulse.start();
        owner.onUp(this);
    }

    @Override
    public void onChat(RelayMessage.Chat chat) {
        if (phase != Phase.UP) {
            return;
        }
        boolean isOwn = chat.sender().equals(me);
        if (isOwn) {
            chat.id().ifPresent(unreceipted::remove);
        }
        setup.sink()
                .post(new EngineEvent.ChatReceived(
                        chat.sender(), chat.text(), chat.id(), time(chat.timeMillis()), isOwn));
    }

    @Override
    public void onNotice(RelayMessage.Notice notice) {
        setup.sink().post(new EngineEvent.NoticeReceived(notice.text(), time(notice.timeMillis())));
    }

    @Override
    public void onFile(RelayMessage.File file) {
        if (phase == Phase.UP) {
            setup.listener().onFile(file.message());
        }
    }

    @Override
    public void onPresence(RelayMessage.Presence presence) {
        if (phase != Phase.UP) {
            return;
        }
        boolean isSnapshot = !snapshotToken.isEmpty() && presence.state() != PresenceState.OFFLINE;
        setup.sink()
                .post(new EngineEvent.UserSeen(
                        presence.user(),
                        presence.state(),
                        presence.sharedFiles(),
                        presence.sharedOctets(),
                        instant(presence.sinceMillis()),
                        presence.status(),
                        isSnapshot));
        setup.listener().onPresence(presence.user(), presence.state());
    }

    @Override
    public void onError(RelayMessage.Error error) {
        if (phase != Phase.UP) {
            end(relaySays(error.text()), Optional.of(error.code()));
            return;
        }
        Optional<MessageId> said = error.id().isEmpty() ? Optional.empty() : Optional.of(new MessageId(error.id()));
        if (said.isPresent() && unreceipted.remove(said.get())) {
            refuse(said.get(), relaySays(error.text()));
        } else if (said.isPresent()) {
            setup.listener().onRefused(error.id(), error.code(), error.text());
        } else {
            setup.sink().post(new EngineEvent.RelayRefused(error.code(), relaySays(error.text())));
        }
    }

    @Override
    public void onKeyEntry(RelayMessage.KeyEntry entry) {}

    @Override
    public void onKeysEnd(RelayMessage.KeysEnd end) {}

    @Override
    public void onModerated(RelayMessage.Moderated moderated) {}

    @Override
    public void onBanEntry(RelayMessage.BanEntry entry) {}

    @Override
    public void onBansEnd(RelayMessage.BansEnd end) {}

    @Override
    public void onPing(RelayMessage.Ping ping) {
        connection.offer(new ClientMessage.Pong(ping.token()));
    }

    @Override
    public void onPong(RelayMessage.Pong pong) {
        if (pong.token().equals(snapshotToken)) {
            snapshotToken = "";
        }
        pulse.onPong(pong.token()).ifPresent(lag -> setup.sink().post(new EngineEvent.LagMeasured(lag)));
    }

    @Override
    public void onClose(RelayMessage.Close close) {
        String reason =
                close.reason().isEmpty() ? login.relay() + " closed the connection." : relaySays(close.reason());
        end(reason, close.code());
    }

    // The pulse

    @Override
    public void requestPing(String token) {
        connection.offer(new ClientMessage.Ping(token));
    }

    @Override
    public void onSilence() {
        end(
                "Nothing was heard from " + login.relay() + " for "
                        + setup.times().silence().toSeconds() + " seconds.",
                Optional.empty());
    }

    private void refuse(MessageId id, String sentence) {
        setup.sink().post(new EngineEvent.ChatRefused(id, sentence));
    }

    private static String relaySays(String text) {
        String said = SafeText.line(text).value();
        return said.isEmpty() ? "The relay refused, without saying why." : said;
    }

    private Instant time(OptionalLong millis) {
        return instant(millis).orElseGet(agent.clock()::now);
    }

    private static Optional<Instant> instant(OptionalLong millis) {
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }
}
