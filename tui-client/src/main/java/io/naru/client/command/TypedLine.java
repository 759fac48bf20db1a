package io.naru.client.command;

import java.util.Objects;

/** What became of a typed line. */
public sealed interface TypedLine {
    /** Calls the handler's method for this line. */
    void accept(Handler handler);

    /** One method for each. */
    interface Handler {
        void onUnderstood(Understood line);

        void onRefused(Refused line);
    }

    /** It asks for something. */
    record Understood(Command command) implements TypedLine {
        public Understood {
            Objects.requireNonNull(command);
        }

        @Override
        public void accept(Handler handler) {
            handler.onUnderstood(this);
        }
    }

    /** It's no command that there is, or its arguments are wrong; the sentence says what and what to type. */
    record Refused(String sentence) implements TypedLine {
        public Refused {
            Objects.requireNonNull(sentence);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRefused(this);
        }
    }
}
