package io.naru.client.terminal;

import io.naru.client.input.Key;
import java.util.Objects;

/** What comes from the terminal. */
public sealed interface TerminalInput {
    /** Calls the handler's method for this input. */
    void accept(Handler handler);

    /** Everything that can come from a terminal. */
    interface Handler {
        /** A key was pressed. */
        void onKey(Key key);

        /**
         * Text was pasted.
         *
         * @param text with line feeds between lines; not made safe yet
         * @param truncated whether the paste was longer than what is kept of one
         */
        void onPaste(String text, boolean truncated);

        /** The terminal has another size now; both sides are at least 1. */
        void onResize(int columns, int rows);

        /** Nothing will come any more, because the terminal is gone. Comes once and last. */
        void onEndOfInput();
    }

    /** A key was pressed. */
    record KeyPressed(Key key) implements TerminalInput {
        /** Refuses null. */
        public KeyPressed {
            Objects.requireNonNull(key, "key");
        }

        @Override
        public void accept(Handler handler) {
            handler.onKey(key);
        }
    }

    /** Text was pasted. */
    record Pasted(String text, boolean truncated) implements TerminalInput {
        /** Refuses null. */
        public Pasted {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public void accept(Handler handler) {
            handler.onPaste(text, truncated);
        }
    }

    /** The terminal has another size. */
    record Resized(int columns, int rows) implements TerminalInput {
        /** Refuses sizes below 1x1. */
        public Resized {
            if (columns < 1 || rows < 1) {
                throw new IllegalArgumentException("A terminal of " + columns + "x" + rows);
            }
        }

        @Override
        public void accept(Handler handler) {
            handler.onResize(columns, rows);
        }
    }

    /** The terminal is gone. */
    record EndOfInput() implements TerminalInput {
        @Override
        public void accept(Handler handler) {
            handler.onEndOfInput();
        }
    }
}
