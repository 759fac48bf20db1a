package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client may tell a relay; {@link Handler} is the whole catalogue. Each record beside its frame's layout, with
 * {@code |} for the unit separator (PROTOCOL.md, section 3).
 */
public sealed interface ClientMessage
        permits ClientMessage.Hello,
                ClientMessage.Credentials,
                ClientMessage.KeyLogin,
                ClientMessage.Chat,
                ClientMessage.File,
                ClientMessage.Presence,
                ClientMessage.Keys,
                ClientMessage.Moderate,
                ClientMessage.Bans,
                ClientMessage.Ping,
                ClientMessage.Pong,
                ClientMessage.Close,
                RoomRequest {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method for each message, so that a new one doesn't compile until all who handle messages decide. */
    interface Handler {
        void onHello(Hello hello);

        void onCredentials(Credentials credentials);

        void onKeyLogin(KeyLogin login);

        void onChat(Chat chat);

        void onFile(File file);

        void onPresence(Presence presence);

        void onKeys(Keys keys);

        void onModerate(Moderate moderate);

        void onBans(Bans bans);

        void onRoom(RoomRequest request);

        void onPing(Ping ping);

        void onPong(Pong pong);

        void onClose(Close close);
    }

    /**
     * {@code naru/VERSION | software}: opens the extended level.
     *
     * @param version 1 to 999
     * @param software name and version of the program, for logs; may be empty
     */
    record Hello(int version, String software) implements ClientMessage {
        public Hello {
            Numbers.checked("A protocol version", version, 1, 999);
            FreeText.checkedLine("The name of the software", software, 64);
        }

        @Override
        public void accept(Handler handler) {
            handler.onHello(this);
        }
    }

    /**
     * {@code user password | mode | invite}: logs in.
     *
     * @param user who
     * @param password wiped by whoever used it
     * @param mode log in, or register first; by key is {@link KeyLogin}
     * @param invite the code of an invite, or empty
     */
    record Credentials(UserName user, Password password, LoginMode mode, String invite) implements ClientMessage {
        public Credentials {
            Objects.requireNonNull(user);
            Objects.requireNonNull(password);
            Objects.requireNonNull(mode);
            if (mode == LoginMode.KEY) {
                throw new InvalidValueException("A login by key has no password.");
            }
            if (!invite.isEmpty()) {
                Ids.checked("An invite", invite);
            }
        }

        @Override
        public void accept(Handler handler) {
            handler.onCredentials(this);
        }

        @Override
        public String toString() {
            return "Credentials[user=" + user + ", mode=" + mode + "]";
        }
    }

    /**
     * {@code user | key}: logs in by the key that the client has proven to have when the connection was encrypted.
     *
     * @param user whose account the key is bound to
     */
    record KeyLogin(UserName user) implements ClientMessage {
        public KeyLogin {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeyLogin(this);
        }
    }

    /**
     * {@code text | id | room | reply}: says something.
     *
     * @param text without controls but LF and TAB; its limit is the relay's to check
     * @param id given by the author, absent from base clients
     * @param room absent from base clients, which means the lobby
     * @param replyTo seq of the message in that room that is answered, if one is
     */
    record Chat(String text, Optional<MessageId> id, Optional<RoomName> room, OptionalLong replyTo)
            implements ClientMessage {
        public Chat {
            FreeText.checked("A chat text", text, Integer.MAX_VALUE);
            Objects.requireNonNull(id);
            Objects.requireNonNull(room);
            replyTo.ifPresent(value -> Numbers.checked("A seq", value, 1, Numbers.MAX));
        }

        /** One that answers no other. */
        public Chat(String text, Optional<MessageId> id, Optional<RoomName> room) {
            this(text, id, room, OptionalLong.empty());
        }

        @Override
        public void accept(Handler handler) {
            handler.onChat(this);
        }
    }

    /** A FILE frame for another user, which the relay passes on unread. */
    record File(FileEnvelope envelope) implements ClientMessage {
        public File {
            Objects.requireNonNull(envelope);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFile(this);
        }
    }

    /**
     * {@code state | shared files | shared octets | status | hidden}: what others are to see of this user.
     *
     * @param state online or away
     * @param sharedFiles how many files the share has
     * @param sharedOctets their size together
     * @param status one line in the user's own words, 256 octets at most; may be empty
     * @param isSharingHidden whether something is shared that not everybody sees; for the relay alone, which has to know
     *     the session that files are asked of
     */
    record Presence(PresenceState state, long sharedFiles, long sharedOctets, String status, boolean isSharingHidden)
            implements ClientMessage {
        /** Of somebody who shares with everybody, or not at all. */
        public Presence(PresenceState state, long sharedFiles, long sharedOctets, String status) {
            this(state, sharedFiles, sharedOctets, status, false);
        }

        public Presence {
            if (state == PresenceState.OFFLINE) {
                throw new InvalidValueException("Only a relay says that somebody is offline.");
            }
            Numbers.checked("The number of shared files", sharedFiles);
            Numbers.checked("The size of a share", sharedOctets);
            FreeText.checkedLine("A status", status, Limits.STATUS_OCTETS);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPresence(this);
        }
    }

    /**
     * {@code verb | request | fingerprint | label}: asks about the keys of one's account. The answer is a
     * {@link RelayMessage.KeyEntry} for each key that is bound then, and a {@link RelayMessage.KeysEnd}.
     *
     * @param verb what about them
     * @param request the id of the answer
     * @param fingerprint the key to remove, absent otherwise
     * @param label what the user calls the key that is added, one line of 64 octets at most; may be empty
     */
    record Keys(KeysVerb verb, RequestId request, Optional<Fingerprint> fingerprint, String label)
            implements ClientMessage {
        public Keys {
            Objects.requireNonNull(verb);
            Objects.requireNonNull(request);
            if (fingerprint.isPresent() != (verb == KeysVerb.REMOVE)) {
                throw new InvalidValueException("A key is named to remove it, and only then.");
            }
            FreeText.checkedLine("The label of a key", label, Limits.LABEL_OCTETS);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeys(this);
        }
    }

    /**
     * {@code verb | request | target | seconds | role | reason}: does something about somebody. The answer is a
     * {@link RelayMessage.Moderated} with the same request id.
     *
     * @param verb what
     * @param request the id of the answer
     * @param target whom; nets and keys only for bans
     * @param seconds for how long to ban or mute, at least 1; absent for good
     * @param role which one to give, absent for other verbs
     * @param reason told to whom it concerns, one line of 256 octets at most; may be empty
     */
    record Moderate(
            ModerationVerb verb,
            RequestId request,
            ModerationTarget target,
            OptionalLong seconds,
            Optional<Role> role,
            String reason)
            implements ClientMessage {
        public Moderate {
            Objects.requireNonNull(request);
            Moderations.check(verb, target, seconds, role, reason);
        }

        @Override
        public void accept(Handler handler) {
            handler.onModerate(this);
        }
    }

    /**
     * {@code request}: asks who is banned or muted. The answer is a {@link RelayMessage.BanEntry} for each, and a
     * {@link RelayMessage.BansEnd}.
     */
    record Bans(RequestId request) implements ClientMessage {
        public Bans {
            Objects.requireNonNull(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onBans(this);
        }
    }

    /** {@code token}: asks for a {@link RelayMessage.Pong} with the same token. */
    record Ping(String token) implements ClientMessage {
        public Ping {
            Ids.checked("A ping's token", token);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPing(this);
        }
    }

    /** {@code token}: answers a {@link RelayMessage.Ping}. */
    record Pong(String token) implements ClientMessage {
        public Pong {
            Ids.checked("A ping's token", token);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPong(this);
        }
    }

    /** Nothing: the client leaves. */
    record Close() implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.onClose(this);
        }
    }
}
