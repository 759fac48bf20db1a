package io.naru.client.command;

import io.naru.common.message.UserName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a typed line asks for about transfers, and about files of others and one's own. */
public sealed interface TransferCommand extends Command {
    /** Calls the handler's method for this command. */
    void accept(Handler handler);

    @Override
    default void accept(Command.Handler handler) {
        handler.onTransfers(this);
    }

    /** One method for each command. */
    interface Handler {
        void onQueue(Queue command);

        void onFind(Find command);

        void onSend(Send command);

        void onOffers(Offers command);

        void onAskAgain(AskAgain command);

        void onPeek(Peek command);
    }

    /** What can be done to transfers. */
    enum Verb {
        /** Leaves downloads alone. */
        PAUSE("pause"),
        /** Goes on with those that were paused. */
        RESUME("resume"),
        /** Tries those again that failed. */
        RETRY("retry"),
        /** Ends those that haven't ended. */
        CANCEL("cancel"),
        /** Takes those out of the list that have ended. */
        CLEAR("clear"),
        /** Lets one go before all others. */
        FIRST("first"),
        /** Lets one go before others. */
        SOONER("sooner"),
        /** Lets one go behind others. */
        LATER("later"),
        /** Takes the queue over from another program of this install. */
        TAKE("take");

        private final String word;

        Verb(String word) {
            this.word = word;
        }

        /** How it is typed. */
        public String word() {
            return word;
        }

        /** Whether it is about one transfer, which must be named. */
        public boolean needsNumber() {
            return this == FIRST || this == SOONER || this == LATER;
        }
    }

    /** What can be said to an offer. */
    enum Reply {
        /** Fetches the files. */
        YES("yes"),
        /** Leaves them. */
        NO("no"),
        /** Fetches them, and whatever the same user offers from here on. */
        ALWAYS("always");

        private final String word;

        Reply(String word) {
            this.word = word;
        }

        /** How it is typed. */
        public String word() {
            return word;
        }
    }

    /**
     * Does something to a transfer, or to all that it fits.
     *
     * @param number of the transfer; empty for all
     */
    record Queue(Verb verb, OptionalLong number) implements TransferCommand {
        public Queue {
            Objects.requireNonNull(verb);
            Objects.requireNonNull(number);
        }

        @Override
        public void accept(Handler handler) {
            handler.onQueue(this);
        }
    }

    /** Searches in everybody's files; without words, goes back to what was found last. */
    record Find(String words) implements TransferCommand {
        public Find {
            Objects.requireNonNull(words);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFind(this);
        }
    }

    /**
     * Offers files of this machine to somebody.
     *
     * @param files as typed ({@code ~} allowed), one or more
     */
    record Send(UserName user, List<String> files) implements TransferCommand {
        public Send {
            Objects.requireNonNull(user);
            files = List.copyOf(files);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSend(this);
        }
    }

    /**
     * Shows what others offer, or answers one of the offers.
     *
     * @param number of the offer in the list, from 1; empty for the only one
     */
    record Offers(Optional<Reply> reply, OptionalInt number) implements TransferCommand {
        public Offers {
            Objects.requireNonNull(reply);
            Objects.requireNonNull(number);
        }

        @Override
        public void accept(Handler handler) {
            handler.onOffers(this);
        }
    }

    /**
     * Asks again about each offer of a user whose offers were taken without asking.
     *
     * @param user empty to tell only whose offers are
     */
    record AskAgain(Optional<UserName> user) implements TransferCommand {
        /** How it is typed behind {@code /offers}. */
        public static final String WORD = "ask";

        public AskAgain {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAskAgain(this);
        }
    }

    /**
     * Shows the beginning of a file without downloading it.
     *
     * @param path as its owner calls it, from the top of the share
     */
    record Peek(UserName user, String path) implements TransferCommand {
        public Peek {
            Objects.requireNonNull(user);
            Objects.requireNonNull(path);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPeek(this);
        }
    }
}
