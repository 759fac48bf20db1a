package io.naru.client.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.text.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScrollbackTest {
    private static Line line(Object text) {
        return Line.of(Line.Kind.LOCAL, Instant.EPOCH, SafeText.line(text.toString()));
    }

    private static Scrollback filled(int lines) {
        Scrollback filled = Scrollback.EMPTY;
        for (int i = 0; i < lines; i++) {
            filled = filled.append(line(i));
        }
        return filled;
    }

    @Test
    void appendingLeavesTheOldOneAsItWas() {
        Scrollback one = filled(300);
        Scrollback left = one.append(line("left"));
        Scrollback right = one.append(line("right"));
        assertThat(one.size()).isEqualTo(300);
        assertThat(left.get(300)).isEqualTo(line("left"));
        assertThat(right.get(300)).isEqualTo(line("right"));
        assertThatThrownBy(() -> one.get(300)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theOldestLinesGoAndNumbersStay() {
        Scrollback filled = filled(Scrollback.LINES_MAX + 700);
        assertThat(filled.size()).isEqualTo(Scrollback.LINES_MAX);
        assertThat(filled.first()).isEqualTo(700);
        assertThat(filled.get(700)).isEqualTo(line(700));
        assertThat(filled.get(filled.end() - 1)).isEqualTo(line(Scrollback.LINES_MAX + 699));
        assertThat(filled.has(699)).isFalse();
    }

    @Test
    void longLinesGoEarlierSoThatTheMemoryIsBounded() {
        int lineCharacters = 16_000;
        Line longLine = line("x".repeat(lineCharacters));
        Scrollback flooded = Scrollback.EMPTY;
        for (int i = 0; i < 1_000; i++) {
            flooded = flooded.append(longLine);
        }
        assertThat(flooded.size()).isEqualTo(Scrollback.CHARACTERS_MAX / lineCharacters);
        assertThat(flooded.end()).isEqualTo(1_000);
        Scrollback shorter = flooded.replace(flooded.first(), line("short"));
        assertThat(shorter.append(line("a")).first()).isEqualTo(flooded.first());
        assertThat(flooded.append(line("a")).first()).isEqualTo(flooded.first() + 1);
        assertThat(Scrollback.EMPTY
                        .append(line("y".repeat(Scrollback.CHARACTERS_MAX + 1)))
                        .size())
                .isOne();
    }

    @Test
    void aClearedOneForgetsAllAndCountsOn() {
        Scrollback cleared = filled(300).cleared();
        assertThat(cleared.isEmpty()).isTrue();
        assertThat(cleared.first()).isGreaterThanOrEqualTo(300);
        Scrollback grown = cleared.append(line("x"));
        assertThat(grown.get(grown.first())).isEqualTo(line("x"));
    }

    @Test
    void anyHistoryOfValuesAgreesWithLists() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Scrollback> values = new ArrayList<>(List.of(Scrollback.EMPTY));
        List<List<Line>> models = new ArrayList<>(List.of(List.of()));
        for (int step = 0; step < 3_000; step++) {
            int at = random.nextInt(4) == 0 ? random.nextInt(values.size()) : values.size() - 1;
            Scrollback value = values.get(at);
            List<Line> model = new ArrayList<>(models.get(at));
            if (random.nextInt(5) == 0 && !model.isEmpty()) {
                int index = random.nextInt(model.size());
                Line replaced = line("r" + step);
                model.set(index, replaced);
                value = value.replace(value.first() + index, replaced);
            } else {
                Line added = line(step);
                model.add(added);
                value = value.append(added);
            }
            values.add(value);
            models.add(model);
            if (values.size() > 60) {
                values.remove(0);
                models.remove(0);
            }
        }
        for (int i = 0; i < values.size(); i++) {
            List<Line> lines = new ArrayList<>();
            for (long n = values.get(i).first(); n < values.get(i).end(); n++) {
                lines.add(values.get(i).get(n));
            }
            assertThat(lines).as("seed " + seed).isEqualTo(models.get(i));
        }
    }

    private static List<Line> all(Scrollback value) {
        List<Line> lines = new ArrayList<>();
        for (long n = value.first(); n < value.end(); n++) {
            lines.add(value.get(n));
        }
        return lines;
    }

    @Test
    void linesPutBeforeTheOthersLeaveThoseTheirNumbers() {
        Scrollback filled = filled(300);
        Scrollback longer = filled.spliced(0, 0, List.of(line("a"), line("b")));
        assertThat(longer.first()).isEqualTo(-2);
        assertThat(longer.get(-2)).isEqualTo(line("a"));
        assertThat(longer.get(299)).isEqualTo(line(299));
        assertThat(longer.append(line("next")).get(300)).isEqualTo(line("next"));
        assertThat(Scrollback.EMPTY
                        .spliced(0, 0, List.of(line("x")))
                        .append(line("y"))
                        .size())
                .isEqualTo(2);
    }

    @Test
    void linesThatTookPlaceOfOthersMoveThoseBeforeThem() {
        Scrollback spliced = filled(10).spliced(4, 5, List.of(line("a"), line("b"), line("c")));
        assertThat(spliced.first()).isEqualTo(-2);
        assertThat(spliced.get(1)).isEqualTo(line(3));
        assertThat(spliced.get(4)).isEqualTo(line("c"));
        assertThat(spliced.get(5)).isEqualTo(line(5));
        assertThat(spliced.spliced(-2, 10, List.of()).isEmpty()).isTrue();
    }

    @Test
    void theNewestLinesGoAndTheirNumbersAreGivenAgain() {
        Scrollback filled = filled(600);
        Scrollback shorter = filled.withoutNewest(100);
        assertThat(shorter.end()).isEqualTo(500);
        assertThat(shorter.append(line("x")).get(500)).isEqualTo(line("x"));
        assertThat(filled.get(500)).isEqualTo(line(500));
        assertThat(filled.withoutNewest(600).append(line("y")).get(0)).isEqualTo(line("y"));
        assertThat(shorter.cleared().first())
                .as("no number that was ever given")
                .isGreaterThanOrEqualTo(600);
    }

    @Test
    void trimmingKeepsTheNewestWithinBothBounds() {
        Scrollback filled = filled(1_000);
        assertThat(filled.trimmed(900, Long.MAX_VALUE / 2))
                .as("not worth a copy")
                .isSameAs(filled);
        Scrollback trimmed = filled.trimmed(100, Long.MAX_VALUE / 2);
        assertThat(trimmed.size()).isEqualTo(100);
        assertThat(trimmed.get(999)).isEqualTo(line(999));
        assertThat(filled.trimmed(100, 30).size()).isEqualTo(10);
        assertThat(filled.trimmed(100, 0).size()).isOne();
    }

    @Test
    void anyHistoryOfChangesAgreesWithLists() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Scrollback value = Scrollback.EMPTY;
        List<Line> model = new ArrayList<>();
        for (int step = 0; step < 4_000; step++) {
            int what = random.nextInt(12);
            if (what == 0) {
                int gone = random.nextInt(1 + Math.min(300, model.size()));
                value = value.withoutNewest(gone);
                model = new ArrayList<>(model.subList(0, model.size() - gone));
            } else if (what == 1) {
                int from = random.nextInt(model.size() + 1);
                int to = from + random.nextInt(1 + Math.min(5, model.size() - from));
                List<Line> between = new ArrayList<>();
                for (int i = random.nextInt(300); i > 0; i--) {
                    between.add(line("s" + step + "-" + i));
                }
                long end = value.end();
                value = value.spliced(value.first() + from, value.first() + to, between);
                assertThat(value.end()).isEqualTo(end);
                List<Line> changed = new ArrayList<>(model.subList(0, from));
                changed.addAll(between);
                changed.addAll(model.subList(to, model.size()));
                model = changed;
            } else if (what == 2 && random.nextInt(4) == 0) {
                Scrollback trimmed = value.trimmed(200, Long.MAX_VALUE / 2);
                model = new ArrayList<>(model.subList(model.size() - trimmed.size(), model.size()));
                value = trimmed;
            } else if (what == 3 && random.nextInt(40) == 0) {
                value = value.cleared();
                model = new ArrayList<>();
            } else {
                value.append(line("a branch that is left"));
                value = value.append(line(step));
                model.add(line(step));
            }
            assertThat(value.size()).as("seed " + seed).isEqualTo(model.size());
        }
        assertThat(all(value)).as("seed " + seed).isEqualTo(model);
    }
}
