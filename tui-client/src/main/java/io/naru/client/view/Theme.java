package io.naru.client.view;

import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.TextColor.ANSI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which {@link Style} each {@link Role} has, and the colours of names. There are three: for dark backgrounds, for light
 * ones, and one without colours. Sixteen colours are enough for all of it; a terminal that says it has more gets more
 * colours for names and greys that are readable on every palette.
 *
 * <p>Colour is never the only sign: whoever draws adds a mark or a word.
 *
 * <p>Threading: immutable.
 */
public final class Theme {
    private final String name;
    private final Map<Role, Style> styles;
    private final List<Style> nameStyles;

    private Theme(String name, Map<Role, Style> styles, List<Style> nameStyles) {
        this.name = name;
        this.styles = styles;
        this.nameStyles = nameStyles;
    }

    /** Names that {@link #named} knows, in the order to show them. */
    public static List<String> names() {
        return List.of("auto", "dark", "light", "mono");
    }

    /**
     * The theme that was asked for, as far as the terminal allows.
     *
     * @param name one of {@link #names()}; {@code auto} is light where {@code COLORFGBG} tells of a light background,
     *     else dark. Without regard to it, a non-empty {@code NO_COLOR} gives {@code mono}
     * @param environment the process's environment: {@code NO_COLOR}, {@code COLORTERM}, {@code TERM} and
     *     {@code COLORFGBG} are looked at
     * @throws IllegalArgumentException when there is no theme of that name
     */
    public static Theme named(String name, Map<String, String> environment) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("No theme " + name);
        }
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || name.equals("mono")) {
            return mono();
        }
        boolean light = name.equals("light") || (name.equals("auto") && saysLightBackground(environment));
        boolean manyColours = hasManyColours(environment);
        return light ? light(manyColours) : dark(manyColours);
    }

    /** The theme for dark backgrounds with 16 colours. */
    public static Theme dark() {
        return dark(false);
    }

    /** The theme for light backgrounds with 16 colours. */
    public static Theme light() {
        return light(false);
    }

    /** The theme that uses bold, underline and reverse only. */
    public static Theme mono() {
        Map<Role, Style> styles = new EnumMap<>(Role.class);
        shades(new Palette(
                        ANSI.DEFAULT,
                        ANSI.DEFAULT,
                        ANSI.DEFAULT,
                        ANSI.DEFAULT,
                        ANSI.DEFAULT,
                        ANSI.DEFAULT,
                        ANSI.DEFAULT))
                .forEach((role, style) -> styles.put(role, style.withoutColour()));
        return new Theme("mono", styles, List.of(Style.PLAIN.withBold()));
    }

    /** This theme's own name: {@code dark}, {@code light} or {@code mono}. */
    public String name() {
        return name;
    }

    /** How the role looks. */
    public Style style(Role role) {
        return styles.get(role);
    }

    /**
     * How a person's name looks: the same for the same name, always.
     *
     * @param canonicalName the name in the form in which names are compared, so that every spelling has one colour
     */
    public Style nameStyle(String canonicalName) {
        int hash = 0;
        for (int index = 0; index < canonicalName.length(); index++) {
            hash = hash * 31 + canonicalName.charAt(index);
        }
        // Short names that differ in their last letter only would be neighbours, and "bob1" to "bob6" a rainbow in
        // order: spread the bits.
        hash *= 0x9E3779B1;
        return nameStyles.get((hash >>> 16) % nameStyles.size());
    }

    private static boolean saysLightBackground(Map<String, String> environment) {
        String colours = environment.getOrDefault("COLORFGBG", "");
        String background = colours.substring(colours.lastIndexOf(';') + 1);
        return background.equals("7") || background.equals("15");
    }

    private static boolean hasManyColours(Map<String, String> environment) {
        String colorTerm = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
        return colorTerm.equals("truecolor")
                || colorTerm.equals("24bit")
                || environment.getOrDefault("TERM", "").contains("256color");
    }

    private static Theme dark(boolean manyColours) {
        // Bright black is invisible on some dark palettes, so sixteen colours show what is muted in plain white.
        Palette palette = new Palette(
                manyColours ? new TextColor.Indexed(246) : ANSI.WHITE,
                ANSI.CYAN_BRIGHT,
                ANSI.GREEN_BRIGHT,
                ANSI.YELLOW_BRIGHT,
                ANSI.RED_BRIGHT,
                ANSI.BLUE_BRIGHT,
                manyColours ? new TextColor.Indexed(240) : ANSI.BLUE);
        List<Style> names = manyColours
                ? indexed(39, 43, 75, 79, 81, 110, 114, 117, 139, 141, 150, 173, 175, 180, 183, 185, 209, 216)
                : plain(
                        ANSI.CYAN,
                        ANSI.GREEN,
                        ANSI.YELLOW,
                        ANSI.MAGENTA,
                        ANSI.CYAN_BRIGHT,
                        ANSI.GREEN_BRIGHT,
                        ANSI.YELLOW_BRIGHT,
                        ANSI.MAGENTA_BRIGHT,
                        ANSI.BLUE_BRIGHT);
        return new Theme("dark", shades(palette), names);
    }

    private static Theme light(boolean manyColours) {
        Palette palette = new Palette(
                manyColours ? new TextColor.Indexed(242) : ANSI.BLACK_BRIGHT,
                ANSI.BLUE,
                ANSI.GREEN,
                ANSI.MAGENTA,
                ANSI.RED,
                ANSI.BLUE,
                manyColours ? new TextColor.Indexed(250) : ANSI.CYAN);
        List<Style> names = manyColours
                ? indexed(18, 22, 23, 24, 25, 28, 52, 53, 54, 55, 58, 61, 88, 89, 90, 94, 125, 130)
                : plain(ANSI.BLUE, ANSI.GREEN, ANSI.MAGENTA, ANSI.RED, ANSI.CYAN);
        return new Theme("light", shades(palette), names);
    }

    private record Palette(
            TextColor muted,
            TextColor accent,
            TextColor good,
            TextColor warning,
            TextColor bad,
            TextColor link,
            TextColor border) {}

    private static Map<Role, Style> shades(Palette palette) {
        Style text = Style.PLAIN;
        Style muted = colour(palette.muted);
        Style accent = colour(palette.accent);
        Map<Role, Style> styles = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            styles.put(
                    role,
                    switch (role) {
                        case TEXT, TAB, TITLE, KEY_TEXT, COMPOSER, STATUS, PROGRESS_DONE -> text;
                        case MUTED, NOTICE, PENDING, PROGRESS_REST -> muted;
                        case ACCENT, MARKED, FOLDER -> accent;
                        case OWN_NAME, KEY, PROMPT, TAB_UNREAD -> text.withBold();
                        case GOOD, PRESENT -> colour(palette.good);
                        case WARNING, AWAY -> colour(palette.warning);
                        case ERROR, UNREAD_LINE -> colour(palette.bad);
                        case MENTION, TAB_NAMED -> colour(palette.warning).withBold();
                        case MATCH -> colour(palette.warning).withReverse();
                        case BORDER -> colour(palette.border);
                        case BORDER_FOCUSED -> accent;
                        case TITLE_FOCUSED -> accent.withBold();
                        case TAB_ACTIVE, SELECTED -> text.withReverse();
                        case SELECTED_UNFOCUSED -> text.withUnderline();
                        case LINK -> colour(palette.link).withUnderline();
                    });
        }
        return styles;
    }

    private static Style colour(TextColor foreground) {
        return new Style(foreground, false, false, false);
    }

    private static List<Style> plain(TextColor... colours) {
        return Arrays.stream(colours).map(Theme::colour).toList();
    }

    private static List<Style> indexed(int... colours) {
        return Arrays.stream(colours)
                .mapToObj(index -> colour(new TextColor.Indexed(index)))
                .toList();
    }
}
