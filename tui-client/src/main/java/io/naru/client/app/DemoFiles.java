package io.naru.client.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * The files that a user of the demo shares: the folder {@code demo-files} that comes with the program, and one file of
 * some megabytes that nobody wants in a repository and that is made where it is needed. The original folder is only
 * ever read; the demo works on a copy.
 *
 * <p>Threading: immutable; each call blocks on the disk and is for a thread that may wait.
 */
public final class DemoFiles {
    /** The name of the large file that {@link #copyTo} makes. */
    public static final String BIG_FILE = "big.bin";

    /** The size of {@link #BIG_FILE}: 8 MiB, long enough to watch a transfer and to cancel it. */
    public static final int BIG_FILE_OCTETS = 8 * 1024 * 1024;

    /** The page of text that the demo downloads and compares. */
    public static final String TEXT_FILE = "test.txt";

    private static final String FOLDER = "demo-files";
    private static final long BIG_FILE_SEED = 20040229L;
    private static final int BLOCK_OCTETS = 64 * 1024;

    private final Path folder;

    private DemoFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Looks for the demo's files beside the installed program and, for a program that runs from its source tree, in the
     * working folder and the folders above it.
     *
     * @param programHome the folder that holds the program's {@code bin} and {@code lib}, or empty if the program was
     *     started without its launcher
     * @param workingFolder where the process was started
     * @throws IOException if there is no such folder anywhere; the message names what was looked for
     */
    public static DemoFiles find(Optional<Path> programHome, Path workingFolder) throws IOException {
        Objects.requireNonNull(workingFolder, "workingFolder");
        Stream<Path> above = Stream.iterate(workingFolder.toAbsolutePath(), Objects::nonNull, Path::getParent);
        return Stream.concat(programHome.stream(), above)
                .map(candidate -> candidate.resolve(FOLDER))
                .filter(candidate -> Files.isRegularFile(candidate.resolve(TEXT_FILE)))
                .findFirst()
                .map(DemoFiles::new)
                .orElseThrow(() -> new IOException("the demo's files were not found: there is no folder " + FOLDER
                        + programHome.map(home -> " in " + home).orElse("") + " nor in or above " + workingFolder));
    }

    /** Returns the folder that was found. */
    public Path folder() {
        return folder;
    }

    /**
     * Copies the files to a folder, which is made if it is missing, and adds {@link #BIG_FILE}, whose octets are the same
     * in every run and on every JVM. Files of the same names are replaced.
     *
     * @throws IOException if something can't be read or written
     */
    public void copyTo(Path target) throws IOException {
        PathUtils.copyDirectory(folder, target, StandardCopyOption.REPLACE_EXISTING);
        Random octets = new Random(BIG_FILE_SEED);
        byte[] block = new byte[BLOCK_OCTETS];
        try (OutputStream out = Files.newOutputStream(target.resolve(BIG_FILE))) {
            for (int written = 0; written < BIG_FILE_OCTETS; written += block.length) {
                octets.nextBytes(block);
                out.write(block);
            }
        }
    }
}
