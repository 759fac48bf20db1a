package io.naru.client.state;

import io.naru.client.event.TransferLimits;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the person chose for good; kept in a file by whoever carries out the effects.
 *
 * @param theme name of the theme, one of the choices of {@link Setting#THEME}
 * @param isBellOn whether being named rings the bell
 * @param highlights words that are marked like the own name
 * @param joins how coming and going is shown
 * @param timeFormat how times are shown
 * @param ignored whose messages aren't shown
 * @param limits of transfers
 */
public record Settings(
        String theme,
        boolean isBellOn,
        List<String> highlights,
        Joins joins,
        TimeFormat timeFormat,
        Set<UserName> ignored,
        TransferLimits limits) {
    /** How coming and going is shown. */
    public enum Joins {
        /** What happens in a row is one line. */
        FOLDED,
        /** A line for each. */
        ALL,
        /** Not at all. */
        HIDDEN
    }

    /** How times are shown beside lines. */
    public enum TimeFormat {
        /** 14:05. */
        HOURS_24("24h"),
        /** 2:05 pm. */
        HOURS_12("12h"),
        /** 14:05:09. */
        SECONDS("seconds"),
        /** Not at all. */
        HIDDEN("hidden");

        private final String word;

        TimeFormat(String word) {
            this.word = word;
        }
    }

    /** What holds when nothing was chosen. */
    public static final Settings DEFAULT =
            new Settings("auto", true, List.of(), Joins.FOLDED, TimeFormat.HOURS_24, Set.of(), TransferLimits.DEFAULT);

    public Settings {
        Objects.requireNonNull(theme);
        Objects.requireNonNull(joins);
        Objects.requireNonNull(timeFormat);
        highlights = List.copyOf(highlights);
        ignored = Set.copyOf(ignored);
        Objects.requireNonNull(limits);
    }

    /** Whether this user's messages aren't shown. */
    public boolean isIgnored(UserName user) {
        return ignored.contains(user);
    }

    /** With these users ignored. */
    public Settings withIgnored(Set<UserName> newIgnored) {
        return new Settings(theme, isBellOn, highlights, joins, timeFormat, newIgnored, limits);
    }

    /** With other limits of transfers. */
    public Settings withLimits(TransferLimits newLimits) {
        return new Settings(theme, isBellOn, highlights, joins, timeFormat, ignored, newLimits);
    }

    /** A setting's value as it's written. */
    public String value(Setting setting) {
        return switch (setting) {
            case THEME -> theme;
            case BELL -> isBellOn ? "on" : "off";
            case HIGHLIGHT -> String.join(",", highlights);
            case JOINS -> joins.name().toLowerCase(Locale.ROOT);
            case TIME -> timeFormat.word;
            case IGNORE -> ignored.stream().sorted().map(UserName::display).collect(Collectors.joining(","));
            case SLOTS, USER_SLOTS, UPLOAD_SLOTS, USER_UPLOAD_SLOTS, DOWNLOAD_RATE, UPLOAD_RATE, BASE_PEERS ->
                LimitWords.of(limits, setting);
        };
    }

    /**
     * With one setting changed.
     *
     * @param value as it's written, in any case where there is a choice
     * @throws InvalidValueException if it can't be set to that; the sentence says to what it can
     */
    public Settings with(Setting setting, String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (!setting.choices().isEmpty() && !setting.choices().contains(word)) {
            throw new InvalidValueException(
                    "The setting " + setting.word() + " is one of " + String.join(", ", setting.choices()) + ".");
        }
        return switch (setting) {
            case THEME -> new Settings(word, isBellOn, highlights, joins, timeFormat, ignored, limits);
            case BELL -> new Settings(theme, word.equals("on"), highlights, joins, timeFormat, ignored, limits);
            case HIGHLIGHT -> new Settings(theme, isBellOn, words(value), joins, timeFormat, ignored, limits);
            case JOINS ->
                new Settings(
                        theme,
                        isBellOn,
                        highlights,
                        Joins.valueOf(word.toUpperCase(Locale.ROOT)),
                        timeFormat,
                        ignored,
                        limits);
            case TIME -> new Settings(theme, isBellOn, highlights, joins, timeFormatOf(word), ignored, limits);
            case IGNORE -> withIgnored(users(value));
            case SLOTS, USER_SLOTS, UPLOAD_SLOTS, USER_UPLOAD_SLOTS, DOWNLOAD_RATE, UPLOAD_RATE, BASE_PEERS ->
                withLimits(LimitWords.with(limits, setting, word));
        };
    }

    private static TimeFormat timeFormatOf(String word) {
        for (TimeFormat format : TimeFormat.values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw new IllegalStateException("the words of the setting and of its type differ: " + word);
    }

    private static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        for (String word : value.split(",")) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }

    private static Set<UserName> users(String value) {
        Set<UserName> users = new LinkedHashSet<>();
        words(value).forEach(word -> users.add(UserName.of(word)));
        return users;
    }
}
