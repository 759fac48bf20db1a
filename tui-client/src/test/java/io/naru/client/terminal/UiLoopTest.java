package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.testkit.ScreenDump;
import io.naru.client.view.Canvas;
import io.naru.client.view.Painter;
import io.naru.client.view.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UiLoopTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** Held, since the logging of the JDK forgets the settings of loggers that nobody holds. */
    private static final Logger LOG = Logger.getLogger(UiLoop.class.getName());

    private long nowNanos = Long.MAX_VALUE - 5 * MILLI; // wraps during the test, as the clock may
    private final FakeDisplay display = new FakeDisplay();
    private final Notes program = new Notes();
    private final List<String> lastWords = new ArrayList<>();
    private final UiLoop<String> loop = new UiLoop<>(display, program, () -> nowNanos, lastWords::add);

    @BeforeAll
    static void faultsAreWanted() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void faultsAreLoggedAgain() {
        LOG.setLevel(null);
    }

    @Test
    void firstFrameComesBeforeAnyEvent() throws IOException {
        assertThat(loop.step()).isEqualTo(Long.MAX_VALUE);

        assertThat(display.frames).containsExactly("");
    }

    @Test
    void everythingThatWaitsIsHandledBeforeOneFrame() throws IOException {
        loop.post("a");
        loop.post("b");
        loop.post("c");
        loop.step();

        assertThat(display.frames).containsExactly("abc");
    }

    @Test
    void keyAfterAQuietTimeShowsAtOnceAndFurtherOnesSpaced() throws IOException {
        loop.step();
        nowNanos += 500 * MILLI;
        loop.post("k");
        loop.step();
        assertThat(display.frames).containsExactly("", "k");

        nowNanos += 10 * MILLI;
        loop.post("l");
        assertThat(loop.step()).isEqualTo(10 * MILLI);
        assertThat(display.frames).hasSize(2);

        nowNanos += 10 * MILLI;
        loop.step();
        assertThat(display.frames).containsExactly("", "k", "kl");
    }

    @Test
    void whatComesByItselfDrawsTenTimesASecond() throws IOException {
        loop.step();
        for (int tenth = 0; tenth < 100; tenth++) {
            nowNanos += 10 * MILLI;
            loop.post("~");
            loop.step();
        }

        assertThat(display.frames).hasSize(11);
    }

    @Test
    void keyAmongWhatComesByItselfDoesNotWaitForIt() throws IOException {
        loop.step();
        nowNanos += 40 * MILLI;
        loop.post("~");
        assertThat(loop.step()).isEqualTo(60 * MILLI);
        loop.post("k");
        loop.step();

        assertThat(display.frames).containsExactly("", "~k");
    }

    @Test
    void framesAreDroppedWhileTheOneBeforeIsOnItsWay() throws IOException {
        loop.step();
        display.busy = true;
        for (int round = 0; round < 50; round++) {
            nowNanos += 50 * MILLI;
            loop.post("k");
            assertThat(loop.step()).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(display.frames).hasSize(1);

        display.busy = false;
        loop.step();

        assertThat(display.frames).hasSize(2);
    }

    @Test
    void eventThatChangesNothingDrawsNothing() throws IOException {
        loop.step();
        nowNanos += 500 * MILLI;
        loop.post("-");

        assertThat(loop.step()).isEqualTo(Long.MAX_VALUE);
        assertThat(display.frames).hasSize(1);
    }

    @Test
    void timeThatWasAskedForComesAndNotBefore() throws IOException {
        loop.step();
        program.nextTimeNanos = nowNanos + 1000 * MILLI;
        nowNanos += 999 * MILLI;
        assertThat(loop.step()).isEqualTo(MILLI);
        nowNanos += MILLI;
        loop.step();

        assertThat(program.text).hasToString("t");
        assertThat(display.frames).containsExactly("", "t");
    }

    @Test
    void displayThatLostItsContentIsDrawnAgain() throws IOException {
        loop.step();
        nowNanos += 500 * MILLI;
        display.needsFrame = true;
        loop.step();

        assertThat(display.frames).hasSize(2);
    }

    @Test
    void endGivesTheDisplayBackAndItsStatus() {
        loop.post("q");

        assertThat(loop.run()).isEqualTo(7);
        assertThat(display.closed).isTrue();
        assertThat(lastWords).isEmpty();
    }

    @Test
    void anyFaultGivesTheDisplayBackBeforeItIsTold() {
        for (String fault : List.of("exception", "error", "drawing")) {
            FakeDisplay faulty = new FakeDisplay();
            List<String> told = new ArrayList<>();
            UiLoop<String> faultyLoop = new UiLoop<>(faulty, new Notes(), () -> nowNanos, sentence -> {
                assertThat(faulty.closed).isTrue();
                told.add(sentence);
            });
            faultyLoop.post(fault);

            assertThat(faultyLoop.run()).isEqualTo(UiLoop.STATUS_FAULT);
            assertThat(told).singleElement().asString().contains("the log says more");
        }
    }

    @Test
    void eventsFromOtherThreadsWakeTheLoop() throws InterruptedException {
        Thread runner = new Thread(loop::run);
        runner.start();
        loop.post("x");
        loop.post("q");
        runner.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(runner.isAlive()).isFalse();
        assertThat(program.text).hasToString("x");
        loop.post("after the end nobody waits for room");
    }

    private static final class FakeDisplay implements Display {
        private final List<String> frames = new ArrayList<>();
        private boolean busy;
        private boolean needsFrame;
        private boolean closed;

        @Override
        public boolean isBusy() {
            return busy;
        }

        @Override
        public boolean needsFrame() {
            return needsFrame;
        }

        @Override
        public void draw(Painter painter) {
            needsFrame = false;
            frames.add(ScreenDump.render(80, 1, painter).rows().get(0));
        }

        @Override
        public void wakeWith(Runnable wake) {
            wake.run();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Notes events down: "~" stands for what comes by itself, "-" for nothing, "q" for the end. */
    private static final class Notes implements UiProgram<String> {
        private final StringBuilder text = new StringBuilder();
        private OptionalInt status = OptionalInt.empty();
        private long nextTimeNanos = Long.MAX_VALUE;
        private boolean drawingFails;

        @Override
        public Redraw onEvent(String event) {
            switch (event) {
                case "-" -> {
                    return Redraw.NONE;
                }
                case "q" -> status = OptionalInt.of(7);
                case "exception" -> throw new IllegalStateException("wanted by the test");
                case "error" -> throw new StackOverflowError("wanted by the test");
                case "drawing" -> drawingFails = true;
                default -> text.append(event);
            }
            return event.equals("~") ? Redraw.RELAXED : Redraw.PROMPT;
        }

        @Override
        public Redraw onTime(long nowNanos) {
            nextTimeNanos = Long.MAX_VALUE;
            text.append('t');
            return Redraw.PROMPT;
        }

        @Override
        public long nextTimeNanos() {
            return nextTimeNanos;
        }

        @Override
        public void draw(Canvas canvas) {
            if (drawingFails) {
                throw new IllegalStateException("wanted by the test");
            }
            canvas.text(0, 0, text.toString(), Style.PLAIN);
        }

        @Override
        public OptionalInt exitStatus() {
            return status;
        }
    }
}
