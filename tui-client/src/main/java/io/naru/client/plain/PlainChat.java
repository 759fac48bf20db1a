package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.app.ScreenClient;
import io.naru.client.event.EngineEvent;
import io.naru.common.time.Clock;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The plain mode: reads lines, prints lines, and ends when input ends and all that was asked for is done, or on
 * {@code /bye}.
 *
 * <p>Threading: {@link #run} takes the calling thread; input is read on {@code naru-stdin}.
 */
public final class PlainChat {
    private static final long FAREWELL_MILLIS = 3_000;
    /** When nobody reads the output, this much waits for it before what others say is left out. */
    private static final int WAITING_MAX = 5_000;

    private final ScreenClient.Start start;
    private final Clock clock;
    private final InputStream in;
    private final PrintWriter out;
    private final Optional<Questions> questions;
    private final Function<EngineEvent.Sink, Engine> engines;
    private final BlockingQueue<Consumer<PlainSession>> inbox = new LinkedBlockingQueue<>();
    private final AtomicInteger leftOut = new AtomicInteger();

    /**
     * A client that isn't running yet.
     *
     * @param in where lines come from, UTF-8
     * @param out where lines go
     * @param questions asks the user, where somebody sits at a terminal
     * @param engines makes the engine, given where its events go
     */
    public PlainChat(
            ScreenClient.Start start,
            Clock clock,
            InputStream in,
            PrintWriter out,
            Optional<Questions> questions,
            Function<EngineEvent.Sink, Engine> engines) {
        this.start = start;
        this.clock = clock;
        this.in = in;
        this.out = out;
        this.questions = questions;
        this.engines = engines;
    }

    /**
     * Chats until input ends or the user leaves.
     *
     * @return the exit status: 0 if all went well; 1 if the relay couldn't be reached or refused, or something that was
     *     asked for failed
     */
    public int run() {
        Engine engine = engines.apply(this::onEvent);
        LineSource[] lines = new LineSource[1];
        PlainOutput output = new PlainOutput(out);
        String prefix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        PlainSession session =
                new PlainSession(engine, start, output, questions, clock, prefix, () -> lines[0].taken());
        lines[0] = new LineSource(in, new Input());
        start.preferences().limit(engine);
        start.shareBy(engine);
        engine.connect(start.login());
        // Answers to questions come from the same terminal, so its lines are read once there will be no more of those.
        Runnable whenUp = questions.isPresent() ? lines[0]::start : () -> {};
        if (questions.isEmpty()) {
            lines[0].start();
        }
        int status = run(session, output, whenUp);
        return finish(engine) ? status : 1;
    }

    private int run(PlainSession session, PlainOutput output, Runnable whenUp) {
        boolean wasUp = false;
        try {
            while (session.exitStatus().isEmpty() && !output.isBroken()) {
                inbox.take().accept(session);
                if (session.hasBeenUp() && !wasUp) {
                    wasUp = true;
                    whenUp.run();
                }
                int missed = leftOut.getAndSet(0);
                if (missed > 0) {
                    output.fails("Left out, since nobody was reading here: " + missed + " lines.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
        return session.exitStatus().orElse(1);
    }

    private void onEvent(EngineEvent event) {
        boolean isOfOthers = event instanceof EngineEvent.ChatReceived chat && !chat.isOwn()
                || event instanceof EngineEvent.NoticeReceived;
        if (isOfOthers && inbox.size() > WAITING_MAX) {
            leftOut.incrementAndGet();
        } else {
            inbox.add(session -> event.accept(session));
        }
    }

    /** False if the engine has broken down, which was told. */
    private boolean finish(Engine engine) {
        CompletableFuture<Void> closing = engine.close(false);
        try {
            closing.get(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            out.println("* the relay didn't take the goodbye; leaving without it");
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /** What is typed, brought to the session's thread. */
    private final class Input implements LineSource.Listener {
        @Override
        public void onLine(String line) {
            inbox.add(session -> session.onLine(line));
        }

        @Override
        public void onTooLong() {
            inbox.add(PlainSession::onTooLong);
        }

        @Override
        public void onEnd(String sentence) {
            inbox.add(session -> session.onEndOfInput(sentence));
        }
    }
}
