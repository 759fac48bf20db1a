package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The Files pane: one folder of one user's share. Pages of a long folder come as the cursor nears the end of what is
 * there.
 *
 * @param owner whose share; empty as long as nobody's was opened
 * @param folder from the top of the share, empty for the top; for asking, not for drawing
 * @param load whether the folder is there
 * @param sentence why it isn't, when it {@link Load#FAILED failed}
 * @param asked what the listing was asked with
 * @param listing what came of it
 * @param marked paths of the marked files and folders
 * @param cursor in {@link #visible()}
 * @param order how it's sorted
 * @param filter by name
 * @param visible what the pane shows: {@code ..} except at the top, then what the filter leaves
 * @param returnTo path of the folder that was left for the one above, where the cursor goes when that comes
 * @param seeksEnd whether the cursor goes on to the end with each page that comes, until it is moved
 */
public record Browser(
        Optional<Person> owner,
        String folder,
        Load load,
        SafeText sentence,
        FileQuery asked,
        Listing listing,
        Set<String> marked,
        ListCursor cursor,
        FileOrder order,
        ListFilter filter,
        List<FileEntry> visible,
        String returnTo,
        boolean seeksEnd) {
    /** How far a folder came. */
    public enum Load {
        /** Nobody's share is open. */
        NOTHING,
        /** Asked for; nothing came yet. */
        LOADING,
        /** There, at least its first page. */
        LOADED,
        /** Its next page has been asked for. */
        LOADING_MORE,
        /** Can't be had. */
        FAILED
    }

    /** Nobody's. */
    public static final Browser EMPTY = new Browser(
            Optional.empty(),
            "",
            Load.NOTHING,
            SafeText.of(""),
            FileQuery.PLAIN,
            Listing.EMPTY,
            Set.of(),
            ListCursor.START,
            FileOrder.BY_NAME,
            ListFilter.NONE,
            List.of(),
            "",
            false);

    public Browser {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(load);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(asked);
        Objects.requireNonNull(listing);
        Objects.requireNonNull(order);
        Objects.requireNonNull(filter);
        Objects.requireNonNull(returnTo);
        marked = Set.copyOf(marked);
        visible = List.copyOf(visible);
        cursor = cursor.within(visible.size());
    }

    /** The folder for drawing, with a slash before it: {@code /data/images}. */
    public SafeText shownFolder() {
        return SafeText.line("/" + folder);
    }

    /** The entry under the cursor. */
    public Optional<FileEntry> selected() {
        return visible.isEmpty() ? Optional.empty() : Optional.of(visible.get(cursor.index()));
    }

    /** Whether the entry is marked. */
    public boolean isMarked(FileEntry entry) {
        return marked.contains(entry.path());
    }

    /** Somebody's folder, about to be asked for; the order stays as it was chosen. */
    public Browser opening(Person newOwner, String newFolder, String newReturnTo) {
        return new Browser(
                Optional.of(newOwner),
                newFolder,
                Load.LOADING,
                SafeText.of(""),
                new FileQuery("", order),
                Listing.EMPTY,
                Set.of(),
                ListCursor.START,
                order,
                ListFilter.NONE,
                newFolder.isEmpty() ? List.of() : List.of(FileEntry.up(parentOf(newFolder))),
                newReturnTo,
                false);
    }

    /** Another folder of a flat list, which needs no asking. */
    public Browser openingFlat(String newFolder, String newReturnTo) {
        Browser opened = opening(owner.orElseThrow(), newFolder, newReturnTo);
        return opened.received(listing.inFolder(newFolder));
    }

    /** With what came of the folder. */
    public Browser received(Listing newListing) {
        boolean isGrowth = load == Load.LOADING_MORE && newListing.flat().isEmpty();
        List<FileEntry> shown = isGrowth ? merged(newListing) : arranged(newListing, order, filter);
        ListCursor otherwise = isGrowth ? cursor : atFirst(shown, filter);
        Browser grown = new Browser(
                owner,
                folder,
                Load.LOADED,
                SafeText.of(""),
                asked,
                newListing,
                marked,
                seeksEnd ? atEnd(shown) : cursorOn(shown, returnTo.isEmpty() ? selectedPath() : returnTo, otherwise),
                order,
                filter,
                shown,
                returnTo,
                seeksEnd && newListing.hasMore());
        boolean hasReturned = grown.selected().map(FileEntry::path).equals(Optional.of(returnTo));
        return hasReturned ? grown.withReturnTo("") : grown;
    }

    /** With the folder asked for again in another way; what is there stays until the answer comes. */
    public Browser asking(FileQuery query) {
        return new Browser(
                owner,
                folder,
                Load.LOADING,
                SafeText.of(""),
                query,
                listing,
                marked,
                cursor,
                order,
                filter,
                visible,
                returnTo,
                false);
    }

    /** What the owner should be asked with for what the pane is to show. */
    public FileQuery wanted() {
        return FileQuery.of(filter, order);
    }

    /** Whether the pane can make out of what is there what it is to show. */
    public boolean isAnswered() {
        FileQuery wanted = wanted();
        boolean isNarrower = Texts.contains(wanted.filter(), asked.filter());
        boolean isSortable = asked.order().by() == FileOrder.By.NAME || order.by() != FileOrder.By.NAME;
        boolean isWhole = !listing.hasMore() && isNarrower && isSortable;
        return listing.flat().isPresent() || wanted.equals(asked) || isWhole;
    }

    /** With the next page asked for. */
    public Browser loadingMore() {
        return with(Load.LOADING_MORE, sentence);
    }

    /** With the sentence that says why the folder, or its next page, can't be had. */
    public Browser failed(SafeText newSentence) {
        return with(Load.FAILED, newSentence);
    }

    /** With the cursor elsewhere. */
    public Browser withCursor(ListCursor newCursor) {
        return new Browser(
                owner, folder, load, sentence, asked, listing, marked, newCursor, order, filter, visible, "", false);
    }

    /** On its way to the end of a list whose pages are still to come. */
    public Browser seekingEnd() {
        return new Browser(
                owner, folder, load, sentence, asked, listing, marked, cursor, order, filter, visible, returnTo, true);
    }

    /** With other files marked. */
    public Browser withMarked(Set<String> newMarked) {
        return new Browser(
                owner, folder, load, sentence, asked, listing, newMarked, cursor, order, filter, visible, returnTo,
                seeksEnd);
    }

    /** Sorted in another way, the cursor still on the same entry. */
    public Browser withOrder(FileOrder newOrder) {
        return rearranged(newOrder, filter);
    }

    /** Narrowed in another way, the cursor still on the same entry where possible, or else on the first that is left. */
    public Browser withFilter(ListFilter newFilter) {
        return rearranged(order, newFilter);
    }

    /** The folder above this one; empty at the top, too. */
    public String parent() {
        return parentOf(folder);
    }

    private static String parentOf(String folder) {
        return folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
    }

    private Browser with(Load newLoad, SafeText newSentence) {
        return new Browser(
                owner,
                folder,
                newLoad,
                newSentence,
                asked,
                listing,
                marked,
                cursor,
                order,
                filter,
                visible,
                returnTo,
                seeksEnd);
    }

    private Browser withReturnTo(String newReturnTo) {
        return new Browser(
                owner,
                folder,
                load,
                sentence,
                asked,
                listing,
                marked,
                cursor,
                order,
                filter,
                visible,
                newReturnTo,
                seeksEnd);
    }

    private Browser rearranged(FileOrder newOrder, ListFilter newFilter) {
        boolean isNarrowed = newOrder.equals(order)
                && Texts.startsWith(newFilter.field().text(), filter.field().text());
        List<FileEntry> shown = isNarrowed ? narrowed(newFilter) : arranged(listing, newOrder, newFilter);
        ListCursor otherwise = newFilter.equals(filter) ? cursor : atFirst(shown, newFilter);
        ListCursor newCursor = cursorOn(shown, selectedPath(), otherwise);
        return new Browser(
                owner, folder, load, sentence, asked, listing, marked, newCursor, newOrder, newFilter, shown, returnTo,
                false);
    }

    private String selectedPath() {
        return selected().filter(entry -> !entry.isUp()).map(FileEntry::path).orElse("");
    }

    private ListCursor atEnd(List<FileEntry> shown) {
        return new ListCursor(shown.size() - 1, cursor.top());
    }

    /** Of what a filter leaves the first one, not the way up. */
    private ListCursor atFirst(List<FileEntry> shown, ListFilter narrowing) {
        if (narrowing.field().isEmpty()) {
            return cursor;
        }
        return new ListCursor(shown.size() > 1 && shown.get(0).isUp() ? 1 : 0, 0);
    }

    private ListCursor cursorOn(List<FileEntry> shown, String path, ListCursor otherwise) {
        for (int i = 0; i < shown.size() && !path.isEmpty(); i++) {
            if (shown.get(i).path().equals(path) && !shown.get(i).isUp()) {
                return new ListCursor(i, Math.max(0, i - (cursor.index() - cursor.top())));
            }
        }
        return otherwise;
    }

    /** What more letters leave of what is shown already. */
    private List<FileEntry> narrowed(ListFilter newFilter) {
        if (newFilter.field().text().equals(filter.field().text())) {
            return visible;
        }
        return visible.stream()
                .filter(entry -> entry.isUp() || newFilter.accepts(entry.name().value()))
                .toList();
    }

    private List<FileEntry> arranged(Listing of, FileOrder by, ListFilter narrowed) {
        List<FileEntry> shown = new ArrayList<>(of.entries().size() + 1);
        if (!folder.isEmpty()) {
            shown.add(FileEntry.up(parent()));
        }
        for (FileEntry entry : of.entries()) {
            if (narrowed.accepts(entry.name().value())) {
                shown.add(entry);
            }
        }
        if (!by.equals(FileOrder.BY_NAME) || !ownersOrder(of).equals(FileOrder.BY_NAME)) {
            shown.sort(by.comparator(ownersOrder(of)));
        }
        return shown;
    }

    /** A flat list is by name, whatever was asked for. */
    private FileOrder ownersOrder(Listing of) {
        return of.flat().isPresent() ? FileOrder.BY_NAME : asked.order();
    }

    /** A folder of many pages isn't sorted anew for each: the page is, and then merged. */
    private List<FileEntry> merged(Listing grown) {
        Comparator<FileEntry> comparator = order.comparator(asked.order());
        List<FileEntry> page = new ArrayList<>();
        for (FileEntry entry : grown.entries()
                .subList(listing.entries().size(), grown.entries().size())) {
            if (filter.accepts(entry.name().value())) {
                page.add(entry);
            }
        }
        List<FileEntry> shown = new ArrayList<>(visible.size() + page.size());
        if (order.equals(FileOrder.BY_NAME) && asked.order().equals(FileOrder.BY_NAME)) {
            shown.addAll(visible);
            shown.addAll(page);
            return shown;
        }
        page.sort(comparator);
        int from = 0;
        for (FileEntry entry : page) {
            int to = -Collections.binarySearch(visible, entry, comparator) - 1;
            shown.addAll(visible.subList(from, to));
            shown.add(entry);
            from = to;
        }
        shown.addAll(visible.subList(from, visible.size()));
        return shown;
    }
}
