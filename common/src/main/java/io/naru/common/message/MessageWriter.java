package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.ProtocolException;
import java.nio.ByteBuffer;

/**
 * Messages to octets: the mirror of {@link MessageReader}, method for method.
 *
 * <p>Threading: stateless.
 */
public final class MessageWriter {
    /** In a PRESENCE of who shares something that not everybody sees. */
    static final String HIDDEN = "hidden";

    private MessageWriter() {}

    /** The whole frame of a message to the relay. */
    public static byte[] octets(ClientMessage message) {
        ClientWriter writer = new ClientWriter();
        message.accept(writer);
        return writer.octets;
    }

    /** The whole extended frame of a message from the relay; what a base client gets is cut from it. */
    public static byte[] octets(RelayMessage message) {
        RelayWriter writer = new RelayWriter();
        message.accept(writer);
        return writer.octets;
    }

    /** The whole frame of a message about files. */
    public static byte[] octets(FileMessage message) {
        FileWriter writer = new FileWriter();
        message.accept(writer);
        return writer.octets();
    }

    /** The whole frame of a message on a data connection. */
    public static byte[] octets(PeerMessage message) {
        PeerWriter writer = new PeerWriter();
        message.accept(writer);
        return writer.octets();
    }

    /** The frame of a message about files, taken apart again. */
    static Frame frame(FileMessage message) {
        byte[] octets = octets(message);
        try {
            return new FrameDecoder(octets.length).next(ByteBuffer.wrap(octets));
        } catch (ProtocolException e) {
            throw new IllegalStateException("a frame of our own doesn't decode", e);
        }
    }

    private static final class ClientWriter implements ClientMessage.Handler {
        private byte[] octets;

        @Override
        public void onHello(ClientMessage.Hello hello) {
            octets = FrameEncoder.encode(FrameType.HELLO, "naru/" + hello.version(), hello.software());
        }

        @Override
        public void onCredentials(ClientMessage.Credentials credentials) {
            boolean isPlain = credentials.mode() == LoginMode.LOGIN
                    && credentials.invite().isEmpty();
            octets = FrameEncoder.encode(
                    FrameType.CREDENTIALS,
                    credentials.user() + " " + credentials.password().text(),
                    isPlain ? "" : WireWord.of(credentials.mode()),
                    credentials.invite());
        }

        @Override
        public void onKeyLogin(ClientMessage.KeyLogin login) {
            octets = FrameEncoder.encode(FrameType.CREDENTIALS, login.user().display(), WireWord.of(LoginMode.KEY));
        }

        @Override
        public void onKeys(ClientMessage.Keys keys) {
            octets = FrameEncoder.encode(
                    FrameType.KEYS,
                    WireWord.of(keys.verb()),
                    keys.request().value(),
                    OptionalField.text(keys.fingerprint(), Fingerprint::toString),
                    keys.label());
        }

        @Override
        public void onModerate(ClientMessage.Moderate moderate) {
            octets = FrameEncoder.encode(
                    FrameType.MODERATE,
                    WireWord.of(moderate.verb()),
                    moderate.request().value(),
                    moderate.target().toString(),
                    OptionalField.text(moderate.seconds()),
                    OptionalField.text(moderate.role(), WireWord::of),
                    moderate.reason());
        }

        @Override
        public void onBans(ClientMessage.Bans bans) {
            octets = FrameEncoder.encode(FrameType.BANS, bans.request().value());
        }

        @Override
        public void onChat(ClientMessage.Chat chat) {
            octets = FrameEncoder.encode(
                    FrameType.CHAT,
                    chat.text(),
                    OptionalField.text(chat.id(), MessageId::value),
                    OptionalField.text(chat.room(), RoomName::display),
                    OptionalField.text(chat.replyTo()),
                    chat.replyEpoch());
        }

        @Override
        public void onRoom(RoomRequest request) {
            octets = RoomWriter.octets(request);
        }

        @Override
        public void onFile(ClientMessage.File file) {
            octets = file.envelope().octets();
        }

        @Override
        public void onPresence(ClientMessage.Presence presence) {
            octets = FrameEncoder.encode(
                    FrameType.PRESENCE,
                    WireWord.of(presence.state()),
                    Long.toString(presence.sharedFiles()),
                    Long.toString(presence.sharedOctets()),
                    presence.status(),
                    presence.isSharingHidden() ? HIDDEN : "");
        }

        @Override
        public void onPing(ClientMessage.Ping ping) {
            octets = FrameEncoder.encode(FrameType.PING, ping.token());
        }

        @Override
        public void onPong(ClientMessage.Pong pong) {
            octets = FrameEncoder.encode(FrameType.PONG, pong.token());
        }

        @Override
        public void onClose(ClientMessage.Close close) {
            octets = FrameEncoder.encode(FrameType.CLOSE, "");
        }
    }

