package io.naru.client.transfer;

import io.naru.client.event.RemoteEntry;
import io.naru.common.file.SafePath;
import io.naru.common.message.EntryKind;
import io.naru.common.message.UserName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Lists all that is in somebody's folder, page by page, folder by folder. However its owner answers, no more is kept and
 * asked than the bounds here allow.
 *
 * <p>Threading: the agent's.
 */
final class Unfolding implements FolderLister.Listener {
    /** Files and folders, also such as are told twice. */
    static final int ENTRIES_MAX = 100_000;

    /** The paths of all files together, in UTF-8: each stands in the journal when it is here, and that has an end, too. */
    static final long PATHS_OCTETS_MAX = JournalFile.OCTETS_MAX / 2;

    /** Pages without anything on them, each of which says that there are more. */
    static final int EMPTY_PAGES_MAX = 100;

    /** As deep as a path may be here. */
    private static final int DEPTH_MAX = SafePath.DEPTH;

    /** Is told once. */
    interface Listener {
        void onUnfolded(List<FolderFile> files);

        void onFailed(String sentence);

        /** It is more than is fetched at once; asking again brings nothing else. */
        void onTooMuch(String sentence);
    }

    private final FolderLister lister;
    private final UserName owner;
    private final String top;
    private final Listener listener;
    private final List<FolderFile> files = new ArrayList<>();
    /** Still to be listed, below the top. */
    private final Deque<String> folders = new ArrayDeque<>();

    private String current = "";
    private int entriesSeen;
    private int emptyPages;
    private boolean isPageEmpty = true;
    private long pathsOctets;
    private boolean isTooDeep;
    private boolean isOver;

    /**
     * Not begun.
     *
     * @param top as its owner calls it
     */
    Unfolding(FolderLister lister, UserName owner, String top, Listener listener) {
        this.lister = lister;
        this.owner = owner;
        this.top = top;
        this.listener = listener;
    }

    void begin() {
        lister.list(owner, top, "", this);
    }

    /** Tells nothing any more. */
    void stop() {
        isOver = true;
    }

    int filesSoFar() {
        return files.size();
    }

    @Override
    public void onEntries(List<RemoteEntry> entries, boolean isFlat, String nextCursor, boolean isLast) {
        if (isOver) {
            return;
        }
        entriesSeen += entries.size();
        isPageEmpty &= entries.isEmpty();
        for (RemoteEntry entry : entries) {
            if (isFlat) {
                takeFlat(entry);
            } else {
                take(entry);
            }
        }
        Optional<String> excess = excess();
        if (excess.isPresent()) {
            isOver = true;
            listener.onTooMuch(excess.get());
        } else if (isLast) {
            emptyPages += isPageEmpty && !nextCursor.isEmpty() ? 1 : 0;
            isPageEmpty = true;
            next(nextCursor);
        }
    }

    private Optional<String> excess() {
        if (entriesSeen > ENTRIES_MAX) {
            return Optional.of("There are more than " + ENTRIES_MAX
                    + " files and folders in it. Fetch its folders one by" + " one.");
        }
        if (pathsOctets > PATHS_OCTETS_MAX) {
            return Optional.of("The names of all files in it are too long to be kept together. Fetch its folders one by"
                    + " one.");
        }
        if (isTooDeep) {
            return Optional.of(
                    "Its folders lie deeper than " + DEPTH_MAX + " in each other. Fetch those that you need.");
        }
        if (emptyPages >= EMPTY_PAGES_MAX) {
            return Optional.of(owner + "'s client says again and again that there is more in it, and sends nothing.");
        }
        return Optional.empty();
    }

    private void take(RemoteEntry entry) {
        String path = current.isEmpty() ? entry.name() : current + "/" + entry.name();
        if (entry.kind() == EntryKind.FOLDER) {
            isTooDeep |= path.chars().filter(c -> c == '/').count() + 1 >= DEPTH_MAX;
            folders.add(path);
        } else {
            add(new FolderFile(path, below(path), entry.size(), entry.root()));
        }
    }

    private void add(FolderFile file) {
        pathsOctets += file.path().getBytes(StandardCharsets.UTF_8).length;
        files.add(file);
    }

    /** A base client lists all it shares at once; a part of that is the folder. */
    private void takeFlat(RemoteEntry entry) {
        if (top.isEmpty()) {
            add(new FolderFile(entry.name(), entry.name(), entry.size(), Optional.empty()));
        } else if (entry.name().startsWith(top + "/")) {
            String path = entry.name().substring(top.length() + 1);
            add(new FolderFile(path, entry.name(), entry.size(), Optional.empty()));
        }
    }

    private void next(String nextCursor) {
        if (!nextCursor.isEmpty()) {
            lister.list(owner, below(current), nextCursor, this);
        } else if (folders.isEmpty()) {
            isOver = true;
            listener.onUnfolded(files);
        } else {
            current = folders.removeFirst();
            lister.list(owner, below(current), "", this);
        }
    }

    private String below(String path) {
        return path.isEmpty() ? top : top.isEmpty() ? path : top + "/" + path;
    }

    @Override
    public void onFailed(String sentence) {
        if (!isOver) {
            isOver = true;
            listener.onFailed(sentence);
        }
    }
}
