package io.naru.client.transfer;

import io.naru.client.event.DownloadOrder;
import io.naru.common.message.ContentQuery;
import java.util.Optional;

/**
 * Finds out who else has a content, among those who are online and show it to this user.
 *
 * <p>Threading: the agent's.
 */
@FunctionalInterface
public interface OtherOwners {
    /** Is told of one search; the agent's thread, nothing after {@link Search#close}. */
    interface Listener {
        /** Somebody says to have it. That it is true shows only when it comes. Once for each owner at most. */
        void onFound(DownloadOrder.Source source);

        /** All have answered, or had time to. Nothing follows. */
        void onOver();
    }

    /** A search that is open. */
    interface Search {
        /** Ends it; nothing more is told. */
        void close();
    }

    /**
     * Asks everybody.
     *
     * @return empty if nobody can be asked just now, be it because of how often that was done lately; nothing is told then
     */
    Optional<Search> seek(ContentQuery content, Listener listener);
}
