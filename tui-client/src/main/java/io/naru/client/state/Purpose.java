package io.naru.client.state;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.util.List;
import java.util.OptionalLong;

/** What a question is about. */
public sealed interface Purpose {
    /** Calls the handler's method for this purpose. */
    void accept(Handler handler);

    /** Whether there is no link until it is answered. */
    default boolean isGate() {
        return false;
    }

    /** Whether its detail is the person's own text, of which the beginnings of the lines will do. */
    default boolean isAboutText() {
        return false;
    }

    /**
     * When the question came up, by {@link Moment#nanos()}, if it mustn't be answered by accident: what was being typed
     * then is no answer.
     */
    default OptionalLong sinceNanos() {
        return OptionalLong.empty();
    }

    /** One method for each purpose. */
    interface Handler {
        void onQuit(Quit purpose);

        void onSendPaste(SendPaste purpose);

        void onCancelTransfers(CancelTransfers purpose);

        void onLargeFolder(LargeFolder purpose);

        void onTrustRelay(TrustRelay purpose);

        void onVerifyPeer(VerifyPeer purpose);
    }

    /**
     * Trusting a relay that is seen for the first time.
     *
     * @param relay as the engine told it
     * @param askedNanos {@link #sinceNanos}
     */
    record TrustRelay(String relay, Fingerprint fingerprint, long askedNanos) implements Purpose {
        @Override
        public boolean isGate() {
            return true;
        }

        @Override
        public OptionalLong sinceNanos() {
            return OptionalLong.of(askedNanos);
        }

        @Override
        public void accept(Handler handler) {
            handler.onTrustRelay(this);
        }
    }

    /**
     * Whether the number that was made of this key is the same on the other side.
     *
     * @param askedNanos {@link #sinceNanos}
     */
    record VerifyPeer(UserName user, Fingerprint fingerprint, long askedNanos) implements Purpose {
        @Override
        public OptionalLong sinceNanos() {
            return OptionalLong.of(askedNanos);
        }

        @Override
        public void accept(Handler handler) {
            handler.onVerifyPeer(this);
        }
    }

    /** Leaving. */
    record Quit() implements Purpose {
        @Override
        public void accept(Handler handler) {
            handler.onQuit(this);
        }
    }

    /** Sending a pasted text of several lines as one message. */
    record SendPaste(String text) implements Purpose {
        @Override
        public boolean isAboutText() {
            return true;
        }

        @Override
        public void accept(Handler handler) {
            handler.onSendPaste(this);
        }
    }

    /**
     * Going on with a folder that turned out to be very large; it is paused meanwhile.
     *
     * @param askedNanos {@link #sinceNanos}
     */
    record LargeFolder(long id, long askedNanos) implements Purpose {
        @Override
        public OptionalLong sinceNanos() {
            return OptionalLong.of(askedNanos);
        }

        @Override
        public void accept(Handler handler) {
            handler.onLargeFolder(this);
        }
    }

    /** Cancelling transfers. */
    record CancelTransfers(List<Long> ids) implements Purpose {
        public CancelTransfers {
            ids = List.copyOf(ids);
        }

        @Override
        public void accept(Handler handler) {
            handler.onCancelTransfers(this);
        }
    }
}
