package io.naru.client.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * <p>Older lines can be put before the others, which keep their numbers; so numbers may be negative.
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
    public static final Scrollback EMPTY = new Scrollback(new Chunk[0], 0, 0, 0, 0);

    private static final int SHIFT = 8;
    private static final int CHUNK_LINES = 1 << SHIFT;

    private final Chunk[] chunks;
    private final long first;
    private final long end;
    /** Of the lines from first to end. */
    private final long characters;
    /** The largest end that there was, this one's or that of one it was made from. */
    private final long ended;

    /** Lines in order; {@code used} of them are written and never change. */
    private static final class Chunk {
        final Line[] lines;
        int used;

        Chunk(Line[] lines, int used) {
            this.lines = lines;
            this.used = used;
        }
    }

    private Scrollback(Chunk[] chunks, long first, long end, long characters, long ended) {
        this.ended = Math.max(ended, end);
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
            return new Scrollback(withNewChunk(line, newFirst), newFirst, end + 1, newCharacters, ended);
        }
        Chunk last = chunks[chunks.length - 1];
        if (last.used == slot) {
            last.lines[slot] = line;
            last.used = slot + 1;
            return new Scrollback(chunks, newFirst, end + 1, newCharacters, ended);
        }
        return new Scrollback(withLast(copy(last, slot, line)), newFirst, end + 1, newCharacters, ended);
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
        return new Scrollback(changed, first, end, newCharacters, ended);
    }

    /** Nothing, but numbers go on where they were. */
    public Scrollback cleared() {
        // Numbers stay true, so whatever remembers one can see that its line is gone; a fresh chunk begins.
        long fresh = (ended + CHUNK_LINES - 1) >> SHIFT << SHIFT;
        return new Scrollback(new Chunk[0], fresh, fresh, 0, fresh);
    }

    /** Without the newest lines; numbers that become free are given again. */
    public Scrollback withoutNewest(int count) {
        if (count == 0) {
            return this;
        }
        long newEnd = Math.max(first, end - count);
        long newCharacters = characters;
        for (long number = newEnd; number < end; number++) {
            newCharacters -= charactersOf(get(number));
        }
        int kept = newEnd == first ? 0 : chunkOf(newEnd - 1) + 1;
        return new Scrollback(Arrays.copyOf(chunks, kept), first, newEnd, newCharacters, ended);
    }

    /**
     * With other lines in place of those from one number up to another. The lines behind them keep their numbers; those
     * before them move up or down, so that there is no hole. Takes time for each line that is kept.
     */
    public Scrollback spliced(long from, long to, List<Line> between) {
        List<Line> kept = new ArrayList<>(size() + between.size());
        lines(first, from, kept);
        kept.addAll(between);
        lines(to, end, kept);
        return rebuilt(kept, end);
    }

    /**
     * As many of the newest lines as stay within bounds, one at least. Nothing changes while they are exceeded by less
     * than a quarter, so that not each new line costs a copy of all.
     */
    public Scrollback trimmed(int linesMost, long charactersMost) {
        if (size() <= linesMost + linesMost / 4 && characters <= charactersMost + charactersMost / 4) {
            return this;
        }
        long newFirst = end;
        long newCharacters = 0;
        while (newFirst > first && end - newFirst < linesMost && newCharacters <= charactersMost) {
            newFirst--;
            newCharacters += charactersOf(get(newFirst));
        }
        if (newCharacters > charactersMost && end - newFirst > 1) {
            newFirst++;
        }
        List<Line> kept = new ArrayList<>((int) (end - newFirst));
        lines(newFirst, end, kept);
        return rebuilt(kept, end);
    }

    /** How many of the newest lines are too many for a room. */
    public int excess() {
        long newEnd = end;
        long left = characters;
        while (newEnd - first > 1 && (newEnd - first > LINES_MAX || left > CHARACTERS_MAX)) {
            newEnd--;
            left -= charactersOf(get(newEnd));
        }
        return (int) (end - newEnd);
    }

    /** Whether one more line of that kind would push the oldest one out. */
    public boolean isFull() {
        return size() >= LINES_MAX || characters >= CHARACTERS_MAX;
    }

    private void lines(long from, long to, List<Line> into) {
        for (long number = Math.max(first, from); number < Math.min(end, to); number++) {
            into.add(get(number));
        }
    }

    /** Fresh chunks with these lines, the last of which gets the number before this end. */
    private Scrollback rebuilt(List<Line> lines, long newEnd) {
        if (lines.isEmpty()) {
            return new Scrollback(new Chunk[0], newEnd, newEnd, 0, ended);
        }
        long newFirst = newEnd - lines.size();
        int firstChunk = (int) (newFirst >> SHIFT);
        Chunk[] made = new Chunk[(int) ((newEnd - 1) >> SHIFT) - firstChunk + 1];
        long sum = 0;
        for (int i = 0; i < lines.size(); i++) {
            long number = newFirst + i;
            int at = (int) (number >> SHIFT) - firstChunk;
            if (made[at] == null) {
                made[at] = new Chunk(new Line[CHUNK_LINES], 0);
            }
            made[at].lines[slotOf(number)] = lines.get(i);
            made[at].used = slotOf(number) + 1;
            sum += charactersOf(lines.get(i));
        }
        return new Scrollback(made, newFirst, newEnd, sum, ended);
    }

    private Chunk[] withNewChunk(Line line, long newFirst) {
        int needed = isEmpty() ? 0 : (int) (((end - 1) >> SHIFT) - (newFirst >> SHIFT)) + 1;
        int gone = chunks.length - needed;
        Chunk[] grown = new Chunk[chunks.length - gone + 1];
        System.arraycopy(chunks, gone, grown, 0, chunks.length - gone);
        Line[] lines = new Line[CHUNK_LINES];
        lines[slotOf(end)] = line;
        grown[grown.length - 1] = new Chunk(lines, slotOf(end) + 1);
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
