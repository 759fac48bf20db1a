package io.naru.client.view;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;

/**
 * One cell's content with the width that we say it has. Lanterna guesses the width from the text and is wrong for some
 * thousand characters, and it checks each text with a break iterator whose rules differ between Java releases; this
 * class answers both questions itself and leaves only colours and emphasis to its parent.
 *
 * <p>Threading: immutable.
 */
final class Cell extends TextCharacter {
    /** An untouched cell. Equal to Lanterna's own, which is slower to ask for its width. */
    static final Cell BLANK = new Cell(" ", false, TextColor.ANSI.DEFAULT, EnumSet.noneOf(SGR.class));

    private static final long serialVersionUID = 1L;

    private final String cluster;
    private final boolean wide;
    private final int hash;

    // Deprecated as unfit for text of more than one char, which is just what the parent isn't asked to hold here.
    @SuppressWarnings("deprecation")
    private Cell(String cluster, boolean wide, TextColor foreground, EnumSet<SGR> modifiers) {
        super(' ', foreground, TextColor.ANSI.DEFAULT, modifiers);
        this.cluster = cluster;
        this.wide = wide;
        this.hash = cluster.hashCode() * 31 + super.hashCode();
    }

    /**
     * A cell; {@link #BLANK} where that looks the same.
     *
     * @param cluster what is seen in the cell, with its combining marks
     * @param wide whether it takes the next cell too
     */
    static Cell of(String cluster, boolean wide, Style style) {
        return of(cluster, wide, style.foreground(), style.modifiers());
    }

    private static Cell of(String cluster, boolean wide, TextColor foreground, EnumSet<SGR> modifiers) {
        boolean blank = cluster.equals(" ");
        if (blank && foreground == TextColor.ANSI.DEFAULT && modifiers.isEmpty()) {
            return BLANK;
        }
        return new Cell(cluster, wide, foreground, modifiers);
    }

    @Override
    public String getCharacterString() {
        return cluster;
    }

    @Override
    public boolean isDoubleWidth() {
        return wide;
    }

    /** The cell with another character and the same style: how Lanterna makes the blank half of a wide one. */
    @Override
    public TextCharacter withCharacter(char character) {
        return of(Character.toString(character), false, getForegroundColor(), getModifiers());
    }

    @Override
    public boolean is(char character) {
        return cluster.length() == 1 && cluster.charAt(0) == character;
    }

    /**
     * Besides equal cells, {@link #BLANK} equals Lanterna's blank, though not the other way round: Lanterna asks the
     * cell that is to be shown whether it equals the one that is.
     */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (this == BLANK && DEFAULT_CHARACTER.equals(other))
                || (other instanceof Cell cell
                        && wide == cell.wide
                        && cluster.equals(cell.cluster)
                        && super.equals(cell));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "Cell{" + cluster + (wide ? ", wide, " : ", ") + getForegroundColor() + ", " + getModifiers() + "}";
    }
}
