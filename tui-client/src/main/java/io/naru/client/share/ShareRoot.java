package io.naru.client.share;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.common.file.FileState;
import io.naru.common.file.OpenFolder;
import io.naru.common.file.OpenedFile;
import io.naru.common.file.Opening;
import io.naru.common.file.SafePath;
import io.naru.common.message.EntryKind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The folder that is shared, and the rules of what in it is: regular files and folders, by every step without following
 * a link, nothing hidden, no name that this system can't express or that others would refuse.
 *
 * <p>Threading: any thread; each call opens the folder anew.
 */
final class ShareRoot {
    /** A folder with more entries than this is never held in memory. */
    static final int HELD_ENTRIES_MAX = 20_000;

    private final Path top;
    private final Patterns only;
    private final Patterns except;
    private final Opening opening;

    /** All of a folder. */
    ShareRoot(Path top) {
        this(top, List.of(), List.of());
    }

    /** What of a folder fits one of the first patterns, if there are some, and none of the others. */
    ShareRoot(Path top, List<String> only, List<String> except) {
        this(top, only, except, Opening.PATIENCE);
    }

    /** The same. How long something may take to open is for tests. */
    ShareRoot(Path top, List<String> only, List<String> except, Duration patience) {
        this.top = top;
        this.only = new Patterns(only);
        this.except = new Patterns(except);
        this.opening = new Opening("naru-share-open", patience);
    }

    Path top() {
        return top;
    }

    /** When the folder changed last, in nanoseconds since 1970; then where that isn't known. */
    long modifiedNanos() {
        try {
            return Files.getLastModifiedTime(top).to(TimeUnit.NANOSECONDS);
        } catch (IOException e) {
            EngineLog.mishap(() -> "a shared folder has no time: " + Reason.of(e));
            return 0;
        }
    }

    /**
     * A folder's content in order, and how many of its names had to be left out.
     *
     * @param isWhole false if there is more than may be held; then the entries are some of them
     */
    record Content(List<SharedEntry> entries, int leftOut, boolean isWhole) {
        Content {
            entries = List.copyOf(entries);
        }
    }

    /** Sees the entries of a folder as they are found. */
    @FunctionalInterface
    interface Visitor {
        /** Whether more are wanted. */
        boolean visit(SharedEntry entry) throws IOException;
    }

    /**
     * Reads a folder, as far as it may be held.
     *
     * @param folder empty for the top, parts parted by {@code /}
     * @throws IOException if it isn't there, isn't shared, or can't be read
     */
    Content read(String folder) throws IOException {
        List<SharedEntry> entries = new ArrayList<>();
        int leftOut = visit(folder, entry -> entries.add(entry) && entries.size() <= HELD_ENTRIES_MAX);
        boolean isWhole = entries.size() <= HELD_ENTRIES_MAX;
        entries.sort(SharedEntry.ORDER);
        return new Content(entries, leftOut, isWhole);
    }

