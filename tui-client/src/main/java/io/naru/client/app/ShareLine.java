package io.naru.client.app;

import io.naru.client.event.ShareAudience;
import io.naru.client.event.ShareSetting;
import io.naru.common.message.InvalidValueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shared folder as people write it, behind {@code /share} and in the file of settings:
 *
 * <pre>
 *   FOLDER [as NAME] [for USER,#ROOM…] [only PATTERN…] [except PATTERN…]
 * </pre>
 *
 * <p>What has blanks or one of these words in it stands in double quotes; names and patterns are parted by blanks or commas.
 *
 * <p>Threading: stateless.
 */
public final class ShareLine {
    /** How it is written. */
    public static final String USAGE = "Usage: /share FOLDER [as NAME] [for USER,#ROOM] [only *.jpg] [except drafts/]";

    /** What begins a part. */
    private enum Part {
        FOLDER,
        AS,
        FOR,
        ONLY,
        EXCEPT
    }

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+|\"");
    private static final int FOLDER_GROUP = 1;

    private ShareLine() {}

    /**
     * Reads one.
     *
     * @param resolver from a folder as typed to its path
     * @throws InvalidValueException if it can't be meant; the message is a sentence
     */
    public static ShareSetting parse(String line, Function<String, Path> resolver) {
        Map<Part, List<String>> parts = new EnumMap<>(Part.class);
        Part part = Part.FOLDER;
        parts.put(part, new ArrayList<>());
        int folderEnd = 0;
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            boolean isQuoted = matcher.group(FOLDER_GROUP) != null;
            Part begun = isQuoted ? null : begins(matcher.group());
            if (begun == null) {
                parts.get(part).add(isQuoted ? matcher.group(FOLDER_GROUP) : matcher.group());
            } else if (parts.putIfAbsent(begun, new ArrayList<>()) != null) {
                throw new InvalidValueException("\"" + matcher.group() + "\" stands there twice.");
            } else {
                part = begun;
            }
            if (part == Part.FOLDER) {
                folderEnd = matcher.end();
            }
        }
        Path folder = resolver.apply(folder(line.substring(0, folderEnd).strip(), parts.get(Part.FOLDER)));
        String name =
                parts.containsKey(Part.AS) ? String.join(" ", parts.get(Part.AS)) : ShareSetting.usualName(folder);
        return new ShareSetting(
                name,
                folder,
                ShareAudience.of(words(parts, Part.FOR)),
                words(parts, Part.ONLY),
                words(parts, Part.EXCEPT));
    }

    /** A folder that was written without quotes has its blanks as they stand. */
    private static String folder(String written, List<String> words) {
        String folder = words.size() == 1 ? words.get(0) : written;
        if (folder.isEmpty()) {
            throw new InvalidValueException("A folder is missing.");
        }
        return folder;
    }

    private static Part begins(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "as" -> Part.AS;
            case "for" -> Part.FOR;
            case "only" -> Part.ONLY;
            case "except" -> Part.EXCEPT;
            default -> null;
        };
    }

    private static List<String> words(Map<Part, List<String>> parts, Part part) {
        if (!parts.containsKey(part)) {
            return List.of();
        }
        List<String> words = parts.get(part).stream()
                .flatMap(word -> List.of(word.split(",")).stream())
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            throw new InvalidValueException(
                    "Something is missing behind \"" + part.name().toLowerCase(Locale.ROOT) + "\".");
        }
        return words;
    }

    /** Writes one so that {@link #parse} reads it. */
    public static String write(ShareSetting setting) {
        StringBuilder line = new StringBuilder(quoted(setting.folder().toString()));
        line.append(" as ").append(quoted(setting.name()));
        append(line, "for", setting.audience().words());
        append(line, "only", setting.only());
        append(line, "except", setting.except());
        return line.toString();
    }

    private static void append(StringBuilder line, String word, List<String> values) {
        if (!values.isEmpty()) {
            line.append(' ').append(word);
            values.forEach(value -> line.append(' ').append(quoted(value)));
        }
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
