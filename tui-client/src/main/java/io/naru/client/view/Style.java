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
