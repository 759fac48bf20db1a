package io.naru.client.update;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Password;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What the reducer wants done about keys and passwords, and about who may be here. */
public sealed interface TrustEffect extends Effect {
    /** Calls the handler's method for this effect. */
    void accept(Handler handler);

    @Override
    default void accept(Effect.Handler handler) {
        handler.onTrust(this);
    }

    /** One method for each effect. */
    interface Handler {
        void onTrustRelay(TrustRelay effect);

        void onGivePassword(GivePassword effect);

        void onListKeys(ListKeys effect);

        void onAddKey(AddKey effect);

        void onRemoveKey(RemoveKey effect);

        void onModerate(Moderate effect);

        void onListBans(ListBans effect);

        void onMakeSafetyNumber(MakeSafetyNumber effect);

        void onVerifyPeer(VerifyPeer effect);

        void onAcceptPeer(AcceptPeer effect);
    }

    /** Says that the relay which is seen for the first time is the right one. */
    record TrustRelay(String relay, Fingerprint fingerprint) implements TrustEffect {
        public TrustRelay {
            Objects.requireNonNull(relay);
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onTrustRelay(this);
        }
    }

    /** Gives the password that the relay wants; whoever carries it out owns it. */
    record GivePassword(Password password) implements TrustEffect {
        public GivePassword {
            Objects.requireNonNull(password);
        }

        @Override
        public void accept(Handler handler) {
            handler.onGivePassword(this);
        }
    }

    /** Asks for the keys of the account. */
    record ListKeys() implements TrustEffect {
        @Override
        public void accept(Handler handler) {
            handler.onListKeys(this);
        }
    }

    /** Binds the key of this install to the account. */
    record AddKey(String label) implements TrustEffect {
        public AddKey {
            Objects.requireNonNull(label);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAddKey(this);
        }
    }

    /** Takes a key from the account. */
    record RemoveKey(Fingerprint fingerprint) implements TrustEffect {
        public RemoveKey {
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRemoveKey(this);
        }
    }

    /** Does something about somebody; the parameters are those of the command. */
    record Moderate(
            ModerationVerb verb, ModerationTarget target, Optional<Duration> span, Optional<Role> role, String reason)
            implements TrustEffect {
        public Moderate {
            Objects.requireNonNull(verb);
            Objects.requireNonNull(target);
            Objects.requireNonNull(span);
            Objects.requireNonNull(role);
            Objects.requireNonNull(reason);
        }

        @Override
        public void accept(Handler handler) {
            handler.onModerate(this);
        }
    }

    /** Asks who is banned or muted. */
    record ListBans() implements TrustEffect {
        @Override
        public void accept(Handler handler) {
            handler.onListBans(this);
        }
    }

    /** Asks for the number to compare with somebody. */
    record MakeSafetyNumber(UserName user) implements TrustEffect {
        public MakeSafetyNumber {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onMakeSafetyNumber(this);
        }
    }

    /** Remembers that the number made of this key was compared. */
    record VerifyPeer(UserName user, Fingerprint fingerprint) implements TrustEffect {
        public VerifyPeer {
            Objects.requireNonNull(user);
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onVerifyPeer(this);
        }
    }

    /** Takes somebody's changed key. */
    record AcceptPeer(UserName user, Fingerprint fingerprint) implements TrustEffect {
        public AcceptPeer {
            Objects.requireNonNull(user);
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAcceptPeer(this);
        }
    }
}
