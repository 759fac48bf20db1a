package io.naru.client.command;

import java.util.Objects;

/** What became of a typed line. */
public sealed interface TypedLine {
    /** It asks for something. */
    record Understood(Command command) implements TypedLine {
        public Understood {
            Objects.requireNonNull(command);
        }
    }

    /** It's no command that there is, or its arguments are wrong; the sentence says what and what to type. */
    record Refused(String sentence) implements TypedLine {
        public Refused {
            Objects.requireNonNull(sentence);
        }
    }
}
