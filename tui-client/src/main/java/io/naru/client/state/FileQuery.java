package io.naru.client.state;

import io.naru.common.message.FreeText;
import io.naru.common.message.ListSort;
import io.naru.common.wire.Limits;
import java.util.Objects;

/**
 * What the owner of a folder is asked to leave out, and how to sort the rest.
 *
 * @param filter words that must all be in a name; empty for all names
 * @param order the order
 */
public record FileQuery(String filter, FileOrder order) {
    /** Everything, by name. */
    public static final FileQuery PLAIN = new FileQuery("", FileOrder.BY_NAME);

    public FileQuery {
        Objects.requireNonNull(filter);
        Objects.requireNonNull(order);
    }

    /** What the pane is to show; a filter that is too long to be asked for is left to the pane. */
    static FileQuery of(ListFilter filter, FileOrder order) {
        String words = FreeText.scrub(
                filter.field().text().replace('\n', ' ').replace('\t', ' ').strip());
        return new FileQuery(FreeText.octets(words) > Limits.QUERY_OCTETS ? "" : words, order);
    }

    /** The order as the wire has it. */
    public ListSort sort() {
        ListSort.Key key = switch (order.by()) {
            case NAME -> ListSort.Key.NAME;
            case SIZE -> ListSort.Key.SIZE;
            case TIME -> ListSort.Key.TIME;
        };
        // Names begin with the first one, sizes with the largest and times with the newest.
        boolean isDescending = (order.by() == FileOrder.By.NAME) == order.isReversed();
        return new ListSort(key, isDescending);
    }
}
