package io.naru.client.share;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Folders that nobody means to share: all of the computer, what the system tells about itself as if it were files, and where
 * this program keeps its key. Hidden files aren't shared, so a home may be.
 *
 * <p>Threading: stateless.
 */
public final class NeverShared {
    private static final Set<String> OF_THE_SYSTEM =
            Set.of("proc", "sysfs", "devtmpfs", "devpts", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs");

    private NeverShared() {}

    /**
     * Looks at a folder.
     *
     * @param real its real path
     * @param own where this program keeps what is private, if it keeps something
     * @throws IOException if it is one of them, with the reason; or can't be looked at
     */
    public static void check(Path real, Optional<Path> own) throws IOException {
        if (real.getParent() == null) {
            throw new IOException("it is all of this computer; choose a folder below it");
        }
        if (OF_THE_SYSTEM.contains(Files.getFileStore(real).type())) {
            throw new IOException("it holds no files, but what the system tells about itself");
        }
        if (own.isPresent() && shows(real, real(own.get()))) {
            throw new IOException("Naru keeps your key in it; choose another folder");
        }
    }

    private static Path real(Path folder) throws IOException {
        return Files.exists(folder)
                ? folder.toRealPath()
                : folder.toAbsolutePath().normalize();
    }

    /** Whether what is in one folder would be seen in the other. */
    private static boolean shows(Path shared, Path own) {
        if (shared.startsWith(own)) {
            return true;
        }
        if (!own.startsWith(shared)) {
            return false;
        }
        for (Path part : shared.relativize(own)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }
}
