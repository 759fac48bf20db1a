package io.naru.client.command;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** What a typed line asks for about keys, and about who may be here. */
public sealed interface TrustCommand extends Command {
    /** Calls the handler's method for this command. */
    void accept(Handler handler);

    @Override
    default void accept(Command.Handler handler) {
        handler.onTrust(this);
    }

    /** One method for each command. */
    interface Handler {
        void onVerify(Verify command);

        void onAcceptKey(AcceptKey command);

        void onKeys(Keys command);

        void onModerate(Moderate command);

        void onListBans(ListBans command);
    }

    /**
     * Shows the number to compare with somebody, or says that it was compared.
     *
     * @param isCompared whether the numbers were the same
     */
    record Verify(UserName user, boolean isCompared) implements TrustCommand {
        public Verify {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onVerify(this);
        }
    }

    /** Takes somebody's changed key without comparing anything. */
    record AcceptKey(UserName user) implements TrustCommand {
        public AcceptKey {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAcceptKey(this);
        }
    }

    /**
     * Lists the keys of one's account, adds that of this install, or removes one.
     *
     * @param fingerprint which one to remove; empty for other verbs, and where it is named by its number
     * @param number which one to remove, by its place in the list that was shown last, from 1
     * @param label of the one to add; may be empty
     */
    record Keys(KeysVerb verb, Optional<Fingerprint> fingerprint, OptionalInt number, String label)
            implements TrustCommand {
        public Keys {
            Objects.requireNonNull(verb);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(number);
            Objects.requireNonNull(label);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeys(this);
        }
    }

    /**
     * Does something about somebody.
     *
     * @param span for how long; empty for good, and for what takes no time
     * @param role which one to give; empty for other verbs
     * @param reason may be empty
     */
    record Moderate(
            ModerationVerb verb, ModerationTarget target, Optional<Duration> span, Optional<Role> role, String reason)
            implements TrustCommand {
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

    /** Lists who is banned or muted. */
    record ListBans() implements TrustCommand {
        @Override
        public void accept(Handler handler) {
            handler.onListBans(this);
        }
    }
}
