package io.naru.client.share;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Patterns for paths, in the manner of {@code .gitignore}: {@code *} and {@code ?} stand for anything inside of one name,
 * {@code **} for any folders; a pattern without a slash fits a name at any depth, one with a slash inside or in front fits
 * from the top; one with a slash at the end fits folders only. Whatever lies in a folder that fits, fits too. Compared
 * without case and in NFC. There are no exceptions from exceptions.
 *
 * <p>Threading: immutable.
 */
final class Patterns {
    private record One(Pattern pattern, boolean isForFolders) {}

    private final List<One> all;

    Patterns(List<String> patterns) {
        all = patterns.stream().map(Patterns::one).toList();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Whether a path, or a folder that it lies in, fits one of them.
     *
     * @param path from the top of the share
     */
    boolean fit(String path, boolean isFolder) {
        String folded = fold(path);
        for (One one : all) {
            int end = folded.indexOf('/');
            while (end >= 0) {
                if (one.pattern.matcher(folded.substring(0, end)).matches()) {
                    return true;
                }
                end = folded.indexOf('/', end + 1);
            }
            if ((isFolder || !one.isForFolders) && one.pattern.matcher(folded).matches()) {
                return true;
            }
        }
        return false;
    }

    private static One one(String written) {
        String text = fold(written.strip());
        boolean isForFolders = text.endsWith("/");
        String path = isForFolders ? text.substring(0, text.length() - 1) : text;
        boolean isFromTop = path.indexOf('/') >= 0;
        String inside = path.startsWith("/") ? path.substring(1) : path;
        return new One(
                Pattern.compile((isFromTop ? "" : "(?:.*/)?") + expression(inside), Pattern.DOTALL), isForFolders);
    }

    private static String expression(String glob) {
        StringBuilder expression = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            if (glob.startsWith("**/", i)) {
                expression.append("(?:.*/)?");
                i += 3;
            } else if (glob.startsWith("**", i)) {
                expression.append(".*");
                i += 2;
            } else {
                int c = glob.codePointAt(i);
                expression.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(Character.toString(c)));
                i += Character.charCount(c);
            }
        }
        return expression.toString();
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
