package io.naru.client.transfer;

import io.naru.common.file.AtomicFiles;
import io.naru.common.file.FileFault;
import io.naru.common.file.LineFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The file in which the queue survives: lines that are only ever added ({@link JournalState}), each with a checksum before
 * it, and written anew when most of them have been overtaken. Private to its owner. A line that was torn by a crash is
 * the last one, and is left off; what else can't be read is put aside and said.
 *
 * <p>Threading: the disk's.
 */
final class JournalFile implements Closeable {
    static final String FIRST_LINE = "naru queue 1";

    /** As large as it may get: it is read as a whole, and written anew as a whole. */
    static final int OCTETS_MAX = 16 << 20;

    private static final long COMPACT_OCTETS = 256 << 10;

    /** Gets what was written onto the disk itself. */
    @FunctionalInterface
    interface Sync {
        void force(FileChannel channel) throws IOException;
    }

    private final Path file;
    private final int octetsMax;
    private final Sync sync;
    private final JournalState state = new JournalState();
    private FileChannel channel;
    private long lengthOctets;
    private long freshOctets;
    /** Whether lines are missing from the file, since they couldn't be written. */
    private boolean isBehind;
    /** Whether that is because it would be too large. */
    private boolean isFull;

    private JournalFile(Path file, int octetsMax, Sync sync) {
        this.file = file;
        this.octetsMax = octetsMax;
        this.sync = sync;
    }

    /**
     * Reads a journal, which needn't be there, and goes on with it.
     *
     * @param sentences is given what to tell the user
     */
    static JournalFile open(Path file, List<String> sentences) throws IOException {
        return open(file, sentences, OCTETS_MAX, channel -> channel.force(false));
    }

    /** The same with another bound, and with another way onto the disk. */
    static JournalFile open(Path file, List<String> sentences, int octetsMax, Sync sync) throws IOException {
        byte[] octets = LineFile.read(file);
        // One that is larger already must still be opened, or nothing could be cleared in it.
        JournalFile opened = new JournalFile(file, Math.max(octetsMax, octets.length), sync);
        LineFile.Content content = LineFile.parse(octets, FIRST_LINE);
        boolean isRight = content.isWhole() || isTorn(octets, content);
        for (String line : content.lines()) {
            isRight &= opened.state.take(line);
        }
        if (!isRight) {
            Path aside = LineFile.putAside(file, octets);
            sentences.add("The queue in " + file + " can't be read wholly. It is kept as " + aside
                    + "; what could be read is here.");
        }
        opened.rewrite();
        return opened;
    }

    /** Whether nothing but the end of the last line is missing. */
    private static boolean isTorn(byte[] octets, LineFile.Content content) {
        int end = octets.length;
        while (end > 0 && octets[end - 1] != '\n') {
            end--;
        }
        byte[] whole = Arrays.copyOf(octets, end);
        return end < octets.length && LineFile.parse(whole, FIRST_LINE).isWhole() && !content.isWhole();
    }

    /** What it says. */
    JournalState state() {
        return state;
    }

    /**
     * Adds lines; they are on the disk when it returns, unless all of them are of use only while the program runs.
     *
     * @throws IOException if they couldn't be written; they are with those that come next
     */
    void add(List<String> lines) throws IOException {
        for (String line : lines) {
            takeOwn(line);
        }
        if (isFull && lines.stream().noneMatch(JournalState::isShrinking)) {
            throw tooLarge();
        }
        byte[] added = String.join("", lines).getBytes(StandardCharsets.UTF_8);
        if (isBehind || lengthOctets + added.length > octetsMax) {
            rewrite();
            return;
        }
        isBehind = true;
        try {
            // Half a line may stand there from an attempt that failed.
            if (channel.size() > lengthOctets) {
                channel.truncate(lengthOctets);
            }
            ByteBuffer octets = ByteBuffer.wrap(added);
            long at = lengthOctets;
            while (octets.hasRemaining()) {
                at += channel.write(octets, at);
            }
            // What is no more after a crash needs no disk to turn for it.
            if (!lines.stream().allMatch(JournalState::isFleeting)) {
                sync.force(channel);
            }
            lengthOctets = at;
            isBehind = false;
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + FileFault.reason(e), e);
        }
        if (lengthOctets > COMPACT_OCTETS && lengthOctets > 4 * freshOctets) {
            rewrite();
        }
    }

    /** Writes lines instead of all that is there; either the old or the new ones are there, whatever happens. */
    void replace(List<String> lines) throws IOException {
        state.clear();
        lines.forEach(this::takeOwn);
        rewrite();
    }

    private void takeOwn(String line) {
        // Without checksum and line end.
        if (!state.take(line.substring(line.indexOf(' ') + 1, line.length() - 1))) {
            throw new IllegalStateException("a line of ours can't be read again");
        }
    }

    private IOException tooLarge() {
        return new IOException("it would be larger than " + (octetsMax >> 20) + " MiB; clear what has ended");
    }

    private void rewrite() throws IOException {
        String text = FIRST_LINE + "\n" + String.join("", state.lines());
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        isFull = octets.length > octetsMax;
        if (isFull) {
            isBehind = true;
            throw tooLarge();
        }
        AtomicFiles.write(file, octets);
        close();
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        lengthOctets = octets.length;
        freshOctets = octets.length;
        isBehind = false;
    }

    @Override
    public void close() throws IOException {
        Optional<FileChannel> open = Optional.ofNullable(channel);
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
