package io.naru.client.state;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What the person hasn't seen of a room.
 *
 * @param line the line above which "new" stands, once there is one; check that it is still kept
 * @param seq of the message that "new" stands above, where it is in the room's history: its line may have to be found
 *     again when the lines were loaded anew
 * @param hasUnseen whether lines came that the person can't have seen yet
 * @param count how many of them people said
 * @param isNamed whether one of them is a mention
 */
public record Unread(OptionalLong line, OptionalLong seq, boolean hasUnseen, int count, boolean isNamed) {
    /** Nothing. */
    public static final Unread NONE = new Unread(OptionalLong.empty(), OptionalLong.empty(), false, 0, false);

    public Unread {
        Objects.requireNonNull(line);
        Objects.requireNonNull(seq);
    }

    /**
     * With one more line that the person hasn't seen; the first one after a time gets "new" above it.
     *
     * @param number of the line; empty for one that isn't among those kept
     * @param newSeq its place in the history, if it has one
     */
    public Unread with(OptionalLong number, OptionalLong newSeq, boolean isFromPerson, boolean isMention) {
        int newCount = isFromPerson ? count + 1 : count;
        return hasUnseen
                ? new Unread(line, seq, true, newCount, isNamed || isMention)
                : new Unread(number, newSeq, true, newCount, isNamed || isMention);
    }

    /** With so many more messages that can't be shown. */
    public Unread with(long more) {
        int newCount = (int) Math.min(Integer.MAX_VALUE, count + more);
        return new Unread(line, seq, true, newCount, isNamed);
    }

    /** With all lines seen; "new" stays where it stands, to be looked at. */
    public Unread seen() {
        return hasUnseen ? new Unread(line, seq, false, 0, false) : this;
    }

    /** With "new" above another line, or in another place. */
    public Unread at(OptionalLong newLine) {
        return new Unread(newLine, seq, hasUnseen, count, isNamed);
    }

    /** Without "new". */
    public Unread withoutLine() {
        return line.isEmpty() && seq.isEmpty()
                ? this
                : new Unread(OptionalLong.empty(), OptionalLong.empty(), hasUnseen, count, isNamed);
    }
}
