package io.naru.client.share;

import io.naru.client.transfer.UploadSource;
import io.naru.common.file.SafePath;
import io.naru.common.message.EntryKind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder that is shared, and the rules of what in it is: regular files and folders, by every step without following
 * a link, nothing hidden, no name that this system can't express or that others would refuse.
 *
 * <p>Threading: any thread; each call opens the folder anew.
 */
final class ShareRoot {
    private final Path top;

    ShareRoot(Path top) {
        this.top = top;
    }

    Path top() {
        return top;
    }

    /** A folder's content in order, and how many of its names had to be left out. */
    record Content(List<SharedEntry> entries, int leftOut) {
        Content {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Reads a folder.
     *
     * @param folder empty for the top, parts parted by {@code /}
     * @throws IOException if it isn't there, isn't shared, or can't be read
     */
    Content read(String folder) throws IOException {
        try (OpenFolder opened = openFolder(parts(folder))) {
            return read(opened);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it isn't there, isn't shared, or can't be read
     */
    UploadSource.Opened open(String path) throws IOException {
        List<String> parts = parts(path);
        if (parts.isEmpty()) {
            throw new NoSuchFileException(path);
        }
        String name = parts.get(parts.size() - 1);
        try (OpenFolder opened = openFolder(parts.subList(0, parts.size() - 1))) {
            return opened.file(nameOnDisk(opened, name));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private Content read(OpenFolder opened) {
        List<SharedEntry> entries = new ArrayList<>();
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
            SharedEntry found = look(opened, name);
            if (found != null) {
                entries.add(found);
            }
        }
        entries.sort(SharedEntry.ORDER);
        return new Content(entries, leftOut);
    }

    /** What an entry is; null if it is nothing that is shared, or went away meanwhile. */
    private static SharedEntry look(OpenFolder opened, Path name) {
        try {
            BasicFileAttributes attributes = opened.attributes(name);
            long modified = Math.max(0, attributes.lastModifiedTime().toMillis());
            if (attributes.isRegularFile()) {
                return new SharedEntry(name.toString(), EntryKind.FILE, attributes.size(), modified);
            }
            return attributes.isDirectory() ? new SharedEntry(name.toString(), EntryKind.FOLDER, 0, modified) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private OpenFolder openFolder(List<String> parts) throws IOException {
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
