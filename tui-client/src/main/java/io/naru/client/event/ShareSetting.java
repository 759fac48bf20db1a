package io.naru.client.event;

import io.naru.common.file.SafePath;
import io.naru.common.message.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * One folder that this user shares.
 *
 * @param name what others see it under when they see several; one component of a path
 * @param folder of this machine, absolute
 * @param audience who may see it
 * @param only patterns of files, one of which a file must fit to be shared; none for all files
 * @param except patterns of files and folders that aren't shared, whatever {@code only} says
 */
public record ShareSetting(String name, Path folder, ShareAudience audience, List<String> only, List<String> except) {
    /** The most patterns of one folder. */
    public static final int PATTERNS_MAX = 64;

    private static final int PATTERN_CHARACTERS_MAX = 256;

    public ShareSetting {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(audience);
        only = List.copyOf(only);
        except = List.copyOf(except);
        checkName(name);
        checkPatterns(only);
        checkPatterns(except);
    }

    /** All of a folder, for everybody, under its own name. */
    public static ShareSetting of(Path folder) {
        return new ShareSetting(usualName(folder), folder, ShareAudience.EVERYBODY, List.of(), List.of());
    }

    /** What a folder is called when nobody says: its last component where others could write it. */
    public static String usualName(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String name = last == null ? "" : last.toString();
        return isName(name) ? name : "share";
    }

    /** The same with another folder. */
    public ShareSetting at(Path other) {
        return new ShareSetting(name, other, audience, only, except);
    }

    /** In words: its name, where it is, who may see it, and what of it. */
    public String described() {
        return name + " (" + folder + words(", for ", audience.words()) + words("; only ", only)
                + words("; except ", except) + ")";
    }

    /** Whether everybody sees all of it. */
    public boolean isOpen() {
        return audience.isEverybody() && only.isEmpty() && except.isEmpty();
    }

    private static String words(String before, List<String> words) {
        return words.isEmpty() ? "" : before + String.join(", ", words);
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.indexOf('/') < 0
                && SafePath.refusal(name).isEmpty();
    }

    private static void checkName(String name) {
        if (!isName(name)) {
            throw new InvalidValueException(
                    "A share can't be called that: others couldn't write it as a folder's name.");
        }
    }

    private static void checkPatterns(List<String> patterns) {
        if (patterns.size() > PATTERNS_MAX) {
            throw new InvalidValueException("A share takes " + PATTERNS_MAX + " patterns at most.");
        }
        for (String pattern : patterns) {
            if (pattern.isBlank() || pattern.length() > PATTERN_CHARACTERS_MAX || pattern.equals("/")) {
                throw new InvalidValueException(
                        "A pattern has 1 to " + PATTERN_CHARACTERS_MAX + " characters, such as *.jpg or /drafts/.");
            }
        }
    }
}
