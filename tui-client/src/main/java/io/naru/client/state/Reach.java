package io.naru.client.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which part of a room's history the lines of a {@link Room} are, and what the relay has of it. Messages are named by their
 * seq, which counts from 1; 0 stands for none.
 *
 * @param hasHistory whether the relay keeps what is said there
 * @param hasOlder whether there may be older messages than the first line
 * @param isDetached whether the lines end before the newest message: what comes is counted then, not shown
 * @param firstLine number of the oldest line when {@code firstSeq} was found out
 * @param firstSeq the oldest message that the lines reach back to
 * @param endSeq the newest message that the lines reach to, while detached
 * @param toldSeq the newest message that was told, shown or counted
 * @param readSeq up to where the person has read, as the relay was told
 * @param holes places between the lines where messages could be loaded, ascending
 * @param load what was asked for and hasn't come
 */
public record Reach(
        boolean hasHistory,
        boolean hasOlder,
        boolean isDetached,
        long firstLine,
        long firstSeq,
        long endSeq,
        long toldSeq,
        long readSeq,
        List<Hole> holes,
        Optional<Load> load) {
    /** More places than that aren't remembered; the oldest ones can't be loaded any more. */
    private static final int HOLES_MAX = 20;

    /** A room without history. */
    public static final Reach NONE = new Reach(false, false, false, 0, 0, 0, 0, 0, List.of(), Optional.empty());

    /**
     * A place between two lines where messages aren't loaded.
     *
     * @param line number of the line that says so
     * @param fromSeq of the first one that is missing
     * @param toSeq of the last one
     */
    public record Hole(long line, long fromSeq, long toSeq) {
        /** The same, when its line has moved. */
        public Hole moved(long by) {
            return new Hole(line + by, fromSeq, toSeq);
        }
    }

    /** What is being loaded. */
    public enum Part {
        /** What was said before the oldest line; the newest messages when there is none. */
        OLDER,
        /** What belongs into the hole that ends at {@code seq}. */
        HOLE,
        /** What was said after the newest line, while detached. */
        NEWER,
        /** What was said around {@code seq}. */
        AROUND
    }

    /**
     * A part of the history that was asked for.
     *
     * @param request comes back with the answer
     * @param part which one
     * @param seq where; the rest of the meaning depends on the part
     */
    public record Load(long request, Part part, long seq) {
        public Load {
            Objects.requireNonNull(part);
        }
    }

    public Reach {
        Objects.requireNonNull(load);
        holes = List.copyOf(holes);
    }

    /**
     * The relay says how far the history goes and how much of it was read.
     *
     * @param mayHaveOlder whether there may be more than is going to be told
     */
    public Reach entered(long newReadSeq, boolean mayHaveOlder) {
        boolean isNew = !hasHistory;
        return new Reach(
                true,
                isNew ? mayHaveOlder : hasOlder,
                isDetached,
                firstLine,
                firstSeq,
                endSeq,
                toldSeq,
                newReadSeq,
                holes,
                Optional.empty());
    }

    /**
     * The history begins anew: nothing that is known of the old one holds. How much was read of the new one was told with
     * entering the room, and nothing was taken for read since.
     */
    public Reach begunAnew() {
        return new Reach(hasHistory, false, false, 0, 0, 0, 0, readSeq, List.of(), Optional.empty());
    }

    /** With a message told. */
    public Reach told(long seq) {
        return new Reach(hasHistory, hasOlder, isDetached, firstLine, firstSeq, endSeq, seq, readSeq, holes, load);
    }

    /** With that much read. */
    public Reach read(long seq) {
        return new Reach(hasHistory, hasOlder, isDetached, firstLine, firstSeq, endSeq, toldSeq, seq, holes, load);
    }

    /** With the beginning of the lines found out. */
    public Reach begins(long newFirstLine, long newFirstSeq, boolean newHasOlder) {
        return new Reach(
                hasHistory, newHasOlder, isDetached, newFirstLine, newFirstSeq, endSeq, toldSeq, readSeq, holes, load);
    }

    /** With the lines ending before the newest message, or no longer doing so. */
    public Reach detached(boolean newIsDetached, long newEndSeq) {
        return new Reach(
                hasHistory, hasOlder, newIsDetached, firstLine, firstSeq, newEndSeq, toldSeq, readSeq, holes, load);
    }

    /** With something asked for, or nothing. */
    public Reach loading(Optional<Load> newLoad) {
        return new Reach(
                hasHistory, hasOlder, isDetached, firstLine, firstSeq, endSeq, toldSeq, readSeq, holes, newLoad);
    }

    /** With other holes. */
    public Reach withHoles(List<Hole> newHoles) {
        return new Reach(
                hasHistory, hasOlder, isDetached, firstLine, firstSeq, endSeq, toldSeq, readSeq, newHoles, load);
    }

    /** With one more hole, behind the others. */
    public Reach with(Hole hole) {
        List<Hole> more = new ArrayList<>(holes);
        more.add(hole);
        return withHoles(more.size() > HOLES_MAX ? more.subList(1, more.size()) : more);
    }
}
