package io.naru.client.state;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;

/** Of what the details are. */
public sealed interface Subject {
    /** Calls the handler's method for this subject. */
    void accept(Handler handler);

    /** One method for each subject. */
    interface Handler {
        void onUser(OfUser subject);

        void onFile(OfFile subject);

        void onTransfer(OfTransfer subject);

        void onKeys(OfKeys subject);

        void onBans(OfBans subject);

        void onOtherKey(OfOtherKey subject);

        void onEnding(OfEnding subject);
    }

    /** What stands above the details. */
    default String title() {
        return "Details";
    }

    /** A user. */
    record OfUser(UserName user) implements Subject {
        @Override
        public void accept(Handler handler) {
            handler.onUser(this);
        }
    }

    /** A file of somebody's share. */
    record OfFile(Person owner, FileEntry entry) implements Subject {
        @Override
        public void accept(Handler handler) {
            handler.onFile(this);
        }
    }

    /** The keys that open the account. */
    record OfKeys() implements Subject {
        @Override
        public String title() {
            return "Keys of your account";
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeys(this);
        }
    }

    /** Who is banned or muted. */
    record OfBans() implements Subject {
        @Override
        public String title() {
            return "Banned and muted";
        }

        @Override
        public void accept(Handler handler) {
            handler.onBans(this);
        }
    }

    /**
     * A relay that shows another key than it should.
     *
     * @param file where the expected one is written; empty if it came with an invite or the command line
     * @param line of the file, from 1
     */
    record OfOtherKey(SafeText relay, Fingerprint expected, Fingerprint seen, SafeText file, int line)
            implements Subject {
        @Override
        public String title() {
            return "! Another key";
        }

        @Override
        public void accept(Handler handler) {
            handler.onOtherKey(this);
        }
    }

    /** The end of the link, by somebody who may end it. */
    record OfEnding(SafeText sentence) implements Subject {
        @Override
        public String title() {
            return "Not connected";
        }

        @Override
        public void accept(Handler handler) {
            handler.onEnding(this);
        }
    }

    /** A transfer. */
    record OfTransfer(long id) implements Subject {
        @Override
        public void accept(Handler handler) {
            handler.onTransfer(this);
        }
    }
}
