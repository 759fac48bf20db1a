package io.naru.client.link;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomNews;
import io.naru.common.text.SafeText;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the relay says on one link, told to whom it concerns: those who asked, those who listen, the screen. What decides
 * about the session itself goes to its owner.
 *
 * <p>Threading: the agent's.
 */
final class RelayWords implements RelayMessage.Handler {
    /** The session. */
    interface Owner {
        /** Whether the user is logged in; before that, chat and files are nothing to listen to. */
        boolean isUp();

        void onHello(RelayMessage.Hello hello);

        void onWelcome(RelayMessage.Welcome welcome);

        /** The relay refuses something; true if that was the login. */
        boolean onRefusedBeforeUp(ErrorCode code, String sentence);

        /**
         * The relay ends the session.
         *
         * @param sentence why; may be empty
         * @param retry when to come back, where it says so
         */
        void onClosed(Optional<ErrorCode> code, String sentence, Optional<Duration> retry);

        void requestPong(String token);

        /** An answer to a PING came; how long it took, if it was awaited. */
        Optional<Duration> lag(String token);
    }

    private final EngineEvent.Sink sink;
    private final LinkListener listener;
    private final Clock clock;
    private final Requests requests;
    private final Owner owner;
    /** Of the PING whose answer ends what the relay tells by itself after the login; empty once it came. */
    private String snapshotToken = "";

    RelayWords(LinkSetup setup, Requests requests, Owner owner) {
        this.sink = setup.sink();
        this.listener = setup.listener();
        this.clock = setup.agent().clock();
        this.requests = requests;
        this.owner = owner;
    }

    /** Logged in; the PING of that token has been sent. */
    void onUp(String token) {
        snapshotToken = token;
    }

    @Override
    public void onHello(RelayMessage.Hello hello) {
        owner.onHello(hello);
    }

    @Override
    public void onWelcome(RelayMessage.Welcome welcome) {
        owner.onWelcome(welcome);
    }

    @Override
    public void onChat(RelayMessage.Chat chat) {
        if (owner.isUp()) {
            listener.onChat(chat);
        }
    }

    @Override
    public void onNotice(RelayMessage.Notice notice) {
        sink.post(new EngineEvent.NoticeReceived(notice.text(), time(notice.timeMillis())));
    }

    @Override
    public void onFile(RelayMessage.File file) {
        if (owner.isUp()) {
            listener.onFile(file.message());
        }
    }

    @Override
    public void onPresence(RelayMessage.Presence presence) {
        if (!owner.isUp()) {
            return;
        }
        boolean isSnapshot = !snapshotToken.isEmpty() && presence.state() != PresenceState.OFFLINE;
        PeerTrust trust = listener.onPresence(presence.user(), presence.state(), presence.fingerprint());
        sink.post(new EngineEvent.UserSeen(
                presence.user(),
                presence.state(),
                presence.sharedFiles(),
                presence.sharedOctets(),
                instant(presence.sinceMillis()),
                presence.status(),
                presence.role(),
                presence.fingerprint(),
                trust,
                isSnapshot));
    }

    @Override
    public void onError(RelayMessage.Error error) {
        String sentence = relaySays(error.text());
        if (owner.onRefusedBeforeUp(error.code(), sentence)) {
            return;
        }
        if (error.id().isEmpty()) {
            sink.post(new EngineEvent.RelayRefused(error.code(), sentence));
        } else if (!requests.onRefused(error.id(), error.code(), sentence)) {
            listener.onRefused(error.id(), error.code(), error.text());
        }
    }

    @Override
    public void onKeyEntry(RelayMessage.KeyEntry entry) {
        requests.onKeyEntry(entry);
    }

    @Override
    public void onKeysEnd(RelayMessage.KeysEnd end) {
        requests.onKeysEnd(end);
    }

    @Override
    public void onModerated(RelayMessage.Moderated moderated) {
        requests.onModerated(moderated);
    }

    @Override
    public void onBanEntry(RelayMessage.BanEntry entry) {
        requests.onBanEntry(entry);
    }

    @Override
    public void onBansEnd(RelayMessage.BansEnd end) {
        requests.onBansEnd(end);
    }

    @Override
    public void onRoom(RoomNews news) {
        if (owner.isUp()) {
            listener.onRoom(news);
        }
    }

    @Override
    public void onPing(RelayMessage.Ping ping) {
        owner.requestPong(ping.token());
    }

    @Override
    public void onPong(RelayMessage.Pong pong) {
        if (pong.token().equals(snapshotToken)) {
            snapshotToken = "";
            listener.onSnapshotEnd();
        }
        owner.lag(pong.token()).ifPresent(lag -> sink.post(new EngineEvent.LagMeasured(lag)));
    }

    @Override
    public void onClose(RelayMessage.Close close) {
        String reason = close.reason().isEmpty() ? "" : relaySays(close.reason());
        owner.onClosed(close.code(), reason, span(close.retrySeconds()));
    }

    private static String relaySays(String text) {
        String said = SafeText.line(text).value();
        return said.isEmpty() ? "The relay refused, without saying why." : said;
    }

    private Instant time(OptionalLong millis) {
        return instant(millis).orElseGet(clock::now);
    }

    private static Optional<Duration> span(OptionalLong seconds) {
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }

    private static Optional<Instant> instant(OptionalLong millis) {
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }
}
