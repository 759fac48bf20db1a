package io.naru.relay.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * The folder in which a relay keeps everything: the database, the locks, and the unpacked native library.
 *
 * <p>Folders are made with mode 0700 and files with mode 0600 in the call that creates them, so there is no moment in
 * which others could open them. What exists already and is open to others is refused with the command that closes it.
 *
 * <p>Threading: immutable.
 */
public final class DataFolder {

    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder if it isn't there yet.
     *
     * @throws StoreException if it can't be made, isn't a folder, can't be written, or can be written by others
     */
    public static DataFolder open(Path path) throws StoreException {
        Path absolute = path.toAbsolutePath().normalize();
        createFolder(absolute);
        return checked(absolute);
    }

    /**
     * Opens a folder that a relay has used before, and makes nothing.
     *
     * @throws StoreException if there is no database in it, or for a reason of {@link #open}
     */
    public static DataFolder openExisting(Path path) throws StoreException {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.notExists(absolute)) {
            throw new StoreException("There is no data folder " + absolute + "; check the name");
        }
        DataFolder folder = checked(absolute);
        if (Files.notExists(folder.database())) {
            throw new StoreException(
                    "There is no database in " + absolute + " yet; check the name, or add a first account");
        }
        return folder;
    }

    private static DataFolder checked(Path absolute) throws StoreException {
        if (!Files.isDirectory(absolute)) {
            throw new StoreException(absolute + " isn't a folder; name a folder for the relay's data");
        }
        if (!Files.isWritable(absolute) || !Files.isExecutable(absolute)) {
            throw new StoreException("The data folder " + absolute
                    + " can't be written; give yourself the right to, or choose another folder");
        }
        refuse(
                absolute,
                Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE),
                "Others may write in the data folder " + absolute + "; type: chmod 700 " + absolute);
        return new DataFolder(absolute);
    }

    /** The folder itself, absolute. */
    public Path path() {
        return path;
    }

    /**
     * Makes this process the only one that serves this folder until the lock is closed. Other programs may still open
     * the database.
     *
     * @throws StoreException if a relay serves it already, or the lock can't be taken
     */
    public FolderLock lockForServing() throws StoreException {
        return FolderLock.forServing(this);
    }

    Path database() {
        return path.resolve("naru.db");
    }

    /** Tells a database that was restored alone from the one that belongs here. */
    Path runMark() {
        return path.resolve("history-run");
    }

    Path nativeLibraries() {
        return path.resolve("native");
    }

    /** Makes a folder of this folder, for the owner only, unless it is there. */
    public static void createFolder(Path folder) throws StoreException {
        try {
            Files.createDirectories(folder, mode(folder, OWNER_ONLY_FOLDER));
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(folder + " isn't a folder; name a folder for the relay's data", e);
        } catch (IOException e) {
            throw new StoreException("The folder " + folder + " can't be made: " + reason(e), e);
        }
    }

    /**
     * Makes an empty file for the owner only, unless it is there.
     *
     * @throws StoreException if it can't be made, or is there and others may read or write it
     */
    static void createFile(Path file) throws StoreException {
        try {
            Files.createFile(file, mode(file, OWNER_ONLY_FILE));
        } catch (FileAlreadyExistsException e) {
            refuse(
                    file,
                    Set.of(
                            PosixFilePermission.GROUP_READ,
                            PosixFilePermission.GROUP_WRITE,
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_WRITE),
                    "Others may read " + file + "; type: chmod 600 " + file);
        } catch (IOException e) {
            throw new StoreException("The file " + file + " can't be made: " + reason(e), e);
        }
    }

    /** What the system says about a path, without the path and without the names of classes. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException fault && fault.getReason() != null) {
            return fault.getReason();
        }
        if (e instanceof FileSystemException) {
            // Its message is the path alone, which stands in the sentence already.
            return "the system gives no reason";
        }
        return Objects.requireNonNullElse(e.getMessage(), "the system gives no reason");
    }

    private static void refuse(Path path, Set<PosixFilePermission> unwanted, String sentence) throws StoreException {
        if (!isPosix(path)) {
            return;
        }
        try {
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
            if (granted.stream().anyMatch(unwanted::contains)) {
                throw new StoreException(sentence);
            }
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException("The permissions of " + path + " can't be read: " + reason(e), e);
        }
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        if (!isPosix(path)) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
