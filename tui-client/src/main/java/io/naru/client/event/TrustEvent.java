package io.naru.client.event;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the engine tells about keys and passwords, about safety numbers, and about what is done to whom. */
public sealed interface TrustEvent extends EngineEvent {
    /** Calls the handler's method for this event. */
    void accept(Handler handler);

    @Override
    default void accept(EngineEvent.Handler handler) {
        handler.onTrust(this);
    }

    /** One method for each event. */
    interface Handler {
        void onRelayUnknown(RelayUnknown event);

        void onRelayChanged(RelayChanged event);

        void onPasswordWanted(PasswordWanted event);

        void onKeyUnbound(KeyUnbound event);

        void onPeerTrusted(PeerTrusted event);

        void onSafetyNumberMade(SafetyNumberMade event);

        void onKeysReceived(KeysReceived event);

        void onModerated(Moderated event);

        void onBansReceived(BansReceived event);
    }

    /**
     * The relay is seen for the first time, and nothing but that was said to it. The engine waits for
     * {@code Engine.trustRelay} with the same words, or {@code Engine.leave}.
     *
     * @param relay {@code host:port} as the user wrote it
     * @param fingerprint of its key, to be compared with what whoever runs it says
     */
    record RelayUnknown(String relay, Fingerprint fingerprint) implements TrustEvent {
        public RelayUnknown {
            Objects.requireNonNull(relay);
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRelayUnknown(this);
        }
    }

    /**
     * The relay shows another key than it should: somebody may stand between, or it has a new one. There is no way to go
     * on; the link is gone for good, as after {@code LinkEnded}, which isn't told in addition.
     *
     * @param relay {@code host:port} as the user wrote it
     * @param expected what it should be
     * @param seen what it is
     * @param file where {@code expected} is written; empty if it came with the command line or an invite
     * @param line of the file, from 1; 0 without a file
     * @param sentence all of that in words and what to do, several lines
     */
    record RelayChanged(
            String relay, Fingerprint expected, Fingerprint seen, Optional<Path> file, int line, String sentence)
            implements TrustEvent {
        public RelayChanged {
            Objects.requireNonNull(relay);
            Objects.requireNonNull(expected);
            Objects.requireNonNull(seen);
            Objects.requireNonNull(file);
            Objects.requireNonNull(sentence);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRelayChanged(this);
        }
    }

    /**
     * The relay wants a password. The engine waits for {@code Engine.password}, or {@code Engine.leave}.
     *
     * @param user whose
     * @param relay {@code host:port} as the user wrote it
     * @param refusal why the one before wasn't taken, a sentence; empty when it is wanted for the first time
     */
    record PasswordWanted(UserName user, String relay, String refusal) implements TrustEvent {
        public PasswordWanted {
            Objects.requireNonNull(user);
            Objects.requireNonNull(relay);
            Objects.requireNonNull(refusal);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPasswordWanted(this);
        }
    }

    /**
     * A password opened the account, and the key of this install doesn't yet: binding it would spare the password from
     * here on. Told once.
     *
     * @param fingerprint of the key
     */
    record KeyUnbound(Fingerprint fingerprint) implements TrustEvent {
        public KeyUnbound {
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeyUnbound(this);
        }
    }

    /** What is known of somebody's key changed by what this user did: compared numbers, or accepted a new key. */
    record PeerTrusted(UserName user, Fingerprint fingerprint, PeerTrust trust) implements TrustEvent {
        public PeerTrusted {
            Objects.requireNonNull(user);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(trust);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPeerTrusted(this);
        }
    }

    /**
     * The number to compare with somebody, over another way than this relay.
     *
     * @param user with whom
     * @param fingerprint the user's key, of which the number is made; what {@code Engine.verifyPeer} is to be told
     * @param groups 12 groups of 5 digits, the same on the other side
     * @param trust what is known of that key now
     */
    record SafetyNumberMade(UserName user, Fingerprint fingerprint, List<String> groups, PeerTrust trust)
            implements TrustEvent {
        public SafetyNumberMade {
            Objects.requireNonNull(user);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(trust);
            groups = List.copyOf(groups);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSafetyNumberMade(this);
        }
    }

    /**
     * The keys that open the account, after one was asked about, added or removed.
     *
     * @param verb what was asked for
     * @param keys all of them, in the relay's order
     */
    record KeysReceived(KeysVerb verb, List<BoundKey> keys) implements TrustEvent {
        public KeysReceived {
            Objects.requireNonNull(verb);
            keys = List.copyOf(keys);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeysReceived(this);
        }
    }

    /**
     * Something was done about somebody: by this user, or about this user. What is done among others is told by
     * {@code NoticeReceived}.
     *
     * @param verb what
     * @param target whom
     * @param by who did it; empty for whoever runs the relay
     * @param span for how long; empty for good
     * @param role which one was given; empty for other verbs
     * @param reason one line as it came; may be empty
     * @param isByMe whether this user did it
     */
    record Moderated(
            ModerationVerb verb,
            ModerationTarget target,
            Optional<UserName> by,
            Optional<Duration> span,
            Optional<Role> role,
            String reason,
            boolean isByMe)
            implements TrustEvent {
        public Moderated {
            Objects.requireNonNull(verb);
            Objects.requireNonNull(target);
            Objects.requireNonNull(by);
            Objects.requireNonNull(span);
            Objects.requireNonNull(role);
            Objects.requireNonNull(reason);
        }

        @Override
        public void accept(Handler handler) {
            handler.onModerated(this);
        }
    }

    /** Who is banned or muted, in the relay's order. */
    record BansReceived(List<BanInForce> bans) implements TrustEvent {
        public BansReceived {
            bans = List.copyOf(bans);
        }

        @Override
        public void accept(Handler handler) {
            handler.onBansReceived(this);
        }
    }
}
