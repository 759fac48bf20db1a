package io.naru.client.update;

import io.naru.client.event.EngineEvent;
import io.naru.client.input.Key;
import java.util.List;
import java.util.Objects;

/** Everything that can happen to the screen. */
public sealed interface Event {
    /** Calls the handler's method for this event. */
    void accept(Handler handler);

    /** One method for each event. */
    interface Handler {
        void onEngine(Engine event);

        void onKeyPressed(KeyPressed event);

        void onPasted(Pasted event);

        void onResized(Resized event);

        void onTick(Tick event);

        void onEndOfInput(EndOfInput event);

        void onResumed(Resumed event);

        void onPathsFound(PathsFound event);

        void onFailed(Failed event);

        void onTold(Told event);
    }

    /** The engine tells something. */
    record Engine(EngineEvent event) implements Event {
        public Engine {
            Objects.requireNonNull(event);
        }

        @Override
        public void accept(Handler handler) {
            handler.onEngine(this);
        }
    }

    /** A key was pressed. */
    record KeyPressed(Key key) implements Event {
        public KeyPressed {
            Objects.requireNonNull(key);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeyPressed(this);
        }
    }

    /** A text came in one piece, between the marks of a bracketed paste. As it came: with any controls and ends of line. */
    record Pasted(String text) implements Event {
        public Pasted {
            Objects.requireNonNull(text);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPasted(this);
        }
    }

    /** The window has another size. */
    record Resized(int columns, int rows) implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onResized(this);
        }
    }

    /** Time went by: {@link Wake#nextTick} says when the next one is wanted. */
    record Tick() implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onTick(this);
        }
    }

    /** The terminal is gone. */
    record EndOfInput() implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onEndOfInput(this);
        }
    }

    /** The program is in the foreground again after {@link Effect.Suspend}. */
    record Resumed() implements Event {
        @Override
        public void accept(Handler handler) {
            handler.onResumed(this);
        }
    }

    /**
     * The folders that begin with a prefix, as {@link Effect.CompletePath} asked for.
     *
     * @param prefix as asked
     * @param paths whole paths, written in the prefix's way ({@code ~} kept), folders with a slash at the end, sorted
     */
    record PathsFound(String prefix, List<String> paths) implements Event {
        public PathsFound {
            Objects.requireNonNull(prefix);
            paths = List.copyOf(paths);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPathsFound(this);
        }
    }

    /** An effect couldn't be carried out; the sentence says what happened and what to do. */
    record Failed(String sentence) implements Event {
        public Failed {
            Objects.requireNonNull(sentence);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFailed(this);
        }
    }

    /** The program itself has something to say, such as what to try in a demo. May hold LF. */
    record Told(String sentence) implements Event {
        public Told {
            Objects.requireNonNull(sentence);
        }

        @Override
        public void accept(Handler handler) {
            handler.onTold(this);
        }
    }
}
