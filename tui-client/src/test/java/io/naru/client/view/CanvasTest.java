package io.naru.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TextCharacter;
import io.naru.client.testkit.ScreenDump;
import io.naru.common.text.Columns;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanvasTest {
    @Test
    void wideCharacterThatDoesNotFitLeavesABlank() {
        ScreenDump dump = ScreenDump.render(5, 1, canvas -> {
            int end = canvas.text(0, 0, "한글한", Style.PLAIN);
            assertThat(end).isEqualTo(5);
        });

        assertThat(dump.rows()).containsExactly("한글");
    }

    @Test
    void textIsClippedToItsRegionOnBothSides() {
        ScreenDump dump = ScreenDump.render(10, 2, canvas -> {
            canvas.fill(canvas.bounds(), ".", Style.PLAIN);
            Canvas region = canvas.region(new Box(2, 0, 5, 1));
            region.text(-1, 0, "abcdefghij", Style.PLAIN);
            region.text(0, 1, "below", Style.PLAIN);
        });

        assertThat(dump.rows()).containsExactly("..bcdef...", "..........");
    }

    @Test
    void regionOutsideIsEmptyAndHarmless() {
        ScreenDump dump = ScreenDump.render(3, 1, canvas -> {
            Canvas outside = canvas.region(new Box(7, 3, 5, 5));
            assertThat(outside.columns()).isZero();
            outside.text(0, 0, "x", Style.PLAIN);
            outside.frame(outside.bounds(), Style.PLAIN);
            outside.cursor(0, 0);
            outside.clear();
            outside.mayHaveScrolled(outside.bounds());
        });

        assertThat(dump.rows()).containsExactly("");
        assertThat(dump.cursor()).isEmpty();
    }

    @Test
    void narrowTextOverAWideCharacterLeavesNoHalf() {
        ScreenDump dump = ScreenDump.render(6, 2, canvas -> {
            canvas.text(0, 0, "한글한", Style.PLAIN);
            canvas.text(3, 0, "x", Style.PLAIN);
            canvas.text(0, 1, "한글한", Style.PLAIN);
            canvas.text(1, 1, "漢", Style.PLAIN);
        });

        assertThat(dump.rows()).containsExactly("한 x한", " 漢 한");
    }

    @Test
    void frameIsDrawnAlongTheEdge() {
        ScreenDump dump = ScreenDump.render(5, 3, canvas -> canvas.frame(canvas.bounds(), Style.PLAIN));

        assertThat(dump.rows()).containsExactly("┌───┐", "│   │", "└───┘");
    }

    @Test
    void controlCharactersAndLoneMarksAreSeenAndDoNothing() {
        ScreenDump dump = ScreenDump.render(12, 1, canvas -> canvas.text(0, 0, "a\033[2J\nb\u009B\u0301", Style.PLAIN));

        assertThat(dump.rows()).containsExactly("a\uFFFD[2J b\uFFFD");
        assertThat(ScreenDump.render(3, 1, canvas -> canvas.text(0, 0, "\u0301a", Style.PLAIN))
                        .rows())
                .containsExactly("\u25CC\u0301a");
    }

    @Test
    void restyleKeepsTheTextAndItsWidths() {
        ScreenDump dump = ScreenDump.render(8, 1, canvas -> {
            canvas.text(0, 0, "a한b", Style.PLAIN);
            canvas.restyle(new Box(0, 0, 6, 1), Style.PLAIN.withReverse());
        });

        assertThat(dump.rows()).containsExactly("a한b");
        assertThat(dump.styles()).containsExactly("0-5 reverse");
    }

    @Test
    void cursorIsKeptInsideOfItsRegion() {
        ScreenDump dump = ScreenDump.render(
                10, 3, canvas -> canvas.region(new Box(2, 1, 4, 1)).cursor(99, 99));

        assertThat(dump.cursor()).contains(new Box(5, 1, 1, 1));
    }

    @Test
    void everyCharacterIsAsWideAsTheTableSays() {
        for (int codePoint = 0x20; codePoint < 0x20000; codePoint++) {
            if (Columns.of(codePoint) > 0 && !Character.isISOControl(codePoint)) {
                TextCharacter cell = Cell.of(Character.toString(codePoint), Columns.of(codePoint) == 2, Style.PLAIN);
                assertThat(cell.isDoubleWidth()).isEqualTo(Columns.of(codePoint) == 2);
                assertThat(cell.getCharacterString()).isEqualTo(Character.toString(codePoint));
            }
        }
    }

    @Test
    void noRowIsWiderThanTheScreenWhateverIsDrawn() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int columns = 1 + random.nextInt(30);
            ScreenDump dump = ScreenDump.render(columns, 3, canvas -> {
                for (int piece = 0; piece < 8; piece++) {
                    canvas.region(new Box(random.nextInt(columns), 0, random.nextInt(columns + 1), 3))
                            .text(random.nextInt(9) - 4, random.nextInt(3), RandomText.of(random, 20), Style.PLAIN);
                }
            });
            assertThat(dump.rows()).as("seed %d round %d", seed, round).allMatch(row -> Columns.of(row) <= columns);
        }
    }
}
