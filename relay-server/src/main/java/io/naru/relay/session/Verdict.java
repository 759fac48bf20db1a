package io.naru.relay.session;

import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.store.Account;
import java.util.Objects;

/** What became of credentials. */
sealed interface Verdict {
    /** Calls the handler's method for this verdict. */
    void accept(Handler handler);

    /** One method for each verdict. */
    interface Handler {
        void onAccepted(Account account);

        void onRefused(Refused refused);
    }

    /** They are right, or the account was made by them. */
    record Accepted(Account account) implements Verdict {
        public Accepted {
            Objects.requireNonNull(account);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAccepted(account);
        }
    }

    /** They aren't, or nobody could look. */
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
