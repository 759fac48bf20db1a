package io.naru.client.event;

import io.naru.common.message.ListSort;
import io.naru.common.message.UserName;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** What the engine tells about others' folders. */
public sealed interface ListingEvent extends EngineEvent {
    /** Calls the handler's method for this event. */
    void accept(Handler handler);

    @Override
    default void accept(EngineEvent.Handler handler) {
        handler.onListing(this);
    }

    /** One method for each event. */
    interface Handler {
        void onListingReceived(ListingReceived event);

        void onListingFailed(ListingFailed event);
    }

    /**
     * A page of a listing came.
     *
     * @param folder as asked for, empty for the top; parts parted by {@code /}
     * @param entries in the owner's order: folders first, then names
     * @param total how many the folder has in all, where the owner tells
     * @param isFirst whether it begins the folder
     * @param nextCursor what the next page is asked with; empty when this was the last
     * @param isFlat a base client's list: the whole share, names are paths, unfiltered
     * @param filter as asked for
     * @param sort as asked for
     */
    record ListingReceived(
            UserName owner,
            String folder,
            List<RemoteEntry> entries,
            OptionalLong total,
            boolean isFirst,
            String nextCursor,
            boolean isFlat,
            String filter,
            ListSort sort)
            implements ListingEvent {
        public ListingReceived {
            entries = List.copyOf(entries);
            Objects.requireNonNull(filter);
            Objects.requireNonNull(sort);
        }

        /** One of all names, by name. */
        public ListingReceived(
                UserName owner,
                String folder,
                List<RemoteEntry> entries,
                OptionalLong total,
                boolean isFirst,
                String nextCursor,
                boolean isFlat) {
            this(owner, folder, entries, total, isFirst, nextCursor, isFlat, "", ListSort.NAMES);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListingReceived(this);
        }
    }

    /**
     * The listing can't be had.
     *
     * @param sentence why, in words
     */
    record ListingFailed(UserName owner, String folder, String sentence, ListingFault fault) implements ListingEvent {
        public ListingFailed {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(folder);
            Objects.requireNonNull(sentence);
            Objects.requireNonNull(fault);
        }

        /** One that can't be had for a reason that may pass. */
        public ListingFailed(UserName owner, String folder, String sentence) {
            this(owner, folder, sentence, ListingFault.FAILED);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListingFailed(this);
        }
    }
}
