package io.naru.common.identity;

import io.naru.common.file.FileFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads files that are small if they are what they should be. What is no regular file is refused rather than opened,
 * since opening a pipe waits for ever.
 *
 * <p>Threading: stateless.
 */
final class SmallFile {
    private SmallFile() {}

    /**
     * The text of a file, each octet of it as one character.
     *
     * @param what the file in words, as the beginning of a sentence
     * @param links whether a symbolic link may stand for the file
     * @throws IOException if it can't be read; in a sentence
     */
    static String read(String what, Path file, int maxOctets, LinkOption... links) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, links);
            if (attributes.isSymbolicLink()) {
                throw new IOException(what + " " + file + " is a symbolic link; put the file itself there");
            }
            if (!attributes.isRegularFile()) {
                throw new IOException(what + " " + file + " is no regular file");
            }
        } catch (NoSuchFileException e) {
            throw new IOException(what + " " + file + " isn't there", e);
        }
        try (InputStream in = Files.newInputStream(file, links)) {
            byte[] octets = in.readNBytes(maxOctets + 1);
            if (octets.length > maxOctets) {
                throw new IOException(what + " " + file + " is too large to be one");
            }
            return new String(octets, StandardCharsets.ISO_8859_1);
        } catch (FileSystemException e) {
            throw new IOException(what + " " + file + " can't be read: " + FileFault.reason(e), e);
        }
    }
}