    /**
     * Shows a folder's entries one by one, in no order, holding none.
     *
     * @return how many names had to be left out
     * @throws IOException if it isn't there, isn't shared, or can't be read
     */
    int visit(String folder, Visitor visitor) throws IOException {
        List<String> parts = parts(folder);
        if (except.fit(folder, true)) {
            throw new NoSuchFileException(folder);
        }
        try (OpenFolder opened = openFolder(parts)) {
            return visit(opened, folder, visitor);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Shows all names of a folder that could be shared, without a look at what they are. */
    void visitNames(String folder, Consumer<String> visitor) throws IOException {
        List<String> parts = parts(folder);
        if (except.fit(folder, true)) {
            throw new NoSuchFileException(folder);
        }
        try (OpenFolder opened = openFolder(parts)) {
            for (Path entry : opened.names()) {
                Path name = entry.getFileName();
                String text = name.toString();
                if (!text.startsWith(".") && isExpressible(name, text)) {
                    visitor.accept(text);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it isn't there, isn't shared, or can't be read
     */
    OpenedFile open(String path) throws IOException {
        List<String> parts = parts(path);
        if (parts.isEmpty() || !isFileShared(path)) {
            throw new NoSuchFileException(path);
        }
        String name = parts.get(parts.size() - 1);
        return opening.open(() -> {
            try (OpenFolder opened = walk(parts.subList(0, parts.size() - 1))) {
                return opened.file(nameOnDisk(opened, name));
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        });
    }

    /** What lies at a path now, without following links; empty if it is nothing that is shared. */
    Optional<SharedEntry> look(String path) {
        try {
            List<String> parts = parts(path);
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            String folder = String.join("/", parts.subList(0, parts.size() - 1));
            try (OpenFolder opened = openFolder(parts.subList(0, parts.size() - 1))) {
                Path name = top.getFileSystem().getPath(parts.get(parts.size() - 1));
                return Optional.ofNullable(look(opened, folder, name));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private int visit(OpenFolder opened, String folder, Visitor visitor) throws IOException {
        int leftOut = 0;
        for (Path entry : opened.names()) {
            Path name = entry.getFileName();
            String text = name.toString();
            if (text.startsWith(".")) {
                continue;
            }
            if (!isExpressible(name, text)) {
                leftOut++;
                continue;
            }
            SharedEntry found = look(opened, folder, name);
            if (found != null && !visitor.visit(found)) {
                return leftOut;
            }
        }
        return leftOut;
    }

    /** What an entry is; null if it is nothing that is shared, or went away meanwhile. */
    private SharedEntry look(OpenFolder opened, String folder, Path name) {
        try {
            BasicFileAttributes attributes = opened.attributes(name);
            String path = folder.isEmpty() ? name.toString() : folder + "/" + name;
            if (attributes.isRegularFile() && isFileShared(path)) {
                return new SharedEntry(name.toString(), EntryKind.FILE, FileState.of(attributes), Optional.empty());
            }
            if (attributes.isDirectory() && !except.fit(path, true)) {
                return new SharedEntry(name.toString(), EntryKind.FOLDER, FileState.of(attributes), Optional.empty());
            }
            return null;
        } catch (IOException e) {
            EngineLog.mishap(() -> "an entry of the share was left out: " + Reason.of(e));
            return null;
        }
    }

    private boolean isFileShared(String path) {
        return (only.isEmpty() || only.fit(path, false)) && !except.fit(path, false);
    }

    private OpenFolder openFolder(List<String> parts) throws IOException {
        return opening.open(() -> walk(parts));
    }

    private OpenFolder walk(List<String> parts) throws IOException {
        OpenFolder opened = OpenFolder.top(top);
        for (String part : parts) {
            try (OpenFolder above = opened) {
                opened = above.folder(nameOnDisk(above, part));
            }
        }
        return opened;
    }

    /**
     * The name as the file system has it: as asked for, or else one that is the same letters in another normal form,
     * since what was listed by one system is often typed on another.
     */
    private Path nameOnDisk(OpenFolder opened, String name) {
        Path exact = top.getFileSystem().getPath(name);
        if (name.chars().allMatch(c -> c < 0x80)) {
            return exact;
        }
        try {
            opened.attributes(exact);
            return exact;
        } catch (IOException e) {
            EngineLog.mishap(() -> "a name is looked for in other normal forms: " + Reason.of(e));
        }
        String wanted = Normalizer.normalize(name, Normalizer.Form.NFC);
        Path same = exact;
        for (Path entry : opened.names()) {
            String text = entry.getFileName().toString();
            if (text.equals(name)) {
                return exact;
            }
            if (Normalizer.normalize(text, Normalizer.Form.NFC).equals(wanted)) {
                same = entry.getFileName();
            }
        }
        return same;
    }

    private List<String> parts(String path) throws IOException {
        if (path.isEmpty()) {
            return List.of();
        }
        List<String> parts = List.of(path.split("/", -1));
        for (String part : parts) {
            if (part.isEmpty() || part.startsWith(".") || !isPath(part)) {
                throw new NoSuchFileException(path);
            }
        }
        return parts;
    }

    private boolean isPath(String part) {
        try {
            return top.getFileSystem().getPath(part).getNameCount() == 1;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private boolean isExpressible(Path name, String text) {
        try {
            return top.getFileSystem().getPath(text).equals(name)
                    && SafePath.refusal(text).isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
