package io.naru.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.RemoteEntry;
import io.naru.common.message.EntryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How much of an owner's list is kept: an owner who sends pages without end mustn't fill the memory. */
class ListingTest {
    private static List<RemoteEntry> page(int count, int nameCharacters) {
        List<RemoteEntry> page = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            page.add(new RemoteEntry("n".repeat(nameCharacters), EntryKind.FILE, OptionalLong.of(1), Optional.empty()));
        }
        return page;
    }

    @Test
    void noMorePagesAreAskedForOnceThereAreTooManyEntries() {
        Listing almost = Listing.EMPTY.withPage("", page(Listing.ENTRIES_MAX - 1, 1), OptionalLong.empty(), "more");
        assertThat(almost.hasMore()).isTrue();
        assertThat(almost.withPage("", page(1, 1), OptionalLong.empty(), "more").hasMore())
                .isFalse();
    }

    @Test
    void noMorePagesAreAskedForOnceTheirNamesAreTooLongTogether() {
        int pages = 3;
        int names = 1_000;
        int characters = (int) (Listing.CHARACTERS_MAX / pages / names);
        Listing listing = Listing.EMPTY;
        for (int i = 0; i < pages; i++) {
            assertThat(listing.nextCursor().isEmpty() || listing.hasMore()).isTrue();
            listing = listing.withPage("", page(names, characters), OptionalLong.empty(), "more");
        }
        assertThat(listing.hasMore()).isFalse();
    }

    @Test
    void aPathCountsWithItsFolder() {
        String folder = "f".repeat(4_000);
        int names = (int) (Listing.CHARACTERS_MAX / 4_002) + 1;
        assertThat(Listing.EMPTY
                        .withPage("", page(names, 1), OptionalLong.empty(), "more")
                        .hasMore())
                .isTrue();
        assertThat(Listing.EMPTY
                        .withPage(folder, page(names, 1), OptionalLong.empty(), "more")
                        .hasMore())
                .isFalse();
    }

    @Test
    void noMoreOfAFlatListIsAwaitedOnceItIsFullThoughItsFolderShowsLittle() {
        Listing flat = Listing.EMPTY.withFlatPage("elsewhere", page(Listing.ENTRIES_MAX - 1, 1), "more");
        assertThat(flat.entries()).isEmpty();
        assertThat(flat.hasMore()).isTrue();
        assertThat(flat.withFlatPage("elsewhere", page(1, 1), "more").hasMore()).isFalse();
    }

    @Test
    void theLastPageIsTheEnd() {
        assertThat(Listing.EMPTY
                        .withPage("", page(1, 1), OptionalLong.empty(), "")
                        .hasMore())
                .isFalse();
    }
}
