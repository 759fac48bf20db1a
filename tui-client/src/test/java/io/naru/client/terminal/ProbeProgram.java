package io.naru.client.terminal;

import io.naru.client.input.Key;
import io.naru.client.view.Box;
import io.naru.client.view.Canvas;
import io.naru.client.view.RandomText;
import io.naru.client.view.Role;
import io.naru.client.view.Theme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A small program on the real terminal, for {@link TerminalIT} and for trying things by hand. It shows the last keys and
 * pastes, and screens of random text.
 */
public final class ProbeProgram implements UiProgram<TerminalInput>, TerminalInput.Handler {
    private final List<String> lines = new ArrayList<>();
    private TerminalDisplay display;
    private Redraw redraw = Redraw.NONE;
    private OptionalInt status = OptionalInt.empty();
    private long seed;
    private boolean drawingFails;

    private ProbeProgram() {}

    /** Runs until {@code q} is pressed or the terminal ends. */
    public static void main(String[] arguments) throws IOException {
        ProbeProgram program = new ProbeProgram();
        Posts posts = new Posts();
        try {
            program.display = TerminalDisplay.open(
                    System.getenv(), Theme.named("auto", System.getenv()), input -> posts.post(input));
        } catch (NoTerminalException e) {
            System.err.println(e.getMessage());
            System.exit(3);
        }
        UiLoop<TerminalInput> loop =
                new UiLoop<>(program.display, program, System::nanoTime, sentence -> System.err.println(sentence));
        posts.into(loop);
        int status = loop.run();
        System.out.println("status " + status);
        System.exit(status);
    }

    /** Inputs that come before there is a loop wait here. */
    private static final class Posts {
        private final List<TerminalInput> early = new ArrayList<>();
        private UiLoop<TerminalInput> loop;

        synchronized void post(TerminalInput input) {
            if (loop == null) {
                early.add(input);
            } else {
                loop.post(input);
            }
        }

        synchronized void into(UiLoop<TerminalInput> newLoop) {
            loop = newLoop;
            early.forEach(loop::post);
        }
    }

    /** The text that the probe shows for a seed, for the test to draw too. */
    static void drawRandom(Canvas canvas, long seed) {
        Random random = new Random(seed);
        for (int row = 0; row < canvas.rows(); row++) {
            canvas.text(0, row, RandomText.of(random, 60), Role.values()[random.nextInt(Role.values().length)]);
        }
        canvas.mayHaveScrolled(canvas.bounds());
        canvas.text(0, 0, "seed " + seed + " of " + canvas.columns() + "x" + canvas.rows(), Role.TEXT);
    }

    @Override
    public Redraw onEvent(TerminalInput input) {
        redraw = Redraw.PROMPT;
        input.accept(this);
        return redraw;
    }

    @Override
    public void onKey(Key key) {
        lines.add("key " + key);
        switch (key.toString()) {
            case "q" -> status = OptionalInt.of(0);
            case "n" -> seed++;
            case "!" -> throw new IllegalStateException("wanted by the test");
            case "?" -> drawingFails = true;
            case "o" -> System.out.println("printed under the screen");
            case "Ctrl+L" -> display.redrawAll();
            case "Ctrl+Z" -> suspend();
            case "*" -> ring();
            default -> {}
        }
    }

    private void suspend() {
        try {
            display.suspend();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ring() {
        try {
            display.bell();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onPaste(String text, boolean truncated) {
        lines.add("paste " + text.replace('\n', '/') + (truncated ? " truncated" : ""));
    }

    @Override
    public void onResize(int columns, int rows) {
        lines.add("size " + columns + "x" + rows);
    }

    @Override
    public void onEndOfInput() {
        status = OptionalInt.of(4);
    }

    @Override
    public void draw(Canvas canvas) {
        if (drawingFails) {
            throw new StackOverflowError("wanted by the test");
        }
        if (seed > 0) {
            drawRandom(canvas, seed);
            return;
        }
        canvas.frame(canvas.bounds(), canvas.style(Role.BORDER));
        Canvas inside = canvas.region(canvas.bounds().inset(1));
        inside.text(0, 0, "probe " + canvas.columns() + "x" + canvas.rows() + " 한글 😀 │", Role.TITLE_FOCUSED);
        for (int row = 1; row < inside.rows() - 1; row++) {
            int line = lines.size() - (inside.rows() - 2) + row - 1;
            inside.text(0, row, line >= 0 ? lines.get(line) : "", Role.TEXT);
        }
        inside.mayHaveScrolled(new Box(0, 1, inside.columns(), Math.max(0, inside.rows() - 2)));
        int end = inside.text(0, inside.rows() - 1, "#probe> ", Role.PROMPT);
        inside.cursor(end, inside.rows() - 1);
    }

    @Override
    public OptionalInt exitStatus() {
        return status;
    }
}
