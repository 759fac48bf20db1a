package io.naru.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextLayoutTest {
    @Test
    void clipNeverCutsAClusterInTwo() {
        assertThat(TextLayout.clip("한글", 3)).isEqualTo("한");
        assertThat(TextLayout.clip("한글", 1)).isEmpty();
        assertThat(TextLayout.clip("q\u0303x", 1)).isEqualTo("q\u0303");
        assertThat(TextLayout.clip("a😀b", 3)).isEqualTo("a😀");
        assertThat(TextLayout.clip("abc", -1)).isEmpty();
    }

    @Test
    void ellipsisIsPartOfTheColumns() {
        assertThat(TextLayout.clipWithEllipsis("abcdef", 4)).isEqualTo("abc…");
        assertThat(TextLayout.clipWithEllipsis("abcd", 4)).isEqualTo("abcd");
        assertThat(TextLayout.clipWithEllipsis("한글이", 4)).isEqualTo("한…");
        assertThat(TextLayout.clipWithEllipsis("ab", 1)).isEqualTo("…");
        assertThat(TextLayout.clipWithEllipsis("ab", 0)).isEmpty();
        assertThat(TextLayout.clipStart("/a/long/path", 5)).isEqualTo("…path");
        assertThat(TextLayout.clipStart("한글이", 4)).isEqualTo("…이");
    }

    @Test
    void fitTakesExactlyTheColumns() {
        assertThat(TextLayout.fit("한글이", 4)).isEqualTo("한… ");
        assertThat(TextLayout.fit("ab", 4)).isEqualTo("ab  ");
        assertThat(TextLayout.fitRight("12", 4)).isEqualTo("  12");
    }

    @Test
    void aNumberAndItsUnitStayOnOneLine() {
        assertThat(TextLayout.wrap("2.1 GB of 4.0 GB", 13)).containsExactly("2.1 GB of", "4.0 GB");
        assertThat(TextLayout.wrap("2.1 GB of 4.0 GB", 14)).containsExactly("2.1 GB of", "4.0 GB");
        assertThat(TextLayout.wrap("at 11.2 MB/s, 12 B in all", 8))
                .containsExactly("at", "11.2", "MB/s,", "12 B in", "all");
        assertThat(TextLayout.wrap("at 11.2 MB/s, 12 B in all", 10))
                .containsExactly("at", "11.2 MB/s,", "12 B in", "all");
        assertThat(TextLayout.wrap("I have 2 Bees", 8)).containsExactly("I have 2", "Bees");
    }

    @Test
    void linesBreakAtBlanksAndInsideOfLongWords() {
        assertThat(TextLayout.wrap("the quick brown fox", 10)).containsExactly("the quick", "brown fox");
        assertThat(TextLayout.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(TextLayout.wrap("ab cdefgh", 4)).containsExactly("ab", "cdef", "gh");
        assertThat(TextLayout.wrap("한글한글", 5)).containsExactly("한글", "한글");
        assertThat(TextLayout.wrap("abcd   ef", 4)).containsExactly("abcd", "ef");
    }

    @Test
    void lineFeedsAndEmptyLinesStay() {
        assertThat(TextLayout.wrap("", 10)).containsExactly("");
        assertThat(TextLayout.wrap("a\n\nb\n", 10)).containsExactly("a", "", "b", "");
    }

    @Test
    void wrappedLinesFitAndLoseOnlyBlanks() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String text = RandomText.of(random, 60);
            int width = 1 + random.nextInt(30);
            List<String> lines = TextLayout.wrap(text, width);
            String context = "seed " + seed + " round " + round + " width " + width + " text " + text;
            assertThat(lines).as(context).allMatch(line -> TextLayout.columns(line) <= Math.max(2, width));
            assertThat(String.join("", lines).replaceAll("[ \n]", ""))
                    .as(context)
                    .isEqualTo(text.replaceAll("[ \n]", ""));
        }
    }

    @Test
    void columnsAgreeWithSafeText() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            SafeText text = SafeText.line(RandomText.of(random, 40));
            assertThat(TextLayout.columns(text.value())).as("seed %d", seed).isEqualTo(text.columns());
        }
    }
}
