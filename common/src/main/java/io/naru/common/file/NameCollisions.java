package io.naru.common.file;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the names that would end up as one on a file system that doesn't tell upper from lower case, or composed from
 * decomposed letters; asked before the first octet of a folder is written.
 *
 * <p>Threading: stateless; any thread.
 */
public final class NameCollisions {
    private NameCollisions() {}

    /**
     * The groups of names that collide. A folder counts as a name too, wherever it occurs in a path: two spellings of
     * it collide, and so do a file and a folder of one name.
     *
     * @param files relative paths with {@code /} between components, no more than memory holds several times over
     * @return each group in the order of the paths, folders with a slash at their end; none if all is well
     */
    public static List<List<String>> in(Collection<String> files) {
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        for (String file : files) {
            for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
                List<String> folders = spellings(spellings, file.substring(0, slash));
                String folder = file.substring(0, slash + 1);
                if (!folders.contains(folder)) {
                    folders.add(folder);
                }
            }
            spellings(spellings, file).add(file);
        }
        return spellings.values().stream()
                .filter(group -> group.size() > 1)
                .map(List::copyOf)
                .toList();
    }

    private static List<String> spellings(Map<String, List<String>> all, String path) {
        return all.computeIfAbsent(folded(path), key -> new ArrayList<>(1));
    }

    private static String folded(String path) {
        StringBuilder folded = new StringBuilder(path.length());
        normal(path)
                .codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return normal(folded.toString());
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
