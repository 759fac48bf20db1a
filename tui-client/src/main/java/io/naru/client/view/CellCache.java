package io.naru.client.view;

import com.googlecode.lanterna.TextCharacter;
import java.util.HashMap;
import java.util.Map;

/**
 * Cells made once and used again: a screen has thousands of them in every frame, nearly all the same as in the one
 * before.
 *
 * <p>Threading: owned by the thread that draws.
 */
final class CellCache {
    /** Far more than a screen shows at once; at the limit everything is forgotten and made again. */
    private static final int CELLS_MAX = 8192;

    private final Map<Style, Map<String, TextCharacter>> cells = new HashMap<>();
    private Style latestStyle;
    private Map<String, TextCharacter> latestCells;
    private int size;

    TextCharacter cell(String cluster, boolean wide, Style style) {
        if (!style.equals(latestStyle)) {
            latestCells = cells.computeIfAbsent(style, absent -> new HashMap<>());
            latestStyle = style;
        }
        TextCharacter known = latestCells.get(cluster);
        if (known != null) {
            return known;
        }
        if (size >= CELLS_MAX) {
            forgetAll();
            return cell(cluster, wide, style);
        }
        TextCharacter made = Cell.of(cluster, wide, style);
        latestCells.put(cluster, made);
        size++;
        return made;
    }

    private void forgetAll() {
        cells.clear();
        latestStyle = null;
        latestCells = null;
        size = 0;
    }
}
