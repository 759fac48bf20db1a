package io.naru.client.event;

import java.util.List;
import java.util.Objects;

/** What the engine tells about searches in everybody's shares. */
public sealed interface FindEvent extends EngineEvent {
    /** Calls the handler's method for this event. */
    void accept(Handler handler);

    @Override
    default void accept(EngineEvent.Handler handler) {
        handler.onFind(this);
    }

    /** One method for each event. */
    interface Handler {
        void onFindHits(FindHits event);

        void onFindEnded(FindEnded event);
    }

    /** Which search, as {@code Engine.find} has numbered it. */
    long search();

    /**
     * Files were found; a few times a second while answers come.
     *
     * @param words as asked for
     * @param files new ones, and such as have more sources now
     */
    record FindHits(long search, String words, List<FoundFile> files) implements FindEvent {
        public FindHits {
            Objects.requireNonNull(words);
            files = List.copyOf(files);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFindHits(this);
        }
    }

    /**
     * A search is over.
     *
     * @param words as asked for
     * @param files how many were found
     * @param answered how many users have told all they have
     * @param leftOut how many hits there are beyond those that were told, as far as known
     * @param partly how many of these couldn't look at everything they share, or were asked too often
     * @param sentence why it ended early, or couldn't begin; empty when all went well
     */
    record FindEnded(long search, String words, int files, int answered, long leftOut, int partly, String sentence)
            implements FindEvent {
        /** Where all who answered looked at everything. */
        public FindEnded(long search, String words, int files, int answered, long leftOut, String sentence) {
            this(search, words, files, answered, leftOut, 0, sentence);
        }

        public FindEnded {
            Objects.requireNonNull(words);
            Objects.requireNonNull(sentence);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFindEnded(this);
        }
    }
}
