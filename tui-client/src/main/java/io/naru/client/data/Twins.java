package io.naru.client.data;

import io.naru.common.file.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Files that stand where a download is to be, or under a numbered name beside it, with the very content that has come.
 * Without a look at them a file whose name is taken would get one more copy with each download. An owner tells what a
 * content is only once it has been hashed, so what has come is compared too, and not only what is about to.
 *
 * <p>Threading: stateless; blocks.
 */
public final class Twins {
    /** So many names are looked at. */
    public static final int NAMES_MAX = 100;

    private Twins() {}

    /** Those of the names that a target can have under which a regular file of that size stands; links aren't followed. */
    public static List<Path> ofSize(Path target, long octets) {
        return AtomicFiles.taken(target, NAMES_MAX).stream()
                .filter(name -> isFile(name, octets))
                .toList();
    }

    private static boolean isFile(Path name, long octets) {
        try {
            BasicFileAttributes there =
                    Files.readAttributes(name, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return there.isRegularFile() && there.size() == octets;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The one with the same content as a file that came whole. One that can't be read is none.
     *
     * @throws IOException if that file can't be read
     */
    public static Optional<Path> of(Path target, Path whole) throws IOException {
        for (Path name : ofSize(target, Files.size(whole))) {
            if (Files.isReadable(name) && Files.mismatch(whole, name) < 0) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** The one with this content, which is small; as above. */
    static Optional<Path> of(Path target, ByteBuffer content) throws IOException {
        for (Path name : ofSize(target, content.remaining())) {
            if (Files.isReadable(name)
                    && ByteBuffer.wrap(Files.readAllBytes(name)).equals(content)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
