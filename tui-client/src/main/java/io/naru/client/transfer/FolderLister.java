package io.naru.client.transfer;

import io.naru.client.event.RemoteEntry;
import io.naru.common.message.UserName;
import java.util.List;

/**
 * Lists what is in owners' folders, page by page.
 *
 * <p>Threading: the agent's.
 */
public interface FolderLister {
    /** Is told of one page, perhaps in pieces, or that there is none; the agent's thread. */
    interface Listener {
        /**
         * Some entries.
         *
         * @param isFlat whether they are all that the owner shares, by their paths
         * @param nextCursor what to ask for next; empty when that was all
         * @param isLast whether this was the last piece of this page
         */
        void onEntries(List<RemoteEntry> entries, boolean isFlat, String nextCursor, boolean isLast);

        /** The folder can't be listed. */
        void onFailed(String sentence);
    }

    /**
     * Asks for a page.
     *
     * @param cursor empty for the first
     */
    void list(UserName owner, String folder, String cursor, Listener listener);
}
