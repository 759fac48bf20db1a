package io.naru.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.state.TextField;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WrittenTextTest {
    private static List<String> rows(WrittenText written) {
        return written.rows().stream()
                .map(row -> written.text().substring(row.start(), row.end()))
                .toList();
    }

    @Test
    void rowsBreakWhereTheyAreFull() {
        WrittenText written = WrittenText.of(TextField.of("abcdefg hi"), 4);
        assertThat(rows(written)).containsExactly("abcd", "efg ", "hi");
        assertThat(written.cursorRow()).isEqualTo(2);
        assertThat(written.cursorColumn()).isEqualTo(2);
    }

    @Test
    void cursorBehindAFullRowGetsARowOfItsOwn() {
        WrittenText written = WrittenText.of(TextField.of("abcd"), 4);
        assertThat(rows(written)).containsExactly("abcd", "");
        assertThat(written.cursorRow()).isEqualTo(1);
        assertThat(written.cursorColumn()).isZero();
    }

    @Test
    void wideCharacterThatDoesNotFitGoesToTheNextRow() {
        WrittenText written = WrittenText.of(TextField.of("abc한").at(3), 4);
        assertThat(rows(written)).containsExactly("abc", "한");
        assertThat(written.cursorRow()).isEqualTo(1);
        assertThat(written.cursorColumn()).isZero();
    }

    @Test
    void lineFeedsStay() {
        WrittenText written = WrittenText.of(TextField.of("a\n\nb\n"), 10);
        assertThat(rows(written)).containsExactly("a", "", "b", "");
        assertThat(written.cursorRow()).isEqualTo(3);
    }

    @Test
    void rowsFitLoseNothingAndHoldTheCursor() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String text = RandomText.of(random, 30) + "\n".repeat(random.nextInt(2)) + RandomText.of(random, 30);
            TextField field = TextField.of(text).at(random.nextInt(text.length() + 1));
            int width = 2 + random.nextInt(20);
            WrittenText written = WrittenText.of(field, width);
            String context = "seed " + seed + " round " + round + " width " + width + " field " + field;
            assertThat(rows(written)).as(context).allMatch(row -> TextLayout.columns(row) <= width);
            assertThat(String.join("", rows(written)))
                    .as(context)
                    .isEqualTo(written.text().replace("\n", ""));
            assertThat(written.cursorColumn()).as(context).isBetween(0, width - 1);
            assertThat(written.cursorRow())
                    .as(context)
                    .isBetween(0, written.rows().size() - 1);
        }
    }
}
