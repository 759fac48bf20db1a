package io.naru.client.view;

import java.util.Random;

/** Text for tests that look for cells in the wrong place: every width, marks, both planes. */
public final class RandomText {
    private static final String[] CLUSTERS = {
        "한", "글", "각", "뷁", "漢", "字", "ー", "！", "ｱ", "㎏", "￦", "✅", "⭐", "⏰", "⌚", "😀", "🚢", "🇰", "q\u0303",
        "가\u0301", "é", "…", "─", "█", "·", "▼", "①", "ß", "Ж", "ก", "a", "b", "c", "x", "Z", "0", "9", "-", ".", " ",
        " ", " ", " "
    };

    private RandomText() {}

    /** A text of up to so many clusters, on one line. */
    public static String of(Random random, int clustersMax) {
        StringBuilder text = new StringBuilder();
        int clusters = random.nextInt(clustersMax + 1);
        for (int index = 0; index < clusters; index++) {
            text.append(CLUSTERS[random.nextInt(CLUSTERS.length)]);
        }
        return text.toString();
    }
}
