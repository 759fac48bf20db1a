package io.naru.client.view;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.graphics.BasicTextImage;
import io.naru.client.state.AppState;
import io.naru.client.state.Room;
import io.naru.client.state.Scrollback;
import java.util.List;

/**
 * How long a frame takes to draw, with a full scrollback. Not a test: run it by hand, on a machine with nothing else to
 * do.
 */
final class DrawTime {
    private DrawTime() {}

    public static void main(String[] arguments) {
        for (int[] size : new int[][] {{80, 24}, {120, 40}, {200, 60}}) {
            StateEditor state = Samples.ordinary(size[0], size[1]);
            Scrollback lines = Scrollback.EMPTY;
            for (int index = 0; index < Scrollback.LINES_MAX; index++) {
                lines = lines.append(Samples.talk().lines().get(index % 12));
            }
            state.rooms = List.of(Room.LOBBY.withLines(lines));
            System.out.printf("%dx%d %.2f ms%n", size[0], size[1], millis(state.state(), size[0], size[1]));
        }
    }

    private static double millis(AppState state, int columns, int rows) {
        BasicTextImage image = new BasicTextImage(new TerminalSize(columns, rows));
        Frame frame = new Frame();
        ScreenView view = new ScreenView(new Layout());
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int count = 0; count < 50; count++) {
                frame.paint(image.newTextGraphics(), Theme.dark(), canvas -> view.draw(state, canvas));
            }
            best = Math.min(best, (System.nanoTime() - start) / 50e6);
        }
        return best;
    }
}
