package io.naru.common.time;

import java.time.Duration;

/**
 * Spans as people write them: a number and a unit, {@code 90s}, {@code 30m}, {@code 24h}, {@code 7d} or {@code 2w}.
 *
 * <p>Threading: stateless.
 */
public final class SpanText {
    /** The longest span: a hundred years. */
    public static final Duration LONGEST = Duration.ofDays(100 * 366);

    private static final String UNITS = "smhdw";
    private static final int[] SECONDS = {1, 60, 60 * 60, 24 * 60 * 60, 7 * 24 * 60 * 60};
    private static final int MOST_DIGITS = 10;

    private SpanText() {}

    /**
     * The span of a text.
     *
     * @return whole seconds, 1 to {@link #LONGEST}
     * @throws IllegalArgumentException if it is none; a sentence for people without a full stop
     */
    public static Duration parse(String text) {
        int digits = text.length() - 1;
        int unit = digits < 1 ? -1 : UNITS.indexOf(text.charAt(digits));
        if (unit < 0 || digits > MOST_DIGITS || !text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "a span is a number and a unit (s, m, h, d or w), for example 90m, 24h or 7d");
        }
        Duration span = Duration.ofSeconds(Long.parseLong(text.substring(0, digits)) * SECONDS[unit]);
        if (span.isZero() || span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a span is 1s to " + of(LONGEST));
        }
        return span;
    }

    /** Whether {@link #parse} would take a text, for commands in which a span may be left out. */
    public static boolean isSpan(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The shortest text that {@link #parse} reads as this span; parts of seconds are left off. */
    public static String of(Duration span) {
        long seconds = span.getSeconds();
        int unit = 0;
        // Nobody says 5w for 35d, so weeks are read only.
        for (int i = 1; i < UNITS.indexOf('w'); i++) {
            if (seconds > 0 && seconds % SECONDS[i] == 0) {
                unit = i;
            }
        }
        return seconds / SECONDS[unit] + UNITS.substring(unit, unit + 1);
    }
}
