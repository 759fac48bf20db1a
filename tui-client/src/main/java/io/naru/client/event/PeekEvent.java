package io.naru.client.event;

import io.naru.common.message.UserName;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;

/** What the engine tells about a look at the beginning of somebody's file. */
public sealed interface PeekEvent extends EngineEvent {
    /** The most octets of a file that a look brings. */
    int OCTETS_MAX = 64 * 1024;

    /** Calls the handler's method for this event. */
    void accept(Handler handler);

    @Override
    default void accept(EngineEvent.Handler handler) {
        handler.onPeek(this);
    }

    /** One method for each event. */
    interface Handler {
        void onPeekReceived(PeekReceived event);

        void onPeekFailed(PeekFailed event);
    }

    /**
     * The beginning of a file came; nothing was written to disk.
     *
     * @param owner whose file
     * @param path as asked for
     * @param octets from the file's first one on, {@value PeekEvent#OCTETS_MAX} at most; not to be changed by anybody
     * @param total how many the file has, where known
     */
    record PeekReceived(UserName owner, String path, byte[] octets, OptionalLong total) implements PeekEvent {
        public PeekReceived {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(path);
            Objects.requireNonNull(octets);
            Objects.requireNonNull(total);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPeekReceived(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof PeekReceived event
                    && owner.equals(event.owner)
                    && path.equals(event.path)
                    && Arrays.equals(octets, event.octets)
                    && total.equals(event.total);
        }

        @Override
        public int hashCode() {
            return Objects.hash(owner, path, Arrays.hashCode(octets), total);
        }

        /** Without what is in the file. */
        @Override
        public String toString() {
            return "PeekReceived[owner=" + owner + ", path=" + path + ", octets=" + octets.length + ", total=" + total
                    + "]";
        }
    }

    /** The file can't be looked at; the sentence says why. */
    record PeekFailed(UserName owner, String path, String sentence) implements PeekEvent {
        public PeekFailed {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(path);
            Objects.requireNonNull(sentence);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPeekFailed(this);
        }
    }
}
