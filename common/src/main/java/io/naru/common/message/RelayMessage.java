package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a relay may tell a client; {@link Handler} is the whole catalogue. Each record beside its frame's layout, with
 * {@code |} for the unit separator (PROTOCOL.md, section 3). Times are milliseconds since 1970-01-01T00:00Z.
 */
public sealed interface RelayMessage {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method for each message, so that a new one doesn't compile until all who handle messages decide. */
    interface Handler {
        void onHello(Hello hello);

        void onWelcome(Welcome welcome);

        void onChat(Chat chat);

        void onNotice(Notice notice);

        void onFile(File file);

        void onPresence(Presence presence);

        void onError(Error error);

        void onPing(Ping ping);

        void onPong(Pong pong);

        void onClose(Close close);
    }

    /**
     * {@code naru/VERSION | relay name | registration | limits}: answers a client's HELLO.
     *
     * @param version the version that both speak from here, 1 to 999
     * @param relayName what the relay is called, one line
     * @param registration how it takes new accounts
     * @param limits what it allows, under the keys {@code frame} and {@code chat} in octets
     */
    record Hello(int version, String relayName, Registration registration, Facts limits) implements RelayMessage {
        public Hello {
            Numbers.checked("A protocol version", version, 1, 999);
            FreeText.checkedLine("The name of a relay", relayName, 64);
            Objects.requireNonNull(registration);
            Objects.requireNonNull(limits);
        }

        @Override
        public void accept(Handler handler) {
            handler.onHello(this);
        }
    }

    /**
     * {@code user | role | facts}: the login was accepted.
     *
     * @param user the name as the account has it
     * @param role what the user may do
     * @param facts of the session: {@code time} in milliseconds, {@code ping} and {@code timeout} in seconds
     */
    record Welcome(UserName user, Role role, Facts facts) implements RelayMessage {
        public Welcome {
            Objects.requireNonNull(user);
            Objects.requireNonNull(role);
            Objects.requireNonNull(facts);
        }

        @Override
        public void accept(Handler handler) {
            handler.onWelcome(this);
        }
    }

    /**
     * {@code sender: text | id | room | seq | time}: somebody said something.
     *
     * @param sender who
     * @param text without controls but LF and TAB
     * @param id as its author gave it
     * @param room absent means the lobby
     * @param seq its place in the room, from 1, where the relay keeps a history
     * @param timeMillis when the relay took it
     */
    record Chat(
            UserName sender,
            String text,
            Optional<MessageId> id,
            Optional<RoomName> room,
            OptionalLong seq,
            OptionalLong timeMillis)
            implements RelayMessage {
        public Chat {
            Objects.requireNonNull(sender);
            FreeText.checked("A chat text", text, Integer.MAX_VALUE);
            Objects.requireNonNull(id);
            Objects.requireNonNull(room);
            seq.ifPresent(value -> Numbers.checked("A seq", value, 1, Numbers.MAX));
            timeMillis.ifPresent(value -> Numbers.checked("A time", value));
        }

        @Override
        public void accept(Handler handler) {
            handler.onChat(this);
        }
    }

    /**
     * {@code * text |  | room |  | time}: the relay itself says something to people.
     *
     * @param text what
     * @param room where it belongs, absent when it concerns the session
     * @param timeMillis when
     */
    record Notice(String text, Optional<RoomName> room, OptionalLong timeMillis) implements RelayMessage {
        public Notice {
            FreeText.checked("A notice", text, Limits.SENTENCE_OCTETS);
            Objects.requireNonNull(room);
            timeMillis.ifPresent(value -> Numbers.checked("A time", value));
        }

        @Override
        public void accept(Handler handler) {
            handler.onNotice(this);
        }
    }

    /** A FILE frame from another user. */
    record File(FileMessage message) implements RelayMessage {
        public File {
            Objects.requireNonNull(message);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFile(this);
        }
    }

    /**
     * {@code user | state | files | octets | since | status | fingerprint}: what is to be seen of a user.
     *
     * @param user who
     * @param state here, away or gone
     * @param sharedFiles how many files the share has, absent when the user's client doesn't say
     * @param sharedOctets their size together
     * @param sinceMillis when the user logged in, or left
     * @param status one line in the user's own words, or empty
     * @param fingerprint of the user's key, or empty
     */
    record Presence(
            UserName user,
            PresenceState state,
            OptionalLong sharedFiles,
            OptionalLong sharedOctets,
            OptionalLong sinceMillis,
            String status,
            String fingerprint)
            implements RelayMessage {
        public Presence {
            Objects.requireNonNull(user);
            Objects.requireNonNull(state);
            sharedFiles.ifPresent(value -> Numbers.checked("The number of shared files", value));
            sharedOctets.ifPresent(value -> Numbers.checked("The size of a share", value));
            sinceMillis.ifPresent(value -> Numbers.checked("A time", value));
            FreeText.checkedLine("A status", status, Limits.STATUS_OCTETS);
            if (!fingerprint.isEmpty()) {
                Ids.checked("A fingerprint", fingerprint, 128);
            }
        }

        @Override
        public void accept(Handler handler) {
            handler.onPresence(this);
        }
    }

    /**
     * {@code text | code | id}: a refusal.
     *
     * @param text a sentence for people
     * @param code for programs; {@link ErrorCode#INTERNAL} for a word that this version doesn't know
     * @param id of the message or request that is refused, or empty
     */
    record Error(String text, ErrorCode code, String id) implements RelayMessage {
        public Error {
            FreeText.checked("An error's text", text, Limits.SENTENCE_OCTETS);
            Objects.requireNonNull(code);
            if (!id.isEmpty()) {
                Ids.checked("The id of what is refused", id);
            }
        }

        @Override
        public void accept(Handler handler) {
            handler.onError(this);
        }
    }

    /** {@code token}: asks for a {@link ClientMessage.Pong} with the same token. */
    record Ping(String token) implements RelayMessage {
        public Ping {
            Ids.checked("A ping's token", token);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPing(this);
        }
    }

    /** {@code token}: answers a {@link ClientMessage.Ping}. */
    record Pong(String token) implements RelayMessage {
        public Pong {
            Ids.checked("A ping's token", token);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPong(this);
        }
    }

    /**
     * {@code | reason | code}: the relay ends the connection.
     *
     * @param reason a sentence for people, or empty
     * @param code for programs, which decide by it whether to come back
     */
    record Close(String reason, Optional<ErrorCode> code) implements RelayMessage {
        public Close {
            FreeText.checked("A reason", reason, Limits.SENTENCE_OCTETS);
            Objects.requireNonNull(code);
        }

        @Override
        public void accept(Handler handler) {
            handler.onClose(this);
        }
    }
}
