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
public sealed interface RelayMessage
        permits RelayMessage.Hello,
                RelayMessage.Welcome,
                RelayMessage.Chat,
                RelayMessage.Notice,
                RelayMessage.File,
                RelayMessage.Presence,
                RelayMessage.Error,
                RelayMessage.KeyEntry,
                RelayMessage.KeysEnd,
                RelayMessage.Moderated,
                RelayMessage.BanEntry,
                RelayMessage.BansEnd,
                RelayMessage.Ping,
                RelayMessage.Pong,
                RelayMessage.Close,
                RoomNews {
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

        void onKeyEntry(KeyEntry entry);

        void onKeysEnd(KeysEnd end);

        void onModerated(Moderated moderated);

        void onBanEntry(BanEntry entry);

        void onBansEnd(BansEnd end);

        void onRoom(RoomNews news);

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
     * @param facts of the session: {@code time} in milliseconds, {@code ping} and {@code timeout} in seconds, and
     *     {@code key}, whether the key of the connection opens the account: a {@link KeyStanding} in lower case
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
     * {@code sender: text | id | room | seq | time | request | reply}: somebody said something. With a request's id it was
     * said before, and is part of the answer.
     *
     * @param sender who
     * @param text without controls but LF and TAB
     * @param id as its author gave it
     * @param room absent means the lobby
     * @param seq its place in the room, from 1, where the relay keeps a history
     * @param timeMillis when the relay took it
     * @param request of the {@link RoomRequest.History} that this answers, if it does
     * @param replyTo seq of the message in that room that is answered, if one is
     */
    record Chat(
            UserName sender,
            String text,
            Optional<MessageId> id,
            Optional<RoomName> room,
            OptionalLong seq,
            OptionalLong timeMillis,
            Optional<RequestId> request,
            OptionalLong replyTo)
            implements RelayMessage {
        public Chat {
            Objects.requireNonNull(sender);
            FreeText.checked("A chat text", text, Integer.MAX_VALUE);
            Objects.requireNonNull(id);
            Objects.requireNonNull(room);
            seq.ifPresent(value -> Numbers.checked("A seq", value, 1, Numbers.MAX));
            timeMillis.ifPresent(value -> Numbers.checked("A time", value));
            Objects.requireNonNull(request);
            replyTo.ifPresent(value -> Numbers.checked("A seq", value, 1, Numbers.MAX));
        }

        /** One that is said now and answers no other. */
        public Chat(
                UserName sender,
                String text,
                Optional<MessageId> id,
                Optional<RoomName> room,
                OptionalLong seq,
                OptionalLong timeMillis) {
            this(sender, text, id, room, seq, timeMillis, Optional.empty(), OptionalLong.empty());
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
     * {@code user | state | files | octets | since | status | fingerprint | role}: what is to be seen of a user.
     *
     * @param user who
     * @param state here, away or gone
     * @param sharedFiles how many files the share has, absent when the user's client doesn't say
     * @param sharedOctets their size together
     * @param sinceMillis when the user logged in, or left
     * @param status one line in the user's own words, or empty
     * @param fingerprint of the key with which the user's connection is encrypted, as the relay has seen it proven
     * @param role what the user may do
     */
    record Presence(
            UserName user,
            PresenceState state,
            OptionalLong sharedFiles,
            OptionalLong sharedOctets,
            OptionalLong sinceMillis,
            String status,
            Optional<Fingerprint> fingerprint,
            Role role)
            implements RelayMessage {
        public Presence {
            Objects.requireNonNull(user);
            Objects.requireNonNull(state);
            sharedFiles.ifPresent(value -> Numbers.checked("The number of shared files", value));
            sharedOctets.ifPresent(value -> Numbers.checked("The size of a share", value));
            sinceMillis.ifPresent(value -> Numbers.checked("A time", value));
            FreeText.checkedLine("A status", status, Limits.STATUS_OCTETS);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(role);
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

    /**
     * {@code key | request | fingerprint | label | added | used | current}: one of the keys that are bound to the account.
     *
     * @param request of the question
     * @param fingerprint of the key
     * @param label what the user calls it, one line; may be empty
     * @param addedMillis when it was bound
     * @param usedMillis when it was last used to log in, roughly; absent if it never was
     * @param isCurrent whether it is the key of this very connection
     */
    record KeyEntry(
            RequestId request,
            Fingerprint fingerprint,
            String label,
            long addedMillis,
            OptionalLong usedMillis,
            boolean isCurrent)
            implements RelayMessage {
        public KeyEntry {
            Objects.requireNonNull(request);
            Objects.requireNonNull(fingerprint);
            FreeText.checkedLine("The label of a key", label, Limits.LABEL_OCTETS);
            Numbers.checked("A time", addedMillis);
            usedMillis.ifPresent(value -> Numbers.checked("A time", value));
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeyEntry(this);
        }
    }

    /** {@code end | request}: that were all keys. */
    record KeysEnd(RequestId request) implements RelayMessage {
        public KeysEnd {
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeysEnd(this);
        }
    }

    /**
     * {@code verb | request | target | seconds | role | reason | by}: something was done about somebody. Told to who did
     * it, with the request's id, and without one to whom it concerns.
     *
     * @param verb what
     * @param request of the question, absent for whom it concerns
     * @param target whom
     * @param seconds for how long, absent for good
     * @param role which one was given, absent for other verbs
     * @param reason one line; may be empty
     * @param by who did it, absent for whoever runs the relay
     */
    record Moderated(
            ModerationVerb verb,
            Optional<RequestId> request,
            ModerationTarget target,
            OptionalLong seconds,
            Optional<Role> role,
            String reason,
            Optional<UserName> by)
            implements RelayMessage {
        public Moderated {
            Objects.requireNonNull(request);
            Moderations.check(verb, target, seconds, role, reason);
            Objects.requireNonNull(by);
        }

        @Override
        public void accept(Handler handler) {
            handler.onModerated(this);
        }
    }

    /**
     * {@code ban or mute | request | target | by | since | until | reason}: one that is in force.
     *
     * @param request of the question
     * @param verb {@code BAN} or {@code MUTE}
     * @param target whom
     * @param by who did it, absent for whoever runs the relay
     * @param sinceMillis since when
     * @param untilMillis until when, absent for good
     * @param reason one line; may be empty
     */
    record BanEntry(
            RequestId request,
            ModerationVerb verb,
            ModerationTarget target,
            Optional<UserName> by,
            long sinceMillis,
            OptionalLong untilMillis,
            String reason)
            implements RelayMessage {
        public BanEntry {
            Objects.requireNonNull(request);
            Objects.requireNonNull(by);
            if (verb != ModerationVerb.BAN && verb != ModerationVerb.MUTE) {
                throw new InvalidValueException("What is in force is a ban or a mute.");
            }
            Moderations.check(verb, target, OptionalLong.empty(), Optional.empty(), reason);
            Numbers.checked("A time", sinceMillis);
            untilMillis.ifPresent(value -> Numbers.checked("A time", value));
        }

        @Override
        public void accept(Handler handler) {
            handler.onBanEntry(this);
        }
    }

    /** {@code end | request}: that were all who are banned or muted. */
    record BansEnd(RequestId request) implements RelayMessage {
        public BansEnd {
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onBansEnd(this);
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
     * {@code  | reason | code | seconds}: the relay ends the connection.
     *
     * @param reason a sentence for people, or empty
     * @param code for programs, which decide by it whether to come back
     * @param retrySeconds after how long to come back, if the relay knows; each client takes a random moment between
     *     that and twice that, so that they don't come all at once
     */
    record Close(String reason, Optional<ErrorCode> code, OptionalLong retrySeconds) implements RelayMessage {
        /** The longest pause, a day. */
        public static final long RETRY_SECONDS_MAX = 86_400;

        public Close {
            FreeText.checked("A reason", reason, Limits.SENTENCE_OCTETS);
            Objects.requireNonNull(code);
            retrySeconds.ifPresent(value -> Numbers.checked("A pause in seconds", value, 0, RETRY_SECONDS_MAX));
        }

        /** One that doesn't say when to come back. */
        public Close(String reason, Optional<ErrorCode> code) {
            this(reason, code, OptionalLong.empty());
        }

        @Override
        public void accept(Handler handler) {
            handler.onClose(this);
        }
    }
}