    private static final class RelayWriter implements RelayMessage.Handler {
        private byte[] octets;

        @Override
        public void onHello(RelayMessage.Hello hello) {
            octets = FrameEncoder.encode(
                    FrameType.HELLO,
                    "naru/" + hello.version(),
                    hello.relayName(),
                    WireWord.of(hello.registration()),
                    hello.limits().text());
        }

        @Override
        public void onWelcome(RelayMessage.Welcome welcome) {
            octets = FrameEncoder.encode(
                    FrameType.WELCOME,
                    welcome.user().display(),
                    WireWord.of(welcome.role()),
                    welcome.facts().text());
        }

        @Override
        public void onChat(RelayMessage.Chat chat) {
            octets = FrameEncoder.encode(
                    FrameType.CHAT,
                    chat.sender() + ": " + chat.text(),
                    OptionalField.text(chat.id(), MessageId::value),
                    OptionalField.text(chat.room(), RoomName::display),
                    OptionalField.text(chat.seq()),
                    OptionalField.text(chat.timeMillis()),
                    OptionalField.text(chat.request(), RequestId::value),
                    OptionalField.text(chat.replyTo()));
        }

        @Override
        public void onRoom(RoomNews news) {
            octets = RoomWriter.octets(news);
        }

        @Override
        public void onNotice(RelayMessage.Notice notice) {
            octets = FrameEncoder.encode(
                    FrameType.CHAT,
                    "* " + notice.text(),
                    "",
                    OptionalField.text(notice.room(), RoomName::display),
                    "",
                    OptionalField.text(notice.timeMillis()));
        }

        @Override
        public void onFile(RelayMessage.File file) {
            octets = MessageWriter.octets(file.message());
        }

        @Override
        public void onPresence(RelayMessage.Presence presence) {
            octets = FrameEncoder.encode(
                    FrameType.PRESENCE,
                    presence.user().display(),
                    WireWord.of(presence.state()),
                    OptionalField.text(presence.sharedFiles()),
                    OptionalField.text(presence.sharedOctets()),
                    OptionalField.text(presence.sinceMillis()),
                    presence.status(),
                    OptionalField.text(presence.fingerprint(), Fingerprint::toString),
                    presence.role() == Role.MEMBER ? "" : WireWord.of(presence.role()));
        }

        @Override
        public void onKeyEntry(RelayMessage.KeyEntry entry) {
            octets = FrameEncoder.encode(
                    FrameType.KEYS,
                    "key",
                    entry.request().value(),
                    entry.fingerprint().toString(),
                    entry.label(),
                    Long.toString(entry.addedMillis()),
                    OptionalField.text(entry.usedMillis()),
                    entry.isCurrent() ? "current" : "");
        }

        @Override
        public void onKeysEnd(RelayMessage.KeysEnd end) {
            octets = FrameEncoder.encode(FrameType.KEYS, "end", end.request().value());
        }

        @Override
        public void onModerated(RelayMessage.Moderated moderated) {
            octets = FrameEncoder.encode(
                    FrameType.MODERATE,
                    WireWord.of(moderated.verb()),
                    OptionalField.text(moderated.request(), RequestId::value),
                    moderated.target().toString(),
                    OptionalField.text(moderated.seconds()),
                    OptionalField.text(moderated.role(), WireWord::of),
                    moderated.reason(),
                    OptionalField.text(moderated.by(), UserName::display));
        }

        @Override
        public void onBanEntry(RelayMessage.BanEntry entry) {
            octets = FrameEncoder.encode(
                    FrameType.BANS,
                    WireWord.of(entry.verb()),
                    entry.request().value(),
                    entry.target().toString(),
                    OptionalField.text(entry.by(), UserName::display),
                    Long.toString(entry.sinceMillis()),
                    OptionalField.text(entry.untilMillis()),
                    entry.reason());
        }

        @Override
        public void onBansEnd(RelayMessage.BansEnd end) {
            octets = FrameEncoder.encode(FrameType.BANS, "end", end.request().value());
        }

        @Override
        public void onError(RelayMessage.Error error) {
            octets = FrameEncoder.encode(
                    FrameType.ERROR, error.text(), error.code().token(), error.id());
        }

        @Override
        public void onPing(RelayMessage.Ping ping) {
            octets = FrameEncoder.encode(FrameType.PING, ping.token());
        }

        @Override
        public void onPong(RelayMessage.Pong pong) {
            octets = FrameEncoder.encode(FrameType.PONG, pong.token());
        }

        @Override
        public void onClose(RelayMessage.Close close) {
            octets = FrameEncoder.encode(
                    FrameType.CLOSE,
                    "",
                    close.reason(),
                    OptionalField.text(close.code(), ErrorCode::token),
                    OptionalField.text(close.retrySeconds()));
        }
    }
}
