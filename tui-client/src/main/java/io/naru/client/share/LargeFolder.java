package io.naru.client.share;

import java.io.IOException;

/**
 * A way through a folder that is too large to be held, page by page. It keeps where its pages began, and nothing else.
 *
 * <p>Threading: one thread at a time.
 */
interface LargeFolder {
    /**
     * A page.
     *
     * @param id of the reading, for the next cursor
     * @param index how many entries stand before it
     */
    PageCache.Page page(long id, long index) throws IOException;
}
