package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.testkit.ScreenDump;
import io.naru.client.testkit.VtScreen;
import io.naru.client.view.Box;
import io.naru.client.view.Painter;
import io.naru.client.view.RandomText;
import io.naru.client.view.Role;
import io.naru.client.view.Theme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellScreenTest {
    private final List<byte[]> frames = new ArrayList<>();

    @Test
    void terminalShowsWhatWasPaintedOverAnyRunOfFramesAndSizes() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            int columns = 1 + random.nextInt(70);
            int rows = 1 + random.nextInt(20);
            CellTerminal terminal = new CellTerminal(columns, rows, frames::add);
            CellScreen screen = started(terminal);
            VtScreen shown = new VtScreen(columns, rows);
            List<String> chat = new ArrayList<>();
            for (int step = 0; step < 30; step++) {
                if (random.nextInt(8) == 0) {
                    columns = 1 + random.nextInt(70);
                    rows = 1 + random.nextInt(20);
                    terminal.resize(columns, rows);
                    shown.resize(columns, rows);
                }
                Painter painter = randomPainter(random.nextLong(), chat, random.nextInt(4), random.nextBoolean());
                screen.draw(Theme.dark(), painter);
                frames.forEach(shown::write);
                frames.clear();
                String context = "seed " + seed + " run " + run + " step " + step;
                assertSame(shown, ScreenDump.render(columns, rows, painter), context);
            }
        }
    }

    @Test
    void frameIsOneWrite() throws IOException {
        CellScreen screen = started(new CellTerminal(120, 40, frames::add));
        for (int frame = 1; frame <= 5; frame++) {
            screen.draw(Theme.dark(), randomPainter(frame, new ArrayList<>(), 30, true));
            assertThat(frames).hasSize(frame);
        }
    }

    @Test
    void unchangedFrameCostsNothing() throws IOException {
        CellScreen screen = started(new CellTerminal(80, 24, frames::add));
        Painter painter = randomPainter(7, new ArrayList<>(List.of("a", "b")), 0, true);
        screen.draw(Theme.dark(), painter);
        frames.clear();

        screen.draw(Theme.dark(), painter);

        assertThat(frames).isEmpty();
    }

    @Test
    void typedKeyCostsItsOwnOctets() throws IOException {
        CellScreen screen = started(new CellTerminal(120, 40, frames::add));
        screen.draw(Theme.dark(), composer("hell"));
        frames.clear();

        screen.draw(Theme.dark(), composer("hello"));
        assertThat(frames)
                .singleElement()
                .satisfies(octets -> assertThat(octets).hasSizeLessThanOrEqualTo(2));
        frames.clear();

        screen.draw(Theme.dark(), composer("hello한"));
        assertThat(frames)
                .singleElement()
                .satisfies(octets -> assertThat(octets).hasSizeLessThanOrEqualTo(20));
    }

    @Test
    void newChatLineScrollsInsteadOfBeingDrawnAgain() throws IOException {
        List<String> chat = new ArrayList<>();
        for (int line = 0; line < 60; line++) {
            chat.add("12:" + (10 + line % 50) + " alice said something of a common length, number " + line);
        }
        int scrolled = octetsOfOneMoreLine(chat, true);
        int drawnAgain = octetsOfOneMoreLine(chat, false);

        assertThat(scrolled).isLessThan(250).isLessThan(drawnAgain / 3);
    }

    private int octetsOfOneMoreLine(List<String> chat, boolean hint) throws IOException {
        CellScreen screen = started(new CellTerminal(120, 40, frames::add));
        screen.draw(Theme.dark(), chatPane(chat, hint));
        List<String> more = new ArrayList<>(chat);
        more.add("13:00 bob   and here is one more of it");
        frames.clear();
        screen.draw(Theme.dark(), chatPane(more, hint));
        int octets = frames.stream().mapToInt(frame -> frame.length).sum();
        frames.clear();
        return octets;
    }

    private static Painter chatPane(List<String> chat, boolean hint) {
        return canvas -> {
            canvas.frame(canvas.bounds(), canvas.style(Role.BORDER));
            Box box = canvas.bounds().inset(1);
            for (int row = 0; row < box.rows(); row++) {
                int line = chat.size() - box.rows() + row;
                canvas.text(1, 1 + row, line >= 0 ? chat.get(line) : "", Role.TEXT);
            }
            if (hint) {
                canvas.mayHaveScrolled(box);
            }
        };
    }

    private static Painter composer(String text) {
        return canvas -> {
            int end = canvas.text(0, canvas.rows() - 1, "#lobby> ", Role.PROMPT);
            int cursor = canvas.text(end, canvas.rows() - 1, text, Role.COMPOSER);
            canvas.cursor(cursor, canvas.rows() - 1);
        };
    }

    /** A chat that grows by some lines, with a box of random text over it. */
    private static Painter randomPainter(long seed, List<String> chat, int newLines, boolean cursor) {
        Random lines = new Random(seed);
        for (int line = 0; line < newLines; line++) {
            chat.add(RandomText.of(lines, 40));
        }
        List<String> present = List.copyOf(chat);
        return canvas -> {
            Random random = new Random(seed);
            int rows = canvas.rows();
            for (int row = 0; row < rows; row++) {
                int line = present.size() - rows + row;
                canvas.text(0, row, line >= 0 ? present.get(line) : "", Role.values()[Math.floorMod(line, 12)]);
            }
            canvas.mayHaveScrolled(new Box(0, 0, canvas.columns(), rows));
            for (int piece = 0; piece < 3; piece++) {
                canvas.text(
                        random.nextInt(canvas.columns() + 4) - 2,
                        random.nextInt(rows),
                        RandomText.of(random, 10),
                        Role.values()[random.nextInt(Role.values().length)]);
            }
            if (cursor) {
                canvas.cursor(random.nextInt(canvas.columns()), random.nextInt(rows));
            }
        };
    }

    private static void assertSame(VtScreen shown, ScreenDump painted, String context) {
        assertThat(shown.lines()).as(context).isEqualTo(painted.rows());
        assertThat(shown.surprises()).as(context).isEmpty();
        assertThat(shown.isCursorVisible())
                .as(context)
                .isEqualTo(painted.cursor().isPresent());
    }

    private static CellScreen started(CellTerminal terminal) throws IOException {
        CellScreen screen = new CellScreen(terminal);
        screen.startScreen();
        return screen;
    }
}
