package io.naru.relay.session;

import io.naru.common.message.MessageWriter;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.Level;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a message of the relay is in octets, for a client of either level. A base client gets chat, notices, FILE and
 * CLOSE: an error becomes a notice, the reason of a CLOSE a notice before it, and what else there is, nothing.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Speech {
    private static final byte[] NOTHING = {};
    /** How the line begins with which an answer quotes. */
    private static final String QUOTE = "> ";

    private final BaseOctets base = new BaseOctets();

    /** One or several whole frames; empty when a client of that level isn't told. */
    byte[] octets(RelayMessage message, Level level) {
        return level == Level.EXTENDED ? MessageWriter.octets(message) : base.of(message);
    }

    private static final class BaseOctets implements RelayMessage.Handler {
        private byte[] octets;

        byte[] of(RelayMessage message) {
            octets = NOTHING;
            message.accept(this);
            return octets;
        }

        private void cut(RelayMessage message) {
            octets = FrameEncoder.cutToBase(MessageWriter.octets(message));
        }

        @Override
        public void onChat(RelayMessage.Chat chat) {
            // A base client has one room, and must see that nobody else in it was told.
            boolean isDirect = chat.room().filter(RoomName::isDirect).isPresent();
            String who = isDirect ? "* " + chat.sender() + " says to you alone: " : chat.sender() + ": ";
            int quote = chat.replyTo().isPresent() && chat.text().startsWith(QUOTE)
                    ? chat.text().indexOf('\n')
                    : -1;
            if (quote < 0 || chat.text().substring(quote).isBlank()) {
                octets = line(who, chat.text());
            } else {
                // What is quoted and what is answered are two lines, which a base client prints only for two frames.
                octets = joined(
                        line(who, chat.text().substring(0, quote)),
                        line(who, chat.text().substring(quote + 1)));
            }
        }

        /** A base client prints what it gets: with a line feed in it, anybody could speak as somebody else. */
        private static byte[] line(String who, String text) {
            return FrameEncoder.encode(FrameType.CHAT, who + text.replace('\n', ' '));
        }

        @Override
        public void onNotice(RelayMessage.Notice notice) {
            cut(notice);
        }

        @Override
        public void onFile(RelayMessage.File file) {
            cut(file);
        }

        @Override
        public void onError(RelayMessage.Error error) {
            cut(notice(error.text()));
        }

        @Override
        public void onClose(RelayMessage.Close close) {
            cut(close);
            if (!close.reason().isEmpty()) {
                octets = joined(FrameEncoder.cutToBase(MessageWriter.octets(notice(close.reason()))), octets);
            }
        }

        @Override
        public void onHello(RelayMessage.Hello hello) {}

        @Override
        public void onWelcome(RelayMessage.Welcome welcome) {}

        @Override
        public void onPresence(RelayMessage.Presence presence) {}

        @Override
        public void onKeyEntry(RelayMessage.KeyEntry entry) {}

        @Override
        public void onKeysEnd(RelayMessage.KeysEnd end) {}

        @Override
        public void onModerated(RelayMessage.Moderated moderated) {
            cut(notice(BanWords.toConcerned(moderated)));
        }

        @Override
        public void onBanEntry(RelayMessage.BanEntry entry) {}

        @Override
        public void onBansEnd(RelayMessage.BansEnd end) {}

        @Override
        public void onRoom(RoomNews news) {}

        @Override
        public void onPing(RelayMessage.Ping ping) {}

        @Override
        public void onPong(RelayMessage.Pong pong) {}

        private static RelayMessage notice(String text) {
            return new RelayMessage.Notice(text, Optional.empty(), OptionalLong.empty());
        }

        private static byte[] joined(byte[] first, byte[] second) {
            byte[] both = new byte[first.length + second.length];
            System.arraycopy(first, 0, both, 0, first.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }
    }
}
