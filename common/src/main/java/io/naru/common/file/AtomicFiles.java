package io.naru.common.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that are there as a whole or not at all, and private ones that were never anything else. Where the file system
 * knows no modes (POSIX), nothing is said about who may read; everything else holds there too.
 *
 * <p>Every {@link IOException} says what was tried, on which path, and why it failed.
 *
 * <p>Threading: stateless; any thread, and other programs at the same time.
 */
public final class AtomicFiles {
    private static final String PRIVATE_FILE = "rw-------";
    private static final String PRIVATE_FOLDER = "rwx------";
    private static final Set<PosixFilePermission> OWNERS_ONLY = PosixFilePermissions.fromString(PRIVATE_FOLDER);
    private static final int NUMBERS_MAX = 9999;

    private AtomicFiles() {}

    /**
     * Writes a small file, replacing what was there. Whoever reads the path sees the old octets or the new ones, also
     * after a crash; the file is readable by its owner only from its first moment on. A symbolic link of that name is
     * replaced, not followed.
     *
     * @param target the file, in a folder that exists
     * @param octets its whole content; not kept
     * @throws IOException if it can't be written for sure; the old octets or the new ones are there then, whole
     */
    public static void write(Path target, byte[] octets) throws IOException {
        Path folder = folderOf(target);
        Path temporary = temporary(folder);
        try {
            writePrivate(temporary, octets);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(folder);
        } catch (IOException e) {
            deleteAfter(e, temporary);
            throw new IOException("cannot write " + target + ": " + FileFault.reason(e), e);
        }
    }

    /**
     * Writes a small file that isn't there yet, and never replaces anything. Of several that try at the same time one
     * succeeds; whoever finds the name taken finds a whole file behind it. The file is readable by its owner only from
     * its first moment on.
     *
     * @param target the file, in a folder that exists
     * @param octets its whole content; not kept
     * @return whether it was written; false if something has that name, be it a link to nothing
     * @throws IOException if it can't be written for sure
     */
    public static boolean create(Path target, byte[] octets) throws IOException {
        Path temporary = temporary(folderOf(target));
        try {
            writePrivate(temporary, octets);
            boolean isPublished = tryPublish(temporary, target);
            Files.deleteIfExists(temporary);
            return isPublished;
        } catch (IOException e) {
            deleteAfter(e, temporary);
            throw new IOException("cannot write " + target + ": " + FileFault.reason(e), e);
        }
    }

    private static Path temporary(Path folder) {
        return folder.resolve(
                ".naru-%016x.tmp".formatted(ThreadLocalRandom.current().nextLong()));
    }

    private static void writePrivate(Path fresh, byte[] octets) throws IOException {
        try (FileChannel file = createPrivate(fresh)) {
            ByteBuffer left = ByteBuffer.wrap(octets);
            while (left.hasRemaining()) {
                file.write(left);
            }
            file.force(true);
        }
    }

    /**
     * Makes a folder, and those above it that are missing, each for its owner only. Folders that exist stay as they
     * are.
     *
     * @throws IOException if one can't be made, or something else has its name
     */
    public static void createPrivateFolders(Path folder) throws IOException {
        try {
            Files.createDirectories(folder, attributes(folder, PRIVATE_FOLDER));
        } catch (IOException e) {
            throw new IOException("cannot make the folder " + folder + ": " + FileFault.reason(e), e);
        }
    }

