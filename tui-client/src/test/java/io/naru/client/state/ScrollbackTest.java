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
}
