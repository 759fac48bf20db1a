package io.naru.client.data;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Where a file goes: into a folder that the user chose, or somewhere below it. The chosen folder may be a link, which is
 * the user's own word. What is below it has names that somebody else gave, so no link is followed there: otherwise
 * whoever knows of one could place files wherever it leads.
 *
 * @param chosen what the user chose
 * @param file the file, below that
 */
public record Destination(Path chosen, Path file) {
    public Destination {
        chosen = chosen.toAbsolutePath();
        file = file.toAbsolutePath();
        if (!file.startsWith(chosen) || file.equals(chosen)) {
            throw new IllegalArgumentException(file + " isn't below " + chosen);
        }
    }

    /** A file right in the folder that the user chose. */
    public static Destination of(Path file) {
        return new Destination(file.toAbsolutePath().getParent(), file);
    }

    /** The folder that the file is in. */
    Path folder() {
        return file.getParent();
    }

    /**
     * Why the file can't be put there: a link stands between the chosen folder and it. Folders that are missing are no
     * obstacle.
     *
     * @return a sentence; empty if nothing is in the way
     * @throws IOException if that can't be looked at
     */
    public Optional<String> obstacle() throws IOException {
        Path at = chosen;
        for (Path name : chosen.relativize(file)) {
            at = at.resolve(name);
            if (at.equals(file)) {
                break;
            }
            Optional<BasicFileAttributes> there = look(at);
            if (there.isEmpty()) {
                break;
            }
            if (there.get().isSymbolicLink()) {
                return Optional.of(linked(at));
            }
        }
        return Optional.empty();
    }

    /**
     * Makes the folders that are missing.
     *
     * @throws IOException if a link or something else is in the way, or the disk doesn't take them
     */
    public void makeFolders() throws IOException {
        if (!Files.isDirectory(chosen)) {
            Files.createDirectories(chosen);
        }
        Path at = chosen;
        for (Path name : chosen.relativize(file)) {
            at = at.resolve(name);
            if (!at.equals(file)) {
                make(at);
            }
        }
    }

    private static void make(Path folder) throws IOException {
        if (look(folder).isEmpty()) {
            try {
                Files.createDirectory(folder);
                return;
            } catch (FileAlreadyExistsException e) {
                // Somebody was quicker; what that is shows now.
            }
        }
        BasicFileAttributes there = look(folder).orElseThrow(() -> new NoSuchFileException(folder.toString()));
        if (there.isSymbolicLink()) {
            throw new PartFileException(linked(folder), new IOException("a link is in the way"));
        }
        if (!there.isDirectory()) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    private static Optional<BasicFileAttributes> look(Path at) throws IOException {
        try {
            return Optional.of(Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String linked(Path link) {
        return link + " is a link to another place, and downloads follow none below the folder that you chose. Remove"
                + " it, or choose another folder.";
    }
}
