package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.BoundKey;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TrustEvent;
import io.naru.client.link.Login;
import io.naru.common.message.UserName;
import io.naru.common.time.SpanText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Logs in, does one thing, and leaves, without a conversation.
 *
 * <p>Threading: the calling thread waits for what the engine tells.
 */
public final class Errand {
    private static final long PATIENCE_SECONDS = 60;
    private static final long FAREWELL_SECONDS = 3;

    private final Function<EngineEvent.Sink, Engine> engines;
    private final Optional<Questions> questions;
    /** What the engine told; empty for a poke. */
    private final BlockingQueue<Optional<EngineEvent>> events = new LinkedBlockingQueue<>();

    private volatile boolean isStopped;

    /**
     * An errand that hasn't begun.
     *
     * @param questions asks the user, where somebody sits at a terminal
     */
    public Errand(Function<EngineEvent.Sink, Engine> engines, Optional<Questions> questions) {
        this.engines = engines;
        this.questions = questions;
    }

    /**
     * How the relay welcomed a user.
     *
     * @param me the name as the account has it
     * @param isOpenedByKey whether the key of this install opens the account from here on
     */
    public record Welcomed(UserName me, boolean isOpenedByKey) {}

    /**
     * Logs in and leaves.
     *
     * @return how the relay welcomed the user
     * @throws IOException if it didn't; the message is a sentence
     */
    public Welcomed logIn(Login login) throws IOException {
        EngineEvent.LinkUp up = run(login, engine -> {}, EngineEvent.LinkUp.class);
        // It comes right behind the welcome, and all has come of an engine that is closed.
        boolean isUnbound = events.stream().flatMap(Optional::stream).anyMatch(TrustEvent.KeyUnbound.class::isInstance);
        return new Welcomed(up.me(), !isUnbound);
    }

    /**
     * Logs in, asks about keys, and leaves.
     *
     * @param question asks the engine
     * @return the account's keys afterwards
     * @throws IOException if that isn't to be had; the message is a sentence
     */
    public List<BoundKey> keys(Login login, Consumer<Engine> question) throws IOException {
        return run(login, question, TrustEvent.KeysReceived.class).keys();
    }

    /**
     * Logs in, does what takes more than one question, and leaves. A link that breaks, or that can't be made yet, is
     * waited for. It returns before the task is done, too, when it was {@linkplain #stop stopped}.
     *
     * @param patience how long to go on without getting any further
     * @throws IOException if it can't be done, or not in that time; the message is a sentence
     */
    void run(Login login, Task task, Duration patience) throws IOException {
        Engine engine = engines.apply(this::tell);
        try {
            task.begin(engine);
            engine.connect(login);
            new Persistence(engine, task, patience).run();
        } finally {
            leave(engine);
        }
    }

    /** Has a task that runs, or will run, leave in order although it isn't done. From any thread. */
    void stop() {
        isStopped = true;
        poke();
    }

    boolean isStopped() {
        return isStopped;
    }

    /** Tells the task that runs, or will run, that there is something for it. From any thread. */
    void poke() {
        events.add(Optional.empty());
    }

    private void tell(EngineEvent event) {
        events.add(Optional.of(event));
    }

    private <E extends EngineEvent> E run(Login login, Consumer<Engine> question, Class<E> answer) throws IOException {
        Engine engine = engines.apply(this::tell);
        try {
            engine.connect(login);
            return await(engine, question, answer);
        } finally {
            leave(engine);
        }
    }

    private <E extends EngineEvent> E await(Engine engine, Consumer<Engine> question, Class<E> answer)
            throws IOException {
        while (true) {
            EngineEvent event = next();
            if (event instanceof EngineEvent.LinkUp) {
                question.accept(engine);
            }
            if (answer.isInstance(event)) {
                return answer.cast(event);
            }
            if (!isAnswered(engine, event)) {
                failIf(event);
            }
        }
    }

    /** Whether it was a question, which is answered now. */
    private boolean isAnswered(Engine engine, EngineEvent event) throws IOException {
        if (event instanceof TrustEvent.RelayUnknown unknown) {
            trust(engine, unknown);
        } else if (event instanceof TrustEvent.PasswordWanted wanted) {
            givePassword(engine, wanted);
        } else {
            return false;
        }
        return true;
    }

