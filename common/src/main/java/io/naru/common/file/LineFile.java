package io.naru.common.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What small files of lines have in common: a first line that says what it is, and lines that each begin with a
 * checksum, so that one which was torn or garbled is told from one that was written.
 *
 * <p>Threading: stateless.
 */
public final class LineFile {
    private static final int MAX_OCTETS = 64 << 20;
    private static final int SUM_DIGITS = 8;
    private static final int ASIDE_MAX = 1000;

    /**
     * What a file says.
     *
     * @param lines those that are whole, without first line and checksums
     * @param isWhole whether all of it could be read
     */
    public record Content(List<String> lines, boolean isWhole) {}

    private LineFile() {}

    /**
     * The octets of a file; none if there is no such file.
     *
     * @throws IOException if it can't be read, or is no regular file, or larger than any of ours
     */
    public static byte[] read(Path file) throws IOException {
        if (Files.isSymbolicLink(file) || Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no regular file");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw new IOException(file + " is too large to be one of Naru's");
            }
            return octets;
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (FileSystemException e) {
            throw new IOException("cannot read " + file + ": " + FileFault.reason(e), e);
        }
    }

    /** What octets say that should begin with that line; nothing at all is whole, too. */
    public static Content parse(byte[] octets, String first) {
        List<String> lines = new ArrayList<>();
        boolean isWhole = octets.length == 0 || octets[octets.length - 1] == '\n';
        int from = 0;
        boolean isFirst = true;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] != '\n') {
                continue;
            }
            String line = decoded(octets, from, i);
            from = i + 1;
            if (isFirst) {
                isFirst = false;
                if (!first.equals(line)) {
                    return new Content(List.of(), false);
                }
            } else if (line != null && isSumRight(line)) {
                lines.add(line.substring(SUM_DIGITS + 1));
            } else {
                isWhole = false;
            }
        }
        return new Content(lines, isWhole);
    }

    /** A line as it is written, with its checksum and its end. */
    public static String line(String text) {
        return sum(text) + " " + text + "\n";
    }

    /**
     * Keeps a copy of a file that can't be read, since it may mean something to somebody.
     *
     * @return where it is
     */
    public static Path putAside(Path file, byte[] octets) throws IOException {
        for (int i = 1; i <= ASIDE_MAX; i++) {
            Path aside = file.resolveSibling(file.getFileName() + ".unreadable-" + i);
            if (AtomicFiles.create(aside, octets)) {
                return aside;
            }
        }
        throw new IOException("cannot put " + file + " aside: " + ASIDE_MAX + " such files are there already");
    }

    private static boolean isSumRight(String line) {
        return line.length() > SUM_DIGITS
                && line.charAt(SUM_DIGITS) == ' '
                && line.substring(0, SUM_DIGITS).equals(sum(line.substring(SUM_DIGITS + 1)));
    }

    private static String sum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }

    private static String decoded(byte[] octets, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
