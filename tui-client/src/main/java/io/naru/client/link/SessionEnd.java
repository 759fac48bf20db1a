package io.naru.client.link;

import io.naru.common.message.Fingerprint;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/** Why a session is over, which decides what comes next. */
sealed interface SessionEnd {
    /** Calls the handler's method for this end. */
    void accept(Handler handler);

    /** One method for each end. */
    interface Handler {
        void onBroken(Broken end);

        void onRefused(Refused end);

        void onHopeless(Hopeless end);

        void onUnknownKey(UnknownKey end);

        void onOtherKey(OtherKey end);
    }

    /** Something went wrong that may be better the next time. */
    record Broken(String sentence) implements SessionEnd {
        @Override
        public void accept(Handler handler) {
            handler.onBroken(this);
        }
    }

    /**
     * The relay said no, or goodbye.
     *
     * @param backIn when it means to be there again, if it said so
     */
    record Refused(String sentence, ErrorCode code, Optional<Duration> backIn) implements SessionEnd {
        /** It didn't say when. */
        Refused(String sentence, ErrorCode code) {
            this(sentence, code, Optional.empty());
        }

        @Override
        public void accept(Handler handler) {
            handler.onRefused(this);
        }
    }

    /** It can't be better the next time unless the user does something. */
    record Hopeless(String sentence) implements SessionEnd {
        @Override
        public void accept(Handler handler) {
            handler.onHopeless(this);
        }
    }

    /** The relay showed a key, and there is none to compare it with. */
    record UnknownKey(Fingerprint seen) implements SessionEnd {
        @Override
        public void accept(Handler handler) {
            handler.onUnknownKey(this);
        }
    }

    /** The relay showed another key than it should. */
    record OtherKey(RelayKeyException fault) implements SessionEnd {
        @Override
        public void accept(Handler handler) {
            handler.onOtherKey(this);
        }
    }
}
