package io.naru.common.identity;

import io.naru.common.file.AtomicFiles;
import io.naru.common.file.LockFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.function.IOSupplier;

/**
 * The lines of a file in which keys of others are remembered: words with blanks between, {@code #} before a comment.
 * People may edit it, so comments stay and a line that can't be read is told rather than dropped; a reader sees the file
 * before or after a change, never in between.
 *
 * <p>Threading: stateless; any thread, and other programs at the same time.
 */
final class PinFile {
    private static final int MAX_OCTETS = 1 << 24;

    /** What tells one state of a file from another without reading it. */
    record Stamp(FileTime changed, long octets, Object identity) {
        static final Stamp MISSING = new Stamp(FileTime.fromMillis(0), -1, "");
    }

    private final String what;
    private final Path file;

    /**
     * A file that may not be there yet.
     *
     * @param what the file in words, as the beginning of a sentence
     */
    PinFile(String what, Path file) {
        this.what = what;
        this.file = file;
    }

    Path path() {
        return file;
    }

    Stamp stamp() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (NoSuchFileException e) {
            return Stamp.MISSING;
        }
    }

    /** All lines, comments too; none if there is no file. */
    List<String> lines() throws IOException {
        if (!Files.exists(file)) {
            return new ArrayList<>();
        }
        String octets = SmallFile.read(what, file, MAX_OCTETS);
        AtomicFiles.checkOnlyOwnerWrites(file);
        List<String> lines = new ArrayList<>();
        for (String line : octets.lines().toList()) {
            lines.add(decoded(line, lines.size() + 1));
        }
        return lines;
    }

    private String decoded(String octets, int number) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw broken(number, "it isn't UTF-8 text", e);
        }
    }

    /** The words of a line; none if it is empty or a comment. */
    static List<String> words(String line) {
        String text = line.strip();
        return text.isEmpty() || text.startsWith("#") ? List.of() : List.of(text.split("\\s+"));
    }

    /** Replaces the lines; to be called under {@link #locked}. */
    void write(List<String> lines) throws IOException {
        byte[] octets = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        if (octets.length > MAX_OCTETS) {
            throw new IOException(what + " " + file + " is full; remove lines that aren't needed any more");
        }
        AtomicFiles.write(file, octets);
    }

    /** Does something while no other program of ours changes the file; makes its folder if there is none. */
    <T> T locked(IOSupplier<T> action) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        AtomicFiles.createPrivateFolders(folder);
        AtomicFiles.checkOnlyOwnerWrites(folder);
        return LockFile.holding(folder.resolve(file.getFileName() + ".lock"), action);
    }

    IOException broken(int line, String why, Exception cause) {
        return new IOException("%s, line %d: %s; mend or remove that line".formatted(file, line, why), cause);
    }
}
