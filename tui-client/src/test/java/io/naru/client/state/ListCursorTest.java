package io.naru.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ListCursorTest {
    @Test
    void theCursorIsAlwaysToBeSeenAndNoRowIsWasted() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ListCursor cursor = ListCursor.START;
        for (int i = 0; i < 20_000; i++) {
            int count = random.nextInt(60);
            int rows = random.nextInt(12);
            cursor = cursor.within(count).moved(random.nextInt(31) - 15, count, rows);
            int shownRows = 1 + random.nextInt(12);
            int top = cursor.topIn(shownRows, count);
            String as = "seed " + seed + ", step " + i + ", " + cursor + ", " + shownRows + " of " + count;
            assertThat(cursor.index()).as(as).isBetween(0, Math.max(0, count - 1));
            assertThat(cursor.index() - top).as(as).isBetween(0, shownRows - 1);
            assertThat(top).as(as).isBetween(0, Math.max(0, count - shownRows));
        }
    }

    @Test
    void theTopStaysWhileTheCursorIsInside() {
        ListCursor cursor = ListCursor.START.to(15, 100, 10);
        assertThat(cursor.top()).isEqualTo(6);
        assertThat(cursor.moved(-5, 100, 10).top()).isEqualTo(6);
        assertThat(cursor.moved(-12, 100, 10).top()).isEqualTo(3);
    }
}
