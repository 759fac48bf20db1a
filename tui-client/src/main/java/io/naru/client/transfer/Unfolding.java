package io.naru.client.transfer;

import io.naru.client.event.RemoteEntry;
import io.naru.common.message.EntryKind;
import io.naru.common.message.UserName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Lists all that is in somebody's folder, page by page, folder by folder.
 *
 * <p>Threading: the agent's.
 */
final class Unfolding implements FolderLister.Listener {
    static final int FILES_MAX = 1_000_000;
    private static final int DEPTH_MAX = 64;

    /** Is told once. */
    interface Listener {
        void onUnfolded(List<FolderFile> files);

        void onFailed(String sentence);
    }

    private final FolderLister lister;
    private final UserName owner;
    private final String top;
    private final Listener listener;
    private final List<FolderFile> files = new ArrayList<>();
    /** Still to be listed, below the top. */
    private final Deque<String> folders = new ArrayDeque<>();

    private String current = "";
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
        for (RemoteEntry entry : entries) {
            if (isFlat) {
                takeFlat(entry);
            } else {
                take(entry);
            }
        }
        if (files.size() > FILES_MAX) {
            onFailed("There are more than " + FILES_MAX + " files in it. Fetch its folders one by one.");
        } else if (isLast) {
            next(nextCursor);
        }
    }

    private void take(RemoteEntry entry) {
        String path = current.isEmpty() ? entry.name() : current + "/" + entry.name();
        if (entry.kind() == EntryKind.FOLDER) {
            if (path.chars().filter(c -> c == '/').count() < DEPTH_MAX) {
                folders.add(path);
            }
        } else {
            files.add(new FolderFile(path, below(path), entry.size(), entry.root()));
        }
    }

    /** A base client lists all it shares at once; a part of that is the folder. */
    private void takeFlat(RemoteEntry entry) {
        if (top.isEmpty()) {
            files.add(new FolderFile(entry.name(), entry.name(), entry.size(), Optional.empty()));
        } else if (entry.name().startsWith(top + "/")) {
            String path = entry.name().substring(top.length() + 1);
            files.add(new FolderFile(path, entry.name(), entry.size(), Optional.empty()));
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
