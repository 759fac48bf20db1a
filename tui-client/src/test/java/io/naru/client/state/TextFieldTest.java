package io.naru.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFieldTest {
    /** What people see as one character each. */
    private static final String[] CLUSTERS = {
        "a",
        "B",
        "7",
        " ",
        "-",
        "가",
        "한",
        "\u1112\u1161\u11ab",
        "é",
        "e\u0301\u0302",
        "👨‍👩‍👧",
        "👍🏽",
        "❤️",
        "中",
        "ｱ",
        "ﷺ",
        "\n"
    };

    /** A text as a list of clusters and a cursor between them: slow, and plainly right. */
    private static final class Model {
        private final List<String> clusters = new ArrayList<>();
        private int cursor;

        String shown() {
            return String.join("", clusters.subList(0, cursor)) + "|"
                    + String.join("", clusters.subList(cursor, clusters.size()));
        }

        void insert(String cluster) {
            clusters.add(cursor++, cluster);
        }

        void backspace() {
            if (cursor > 0) {
                clusters.remove(--cursor);
            }
        }

        void delete() {
            if (cursor < clusters.size()) {
                clusters.remove(cursor);
            }
        }

        void left() {
            cursor = Math.max(0, cursor - 1);
        }

        void right() {
            cursor = Math.min(clusters.size(), cursor + 1);
        }

        int lineStart(int from) {
            int at = from;
            while (at > 0 && !clusters.get(at - 1).equals("\n")) {
                at--;
            }
            return at;
        }

        int lineEnd(int from) {
            int at = from;
            while (at < clusters.size() && !clusters.get(at).equals("\n")) {
                at++;
            }
            return at;
        }

        void up() {
            int start = lineStart(cursor);
            if (start > 0) {
                int above = lineStart(start - 1);
                cursor = Math.min(above + cursor - start, start - 1);
            }
        }

        void down() {
            int start = lineStart(cursor);
            int end = lineEnd(cursor);
            if (end < clusters.size()) {
                cursor = Math.min(end + 1 + cursor - start, lineEnd(end + 1));
            }
        }

        private boolean isWord(int index) {
            return Character.isLetterOrDigit(clusters.get(index).codePointAt(0));
        }

        void wordLeft() {
            while (cursor > 0 && !isWord(cursor - 1)) {
                cursor--;
            }
            while (cursor > 0 && isWord(cursor - 1)) {
                cursor--;
            }
        }

        void wordRight() {
            while (cursor < clusters.size() && !isWord(cursor)) {
                cursor++;
            }
            while (cursor < clusters.size() && isWord(cursor)) {
                cursor++;
            }
        }

        void transpose() {
            int right = cursor == clusters.size() ? cursor - 1 : cursor;
            boolean isPossible = right > 0
                    && !clusters.get(right).equals("\n")
                    && !clusters.get(right - 1).equals("\n");
            if (isPossible) {
                clusters.add(right - 1, clusters.remove(right));
                cursor = right + 1;
            }
        }
    }

    private static String shown(TextField field) {
        return field.before() + "|" + field.after();
    }

    @Test
    void anyEditingAgreesWithAListOfCharacters() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            Model model = new Model();
            TextField field = TextField.EMPTY;
            StringBuilder steps = new StringBuilder();
            for (int step = 0; step < 100; step++) {
                int what = random.nextInt(24);
                steps.append(what).append(' ');
                field = step(random, what, model, field);
                assertThat(shown(field)).as("seed " + seed + ", steps " + steps).isEqualTo(model.shown());
            }
        }
    }

    private static TextField step(Random random, int what, Model model, TextField field) {
        switch (what) {
            case 0, 1:
                model.backspace();
                return field.backspace();
            case 2:
                model.delete();
                return field.delete();
            case 3, 4:
                model.left();
                return field.left();
            case 5:
                model.right();
                return field.right();
            case 6:
                model.cursor = model.lineStart(model.cursor);
                return field.home();
            case 7:
                model.cursor = model.lineEnd(model.cursor);
                return field.end();
            case 8:
                model.up();
                return field.up();
            case 9:
                model.down();
                return field.down();
            case 10:
                model.wordLeft();
                return field.wordLeft();
            case 11:
                model.wordRight();
                return field.wordRight();
            case 12:
                model.transpose();
                return field.transpose();
            default:
                String cluster = CLUSTERS[random.nextInt(CLUSTERS.length)];
                model.insert(cluster);
                return field.insert(cluster);
        }
    }

    @Test
    void theCursorNeverStandsInsideACharacterWhateverIsTyped() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] parts = {
            'a', '\n', 0x200D, 0x301, 0x1F468, 0x1F469, 0x1F1F0, 0x1F1F7, 0x1F3FD, 0xFE0F, 0x1112, 0x1161, 0x11AB,
            0xAC00
        };
        for (int run = 0; run < 300; run++) {
            TextField field = TextField.EMPTY;
            for (int step = 0; step < 60; step++) {
                field = random.nextInt(3) == 0
                        ? step(random, random.nextInt(13), new Model(), field)
                        : field.insert(Character.toString(parts[random.nextInt(parts.length)]));
                String as = "seed " + seed + ", " + field;
                assertThat(new TextField(field.text(), field.cursor())).as(as).isEqualTo(field);
                assertThat(field.left().right().cursor())
                        .as(as)
                        .isEqualTo(field.cursor() == 0 ? field.left().right().cursor() : field.cursor());
                assertThat(field.text().isEmpty()
                                || !Character.isLowSurrogate(field.text().charAt(0)))
                        .as(as)
                        .isTrue();
            }
        }
    }

    @Test
    void flagsAreTwoLettersEach() {
        TextField field = TextField.of("🇰🇷🇯🇵");
        assertThat(shown(field.left())).isEqualTo("🇰🇷|🇯🇵");
        assertThat(shown(field.left().left())).isEqualTo("|🇰🇷🇯🇵");
    }

    @Test
    void partsOfHangulGrowTogether() {
        TextField field = TextField.EMPTY.insert("ᄒ").insert("ᅡ").insert("ᆫ");
        assertThat(field.cursor()).isEqualTo(3);
        assertThat(field.left().cursor()).isZero();
    }

    @Test
    void whatIsDrawnIsSafeOnBothSidesOfTheCursor() {
        TextField field = TextField.of("a\u202eb").at(1);
        assertThat(field.shownBefore().value() + field.shownAfter().value()).isEqualTo("a\ufffdb");
    }
}