    private void trust(Engine engine, TrustEvent.RelayUnknown unknown) throws IOException {
        if (questions.isEmpty()) {
            throw new IOException(nobodyToCompare(unknown));
        }
        if (!questions.get().isTrusted(unknown.relay(), unknown.fingerprint())) {
            throw new IOException(notTrusted(unknown));
        }
        engine.trustRelay(unknown.relay(), unknown.fingerprint());
    }

    private void givePassword(Engine engine, TrustEvent.PasswordWanted wanted) throws IOException {
        if (!wanted.refusal().isEmpty()) {
            throw new IOException(wanted.refusal());
        }
        Questions asking = questions.orElseThrow(() -> new IOException(NOBODY_TO_ASK));
        engine.password(asking.password(wanted.user(), wanted.relay()));
    }

    private static void failIf(EngineEvent event) throws IOException {
        failIfOver(event);
        if (event instanceof EngineEvent.LinkLost lost) {
            throw new IOException(lost.sentence());
        }
        if (event instanceof EngineEvent.RequestRefused refused) {
            throw new IOException(refused.sentence());
        }
    }

    private static void failIfOver(EngineEvent event) throws IOException {
        if (event instanceof TrustEvent.RelayChanged changed) {
            throw new IOException(changed.sentence());
        }
        if (event instanceof EngineEvent.LinkEnded ended) {
            throw new IOException(ended.sentence());
        }
        if (event instanceof EngineEvent.EngineBroken broken) {
            throw new IOException(broken.sentence());
        }
    }

    /** What is said when a password is wanted and nobody is there. */
    static final String NOBODY_TO_ASK =
            "There is no terminal to ask for the password on; name a file that holds it with --password-file.";

    /** What is said when a relay is new and nobody is there. */
    static String nobodyToCompare(TrustEvent.RelayUnknown unknown) {
        return unknown.relay()
                + " is seen for the first time, and nobody is here to compare the fingerprint of its key, "
                + unknown.fingerprint()
                + ". If whoever runs it says the same, start with --fingerprint and that; or use"
                + " an invite: naru join LINK.";
    }

    /** What is said when the user doesn't take the relay for the right one. */
    static String notTrusted(TrustEvent.RelayUnknown unknown) {
        return "Not connected: nothing was sent to " + unknown.relay() + ".";
    }

    private EngineEvent next() throws IOException {
        return take(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))
                .flatMap(event -> event)
                .orElseThrow(() -> new IOException("The relay didn't answer within " + PATIENCE_SECONDS + " seconds."));
    }

    /** What comes next; empty when nothing does for so long. */
    private Optional<Optional<EngineEvent>> take(long nanos) throws IOException {
        try {
            return Optional.ofNullable(events.poll(nanos, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted.", e);
        }
    }

    /** A task on its way, over any number of links. */
    private final class Persistence {
        private final Engine engine;
        private final Task task;
        private final Duration patience;
        private String lostBecause = "";
        private long deadlineNanos;

        Persistence(Engine engine, Task task, Duration patience) {
            this.engine = engine;
            this.task = task;
            this.patience = patience;
        }

        void run() throws IOException {
            renew();
            while (!task.isDone() && !isStopped) {
                // Who waits for something else may wait for ever, as long as there is a link.
                boolean isIdle = !task.isWaiting() && lostBecause.isEmpty();
                long left = isIdle ? Long.MAX_VALUE : deadlineNanos - System.nanoTime();
                Optional<Optional<EngineEvent>> taken = take(left);
                if (taken.isEmpty()) {
                    task.onTooLate(lostBecause, " Gave up after " + SpanText.of(patience) + ".");
                    return;
                }
                if (isIdle) {
                    renew();
                }
                if (taken.get().isPresent()) {
                    onEvent(taken.get().get());
                } else {
                    task.onPoke();
                }
            }
        }

        private void onEvent(EngineEvent event) throws IOException {
            failIfOver(event);
            if (event instanceof EngineEvent.LinkLost lost) {
                lostBecause = lost.sentence();
            } else if (event instanceof EngineEvent.LinkUp up) {
                lostBecause = "";
                task.onUp(engine, up);
            } else if (isAnswered(engine, event) || task.onEvent(event)) {
                renew();
            }
        }

        private void renew() {
            deadlineNanos = System.nanoTime() + patience.toNanos();
        }
    }

    private static void leave(Engine engine) throws IOException {
        CompletableFuture<Void> closing = engine.close(false);
        try {
            closing.get(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("The relay didn't take the goodbye.", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
