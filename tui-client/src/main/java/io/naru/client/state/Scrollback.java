package io.naru.client.state;

import java.util.Arrays;
import java.util.Objects;

/**
 * The last lines of a room, as a value: appending gives a new scrollback and leaves this one as it is. Every line has a
 * number that never changes; the oldest lines go when there are more than {@link #LINES_MAX}, or when they hold more
 * than {@link #CHARACTERS_MAX}: whoever floods a room with long messages must not fill the memory of those in it.
 *
 * <pre>
 *   chunks    [ chunk 39 ][ chunk 40 ][ chunk 41 ]      256 lines each
 *                  ^ first                  ^ end       numbers of the oldest line, and after the newest
 * </pre>
 *
 * <p>The chunks are shared between a scrollback and those made from it. The one that reaches as far as its last chunk
 * is filled may write into that chunk, since no other looks there; any other copies the chunk first. So a room that
 * only grows copies nothing but a list of some forty chunks at each 256th line.
 */
public final class Scrollback {
    /** How many lines are kept. */
    public static final int LINES_MAX = 10_000;

    /** How many characters the texts of all lines may have together. The newest line is kept however long it is. */
    public static final int CHARACTERS_MAX = 4_000_000;

    /** Without a line. */
    public static final Scrollback EMPTY = new Scrollback(new Chunk[0], 0, 0, 0);

    private static final int SHIFT = 8;
    private static final int CHUNK_LINES = 1 << SHIFT;

    private final Chunk[] chunks;
    private final long first;
    private final long end;
    /** Of the lines from first to end. */
    private final long characters;

    /** Lines in order; {@code used} of them are written and never change. */
    private static final class Chunk {
        final Line[] lines;
        int used;

        Chunk(Line[] lines, int used) {
            this.lines = lines;
            this.used = used;
        }
    }

    private Scrollback(Chunk[] chunks, long first, long end, long characters) {
        this.chunks = chunks;
        this.first = first;
        this.end = end;
        this.characters = characters;
    }

    /** The number of the oldest line that is kept; the same as {@link #end()} when there is none. */
    public long first() {
        return first;
    }

    /** One more than the number of the newest line: the number that the next one gets. */
    public long end() {
        return end;
    }

    /** How many lines there are. */
    public int size() {
        return (int) (end - first);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return end == first;
    }

    /** Whether the line of that number is kept. */
    public boolean has(long number) {
        return number >= first && number < end;
    }

    /**
     * A line by its number.
     *
     * @throws IndexOutOfBoundsException if it is gone or has not been written
     */
    public Line get(long number) {
        if (!has(number)) {
            throw new IndexOutOfBoundsException("no line " + number + " in " + first + ".." + end);
        }
        return chunks[chunkOf(number)].lines[slotOf(number)];
    }

    /** This one and a line more. */
    public Scrollback append(Line line) {
        Objects.requireNonNull(line);
        int slot = slotOf(end);
        long newFirst = first;
        long newCharacters = characters + charactersOf(line);
        while (newFirst < end && (end + 1 - newFirst > LINES_MAX || newCharacters > CHARACTERS_MAX)) {
            newCharacters -= charactersOf(get(newFirst));
            newFirst++;
        }
        if (slot == 0 || chunks.length == 0) {
            return new Scrollback(withNewChunk(line, newFirst), newFirst, end + 1, newCharacters);
        }
        Chunk last = chunks[chunks.length - 1];
        if (last.used == slot) {
            last.lines[slot] = line;
            last.used = slot + 1;
            return new Scrollback(chunks, newFirst, end + 1, newCharacters);
        }
        return new Scrollback(withLast(copy(last, slot, line)), newFirst, end + 1, newCharacters);
    }

    /**
     * This one with another line in place of one that is kept.
     *
     * @throws IndexOutOfBoundsException if it is gone or has not been written
     */
    public Scrollback replace(long number, Line line) {
        Objects.requireNonNull(line);
        long newCharacters = characters - charactersOf(get(number)) + charactersOf(line);
        int at = chunkOf(number);
        int used = at == chunks.length - 1 ? slotOf(end - 1) + 1 : CHUNK_LINES;
        Line[] lines = Arrays.copyOf(Arrays.copyOf(chunks[at].lines, used), CHUNK_LINES);
        lines[slotOf(number)] = line;
        Chunk[] changed = chunks.clone();
        changed[at] = new Chunk(lines, used);
        return new Scrollback(changed, first, end, newCharacters);
    }

    /** Nothing, but numbers go on where they were. */
    public Scrollback cleared() {
        // Numbers stay true, so whatever remembers one can see that its line is gone; a fresh chunk begins.
        long fresh = (end + CHUNK_LINES - 1) >> SHIFT << SHIFT;
        return new Scrollback(new Chunk[0], fresh, fresh, 0);
    }

    private Chunk[] withNewChunk(Line line, long newFirst) {
        int needed = isEmpty() ? 0 : (int) (((end - 1) >> SHIFT) - (newFirst >> SHIFT)) + 1;
        int gone = chunks.length - needed;
        Chunk[] grown = new Chunk[chunks.length - gone + 1];
        System.arraycopy(chunks, gone, grown, 0, chunks.length - gone);
        Line[] lines = new Line[CHUNK_LINES];
        lines[0] = line;
        grown[grown.length - 1] = new Chunk(lines, 1);
        return grown;
    }

    private Chunk[] withLast(Chunk last) {
        Chunk[] changed = chunks.clone();
        changed[changed.length - 1] = last;
        return changed;
    }

    private static Chunk copy(Chunk from, int lines, Line next) {
        Line[] copied = Arrays.copyOf(Arrays.copyOf(from.lines, lines), CHUNK_LINES);
        copied[lines] = next;
        return new Chunk(copied, lines + 1);
    }

    /** Chunks hold aligned runs of numbers; the last one is known by the end, those before it count back from there. */
    private int chunkOf(long number) {
        return chunks.length - 1 - (int) (((end - 1) >> SHIFT) - (number >> SHIFT));
    }

    private static int charactersOf(Line line) {
        return line.text().value().length();
    }

    private static int slotOf(long number) {
        return (int) (number & (CHUNK_LINES - 1));
    }
}