    /**
     * Gives a finished file its final name without ever replacing another file: if the name is taken, the next free of
     * {@code name (1).ext}, {@code name (2).ext} … is used. The octets are on disk before the name is.
     *
     * <p>It takes a hard link, since a move replaces what is in its way. Where there are none, the name is claimed by
     * an empty file first, which the finished one then replaces; a crash in between leaves the empty file.
     *
     * @param finished the file under its temporary name, on the same file system; gone afterwards
     * @param target the name that it should have
     * @return the name that it has
     * @throws IOException if that can't be done; the finished file is still there then
     */
    public static Path publish(Path finished, Path target) throws IOException {
        try {
            try (FileChannel file = FileChannel.open(finished, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            String name = target.getFileName().toString();
            for (int number = 0; number <= NUMBERS_MAX; number++) {
                Path candidate = number == 0 ? target : target.resolveSibling(numbered(name, number));
                if (tryPublish(finished, candidate)) {
                    return candidate;
                }
            }
        } catch (IOException e) {
            throw new IOException("cannot give %s the name %s: %s".formatted(finished, target, FileFault.reason(e)), e);
        }
        throw new IOException("cannot give %s the name %s: it and %d numbered ones are taken"
                .formatted(finished, target, NUMBERS_MAX));
    }

    /**
     * The names that {@link #publish} finds taken, in its order, up to the first free one: what it put there for this
     * target earlier is among them, unless one before it was taken away since.
     *
     * @param target the name that the file should have
     * @param namesMax no more than so many
     */
    public static List<Path> taken(Path target, int namesMax) {
        List<Path> taken = new ArrayList<>();
        String name = target.getFileName().toString();
        Path candidate = target;
        while (taken.size() < namesMax && Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
            taken.add(candidate);
            candidate = target.resolveSibling(numbered(name, taken.size()));
        }
        return taken;
    }

    private static boolean tryPublish(Path finished, Path candidate) throws IOException {
        try {
            Files.createLink(candidate, finished);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            return tryClaim(finished, candidate, e);
        }
        syncFolder(folderOf(candidate));
        Files.delete(finished);
        return true;
    }

    /** There are many answers to "no hard links here"; what isn't one fails again now, for its own reason. */
    private static boolean tryClaim(Path finished, Path candidate, Exception whyNoLink) throws IOException {
        try {
            createPrivate(candidate).close();
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            e.addSuppressed(whyNoLink);
            throw e;
        }
        try {
            Files.move(finished, candidate, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(folderOf(candidate));
            return true;
        } catch (IOException e) {
            if (Files.exists(finished)) {
                deleteAfter(e, candidate);
            }
            e.addSuppressed(whyNoLink);
            throw e;
        }
    }

    /**
     * Refuses a file with a secret in it that others than its owner may read or write. Passes on file systems without
     * modes.
     *
     * @throws IOException if they may, with the command to type; or if the file can't be looked at
     */
    public static void checkPrivate(Path file) throws IOException {
        if (!OWNERS_ONLY.containsAll(permissions(file))) {
            throw new IOException("%s holds a secret, but others than you can open it. Type: chmod 600 %s"
                    .formatted(file, FileFault.quoted(file)));
        }
    }

    /**
     * Refuses a file or folder that others than its owner may change: who can write into a folder can replace what is
     * in it. Passes on file systems without modes.
     *
     * @throws IOException if they may, with the command to type; or if it can't be looked at
     */
    public static void checkOnlyOwnerWrites(Path path) throws IOException {
        Set<PosixFilePermission> permissions = permissions(path);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(
                    "Others than you can change %s. Type: chmod go-w %s".formatted(path, FileFault.quoted(path)));
        }
    }

    private static Set<PosixFilePermission> permissions(Path path) throws IOException {
        try {
            return hasModes(path) ? Files.getPosixFilePermissions(path) : Set.of();
        } catch (IOException e) {
            throw new IOException("cannot look at " + path + ": " + FileFault.reason(e), e);
        }
    }

    /** {@code name (number).ext}, still within the longest name that a file may have. */
    static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        if (dot > 4 && name.startsWith(".tar", dot - 4)) {
            dot -= 4;
        }
        String stem = dot <= 0 ? name : name.substring(0, dot);
        String rest = " (" + number + ")" + name.substring(stem.length());
        while (!stem.isEmpty() && octets(stem) + octets(rest) > SafePath.COMPONENT_OCTETS) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + rest;
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static FileChannel createPrivate(Path file) throws IOException {
        return openPrivate(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Opens a file which, if that makes it, is its owner's only. */
    static FileChannel openPrivate(Path file, Set<OpenOption> options) throws IOException {
        return FileChannel.open(file, options, attributes(file, PRIVATE_FILE));
    }

    private static FileAttribute<?>[] attributes(Path file, String mode) {
        return hasModes(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().getParent();
    }

    private static void syncFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (FileSystemException e) {
            // Not every system lets a folder be opened. The names in it are then as durable as the system makes them.
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    private static void deleteAfter(IOException fault, Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }
}
