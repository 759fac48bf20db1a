package io.naru.common.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What stands together in one place of the screen: a character and the marks that are drawn over it. LF and TAB are
 * clusters of no columns.
 *
 * @param text the character and its marks, or a single LF or TAB
 * @param columns the room that it takes: 1 or 2, or 0 for LF and TAB
 */
public record Cluster(String text, int columns) {
    private static final Cluster[] ASCII = ascii();

    public Cluster {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty() || columns < 0 || columns > 2) {
            throw new IllegalArgumentException("a cluster has text and 0 to 2 columns, not " + columns);
        }
    }

    /** Splits a text; the parts together are the text again, their columns its columns. */
    static List<Cluster> split(String text) {
        List<Cluster> clusters = new ArrayList<>(text.length());
        int length = text.length();
        for (int start = 0; start < length; ) {
            char c = text.charAt(start);
            if (c < ASCII.length && (start + 1 == length || text.charAt(start + 1) < ASCII.length)) {
                clusters.add(ASCII[c]);
                start++;
                continue;
            }
            int base = text.codePointAt(start);
            int end = start + Character.charCount(base);
            while (end < length && isDrawnOver(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            clusters.add(new Cluster(text.substring(start, end), Columns.of(base)));
            start = end;
        }
        return clusters;
    }

    private static boolean isDrawnOver(int codePoint) {
        return codePoint > 0x7F && Columns.of(codePoint) == 0;
    }

    private static Cluster[] ascii() {
        Cluster[] clusters = new Cluster[0x80];
        for (char c = 0; c < clusters.length; c++) {
            clusters[c] = new Cluster(String.valueOf(c), Columns.of(c));
        }
        return clusters;
    }
}
