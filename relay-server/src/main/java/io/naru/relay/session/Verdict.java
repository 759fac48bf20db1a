package io.naru.relay.session;

import io.naru.common.message.KeyStanding;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.LoginOutcome;
import io.naru.relay.store.Account;
import java.util.Objects;

/** What became of a login. */
sealed interface Verdict {
    /** Calls the handler's method for this verdict. */
    void accept(Handler handler);

    /** One method for each verdict. */
    interface Handler {
        void onAccepted(Accepted accepted);

        void onKeyUnknown();

        void onRefused(Refused refused);
    }

    /**
     * The account is open, or was made.
     *
     * @param account whose
     * @param standing what the key of the connection is to it
     * @param how by what
     */
    record Accepted(Account account, KeyStanding standing, LoginOutcome how) implements Verdict {
        public Accepted {
            Objects.requireNonNull(account);
            Objects.requireNonNull(standing);
            if (!how.isIn()) {
                throw new IllegalArgumentException("nobody comes in by " + how);
            }
        }

        @Override
        public void accept(Handler handler) {
            handler.onAccepted(this);
        }
    }

    /** The key doesn't open that account; a password may. */
    record KeyUnknown() implements Verdict {
        @Override
        public void accept(Handler handler) {
            handler.onKeyUnknown();
        }
    }

    /** It stays closed, or nobody could look. */
    record Refused(ErrorCode code, String sentence, DropReason reason) implements Verdict {
        public Refused {
            Objects.requireNonNull(code);
            Objects.requireNonNull(sentence);
            Objects.requireNonNull(reason);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRefused(this);
        }
    }
}
