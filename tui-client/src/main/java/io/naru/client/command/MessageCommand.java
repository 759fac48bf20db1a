package io.naru.client.command;

import java.util.Objects;

/** What a typed line asks for about messages that were said before. */
public sealed interface MessageCommand extends Command {
    /** Calls the handler's method for this command. */
    void accept(Handler handler);

    @Override
    default void accept(Command.Handler handler) {
        handler.onMessages(this);
    }

    /** One method for each command. */
    interface Handler {
        void onSearch(Search command);

        void onReply(Reply command);
    }

    /** Searches what was said in all rooms; without words, goes on with the search before. */
    record Search(String words) implements MessageCommand {
        public Search {
            Objects.requireNonNull(words);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSearch(this);
        }
    }

    /** Answers the message that is picked out, or the last one of somebody else. */
    record Reply(String text) implements MessageCommand {
        public Reply {
            Objects.requireNonNull(text);
        }

        @Override
        public void accept(Handler handler) {
            handler.onReply(this);
        }

        @Override
        public boolean isSpeech() {
            return true;
        }
    }
}
