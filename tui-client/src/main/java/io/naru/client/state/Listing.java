package io.naru.client.state;

import io.naru.client.event.RemoteEntry;
import io.naru.common.message.EntryKind;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known of one folder of somebody's share.
 *
 * @param entries what came so far, in the owner's order
 * @param total how many there are in all, where told
 * @param nextCursor what the next page is asked with; empty when nothing is missing
 * @param flat a base client's list of its whole share, from which any folder is made; empty for a list by folders
 */
public record Listing(
        List<FileEntry> entries, OptionalLong total, String nextCursor, Optional<List<RemoteEntry>> flat) {
    /** How many entries of a folder, or of a flat list, are kept; no more are asked for. */
    public static final int ENTRIES_MAX = 200_000;

    /** How many characters the names kept may have together: about twice what the longest honest list has. */
    public static final long CHARACTERS_MAX = 12_000_000;

    /** Nothing came. */
    public static final Listing EMPTY = new Listing(List.of(), OptionalLong.empty(), "", Optional.empty());

    public Listing {
        Objects.requireNonNull(total);
        Objects.requireNonNull(nextCursor);
        entries = List.copyOf(entries);
        flat = flat.map(List::copyOf);
    }

    /** Whether there is more to ask for. */
    public boolean hasMore() {
        return !nextCursor.isEmpty() && entries.size() < ENTRIES_MAX && !isFlatFull() && !isTooLong();
    }

    private boolean isTooLong() {
        return entries.stream().mapToLong(entry -> entry.path().length()).sum() >= CHARACTERS_MAX;
    }

    private boolean isFlatFull() {
        return flat.isPresent() && flat.get().size() >= ENTRIES_MAX;
    }

    /** With one more page of a folder. */
    public Listing withPage(String folder, List<RemoteEntry> page, OptionalLong newTotal, String newCursor) {
        List<FileEntry> grown = new ArrayList<>(entries.size() + page.size());
        grown.addAll(entries);
        for (RemoteEntry remote : page) {
            grown.add(entry(joined(folder, remote.name()), remote.name(), remote, grown.size()));
        }
        return new Listing(grown, newTotal, newCursor, Optional.empty());
    }

    /** With one more page of a flat list, seen in one of its folders. */
    public Listing withFlatPage(String folder, List<RemoteEntry> page, String newCursor) {
        List<RemoteEntry> all = new ArrayList<>(flat.orElse(List.of()));
        all.addAll(page);
        return new Listing(List.of(), OptionalLong.empty(), newCursor, Optional.of(all)).inFolder(folder);
    }

    /** The same flat list, seen in another of its folders. */
    Listing inFolder(String folder) {
        List<RemoteEntry> all = flat.orElse(List.of());
        String prefix = folder.isEmpty() ? "" : folder + "/";
        Map<String, FileEntry> found = new LinkedHashMap<>();
        Set<String> folders = new HashSet<>();
        for (RemoteEntry remote : all) {
            if (!remote.name().startsWith(prefix) || remote.name().length() == prefix.length()) {
                continue;
            }
            int slash = remote.name().indexOf('/', prefix.length());
            boolean isInside = slash > prefix.length() && slash < remote.name().length() - 1;
            String path = isInside ? remote.name().substring(0, slash) : remote.name();
            if (isInside && folders.add(path)) {
                found.put(path, folder(path, path.substring(prefix.length()), found.size()));
            } else if (!isInside) {
                found.put(path, entry(path, path.substring(prefix.length()), remote, found.size()));
            }
        }
        return new Listing(List.copyOf(found.values()), OptionalLong.of(found.size()), nextCursor, flat);
    }

    /** A path made of a folder, empty for the top, and a name in it. */
    static String joined(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private static FileEntry entry(String path, String name, RemoteEntry remote, int position) {
        return new FileEntry(
                SafeText.line(name), path, remote.kind(), remote.size(), remote.modified(), remote.root(), position);
    }

    private static FileEntry folder(String path, String name, int position) {
        return new FileEntry(
                SafeText.line(name),
                path,
                EntryKind.FOLDER,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                position);
    }
}
