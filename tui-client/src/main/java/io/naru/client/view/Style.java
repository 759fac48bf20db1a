package io.naru.client.view;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;
import java.util.Objects;

/**
 * How a run of text looks: a colour for the letters and some emphasis. The background is always the terminal's own,
 * because a coloured one leaves holes beside wide characters on some terminals; emphasis is bold, underline or reverse.
 *
 * @param foreground the letters' colour; never null
 * @param bold whether bold
 * @param underline whether underlined
 * @param reverse whether letters and background change places
 */
public record Style(TextColor foreground, boolean bold, boolean underline, boolean reverse) {
    /** The terminal's own colours, no emphasis. */
    public static final Style PLAIN = new Style(TextColor.ANSI.DEFAULT, false, false, false);

    /** Refuses a missing colour. */
    public Style {
        Objects.requireNonNull(foreground, "foreground");
    }

    /** This style, bold. */
    public Style withBold() {
        return bold ? this : new Style(foreground, true, underline, reverse);
    }

    /** This style, underlined. */
    public Style withUnderline() {
        return underline ? this : new Style(foreground, bold, true, reverse);
    }

    /** This style with letters and background exchanged. */
    public Style withReverse() {
        return reverse ? this : new Style(foreground, bold, underline, true);
    }

    /** This style's emphasis in the terminal's own colour. */
    public Style withoutColour() {
        return new Style(TextColor.ANSI.DEFAULT, bold, underline, reverse);
    }

    // Written out, since each cell of each frame asks: a record's own are put together from method handles, at a cost.
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Style style
                        && bold == style.bold
                        && underline == style.underline
                        && reverse == style.reverse
                        && foreground.equals(style.foreground));
    }

    @Override
    public int hashCode() {
        int emphasis = (bold ? 1 : 0) + (underline ? 2 : 0) + (reverse ? 4 : 0);
        return foreground.hashCode() * 8 + emphasis;
    }

    EnumSet<SGR> modifiers() {
        EnumSet<SGR> modifiers = EnumSet.noneOf(SGR.class);
        if (bold) {
            modifiers.add(SGR.BOLD);
        }
        if (underline) {
            modifiers.add(SGR.UNDERLINE);
        }
        if (reverse) {
            modifiers.add(SGR.REVERSE);
        }
        return modifiers;
    }
}
