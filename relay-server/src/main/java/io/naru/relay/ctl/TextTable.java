package io.naru.relay.ctl;

import io.naru.common.text.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows in aligned columns, wide characters counted as what they are.
 *
 * <p>Threading: stateless.
 */
final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /** A head and the rows below it, each a line without its end. */
    static String of(List<String> columns, List<List<Value>> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream()
                .map(column -> words(column).toUpperCase(Locale.ROOT))
                .toList());
        rows.forEach(row -> lines.add(row.stream().map(Value::shown).toList()));
        return aligned(lines);
    }

    /** Lines of as many cells each; the last cell isn't filled up. */
    static String aligned(List<List<String>> lines) {
        int columns = lines.isEmpty() ? 0 : lines.get(0).size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.max(widths[i], Columns.of(line.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                String cell = line.get(i);
                text.append(i == 0 ? "" : GAP).append(cell);
                text.append(" ".repeat(i == columns - 1 ? 0 : widths[i] - Columns.of(cell)));
            }
            text.append('\n');
        }
        return text.substring(0, Math.max(0, text.length() - 1));
    }

    /** {@code longestTurn} as {@code longest turn}. */
    static String words(String key) {
        return key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
