package io.naru.client.terminal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The loop that owns the screen. It sleeps until something happens, handles everything that waits, then draws once if a
 * frame is due: what the person did shows up to fifty times a second, what came by itself ten times, and nothing while
 * the frame before is still on its way to a slow terminal. A first change after a quiet time shows at once.
 *
 * <p>Whatever goes wrong in it ends it: the display is given back before anything is said.
 *
 * <p>Threading: {@link #run} and {@link #step} belong to one thread; {@link #post} may be called by any, and waits while
 * very many events wait already.
 *
 * @param <E> what can happen
 */
public final class UiLoop<E> {
    /** Least time between two frames of which the second shows what the person did. */
    public static final long PROMPT_FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Least time between two frames of which the second shows only what came by itself. */
    public static final long RELAXED_FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Exit status when the loop ended by a fault. */
    public static final int STATUS_FAULT = 1;

    private static final Logger LOG = System.getLogger(UiLoop.class.getName());
    /** What waits is handled in one go, so this bounds how long a key waits among very many events. */
    private static final int EVENTS_MAX = 256;

    private static final long CHARACTERS_MAX = 4_000_000;
    private static final String LAST_WORDS =
            "Naru had to stop because of a fault of its own; the log says more. Please start it again.";

    private final Display display;
    private final UiProgram<E> program;
    private final LongSupplier nanoClock;
    private final Consumer<String> lastWords;
    private final Mailbox<E> mailbox;
    private final List<E> batch = new ArrayList<>();
    private Redraw wanted = Redraw.PROMPT;
    private boolean drawnBefore;
    private long drawnNanos;

    /**
     * A loop that doesn't run yet; its first step draws.
     *
     * @param nanoClock the monotonic clock
     * @param lastWords is given one sentence for the user when the loop ends by a fault, after the display is closed
     */
    public UiLoop(Display display, UiProgram<E> program, LongSupplier nanoClock, Consumer<String> lastWords) {
        this.display = display;
        this.program = program;
        this.nanoClock = nanoClock;
        this.lastWords = lastWords;
        this.mailbox = new Mailbox<>(EVENTS_MAX, CHARACTERS_MAX, program::characters);
        display.wakeWith(mailbox::wake);
    }

    /** Has the event handled by the loop, in the order of posting. Dropped after the loop's end. */
    public void post(E event) {
        mailbox.post(event);
    }

    /**
     * Runs until the program says that it's over or something fails; the display is closed then.
     *
     * @return the status to exit with
     */
    public int run() {
        mailbox.ownedBy(Thread.currentThread());
        try {
            while (true) {
                long waitNanos = step();
                OptionalInt status = program.exitStatus();
                if (status.isPresent()) {
                    display.close();
                    return status.getAsInt();
                }
                if (waitNanos > 0) {
                    mailbox.await(waitNanos);
                }
            }
        } catch (Throwable fault) {
            return onFault(fault);
        } finally {
            mailbox.close();
        }
    }

    /**
     * Handles what waits, and draws if a frame is due.
     *
     * @return how long there is nothing to do if nothing happens; {@link Long#MAX_VALUE} for ever, 0 for no time
     */
    long step() throws IOException {
        mailbox.takeAll(batch);
        for (E event : batch) {
            wanted = wanted.or(program.onEvent(event));
        }
        batch.clear();
        long nowNanos = nanoClock.getAsLong();
        if (program.nextTimeNanos() != Long.MAX_VALUE && program.nextTimeNanos() - nowNanos <= 0) {
            wanted = wanted.or(program.onTime(nowNanos));
        }
        if (display.needsFrame()) {
            wanted = Redraw.PROMPT;
        }
        if (program.exitStatus().isPresent()) {
            return 0;
        }
        long frameNanos = untilFrame(nowNanos);
        if (frameNanos <= 0) {
            wanted = Redraw.NONE;
            drawnBefore = true;
            drawnNanos = nowNanos;
            display.draw(program::draw);
            frameNanos = Long.MAX_VALUE;
        }
        long timeNanos = program.nextTimeNanos();
        return timeNanos == Long.MAX_VALUE ? frameNanos : Math.min(frameNanos, Math.max(0, timeNanos - nowNanos));
    }

    private long untilFrame(long nowNanos) {
        // When the frame before is written the display wakes the loop.
        if (wanted == Redraw.NONE || display.isBusy()) {
            return Long.MAX_VALUE;
        }
        long spacing = wanted == Redraw.PROMPT ? PROMPT_FRAME_NANOS : RELAXED_FRAME_NANOS;
        return drawnBefore ? Math.max(0, drawnNanos + spacing - nowNanos) : 0;
    }

    private int onFault(Throwable fault) {
        try {
            display.close();
        } finally {
            LOG.log(Level.ERROR, "The screen ended by a fault", fault);
            lastWords.accept(LAST_WORDS);
        }
        return STATUS_FAULT;
    }
}
