package io.naru.relay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library from a private folder and leaves no copy of it behind.
 *
 * <p>The driver unpacks its library into a temporary folder at each start and removes it at the JVM's exit, which
 * doesn't happen when the process is killed. Here it goes into a folder of the data folder, which is emptied before
 * and after loading: a loaded library needs its file no more. This must run under {@link FolderLock#forOpening}, so
 * that nobody's library vanishes between being unpacked and being loaded.
 *
 * <p>Threading: under the opening lock of its folder; one thread at a time, since the driver reads a property of the
 * whole JVM.
 */
final class NativeLibrary {

    private static final String FOLDER_PROPERTY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    static synchronized void load(DataFolder folder) throws StoreException {
        Path libraries = folder.nativeLibraries();
        DataFolder.createFolder(libraries);
        empty(libraries);
        System.setProperty(FOLDER_PROPERTY, libraries.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            throw new StoreException(
                    "SQLite's library can't be loaded from " + libraries
                            + "; the disk needs room for it, and the data folder must allow programs to be run"
                            + " (no \"noexec\")",
                    e);
        }
        empty(libraries);
    }

    private static void empty(Path libraries) throws StoreException {
        try (Stream<Path> leftovers = Files.list(libraries)) {
            List<Path> files = leftovers.toList();
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("The folder " + libraries + " can't be emptied", e);
        }
    }
}
