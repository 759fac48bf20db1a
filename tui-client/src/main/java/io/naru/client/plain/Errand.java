package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.BoundKey;
import io.naru.client.event.EngineEvent;
import io.naru.client.link.Login;
import io.naru.common.message.UserName;
import java.io.IOException;
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
    private final BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>();

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
        boolean isUnbound = events.stream().anyMatch(EngineEvent.KeyUnbound.class::isInstance);
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
        return run(login, question, EngineEvent.KeysReceived.class).keys();
    }

    private <E extends EngineEvent> E run(Login login, Consumer<Engine> question, Class<E> answer) throws IOException {
        Engine engine = engines.apply(events::add);
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
            if (event instanceof EngineEvent.RelayUnknown unknown) {
                trust(engine, unknown);
            } else if (event instanceof EngineEvent.PasswordWanted wanted) {
                givePassword(engine, wanted);
            } else {
                failIf(event);
            }
        }
    }

    private void trust(Engine engine, EngineEvent.RelayUnknown unknown) throws IOException {
        if (questions.isEmpty()) {
            throw new IOException(nobodyToCompare(unknown));
        }
        if (!questions.get().isTrusted(unknown.relay(), unknown.fingerprint())) {
            throw new IOException(notTrusted(unknown));
        }
        engine.trustRelay(unknown.relay(), unknown.fingerprint());
    }

    private void givePassword(Engine engine, EngineEvent.PasswordWanted wanted) throws IOException {
        if (!wanted.refusal().isEmpty()) {
            throw new IOException(wanted.refusal());
        }
        Questions asking = questions.orElseThrow(() -> new IOException(NOBODY_TO_ASK));
        engine.password(asking.password(wanted.user(), wanted.relay()));
    }

    private static void failIf(EngineEvent event) throws IOException {
        if (event instanceof EngineEvent.RelayChanged changed) {
            throw new IOException(changed.sentence());
        }
        if (event instanceof EngineEvent.LinkEnded ended) {
            throw new IOException(ended.sentence());
        }
        if (event instanceof EngineEvent.LinkLost lost) {
            throw new IOException(lost.sentence());
        }
        if (event instanceof EngineEvent.RequestRefused refused) {
            throw new IOException(refused.sentence());
        }
    }

    /** What is said when a password is wanted and nobody is there. */
    static final String NOBODY_TO_ASK =
            "There is no terminal to ask for the password on; name a file that holds it with --password-file.";

    /** What is said when a relay is new and nobody is there. */
    static String nobodyToCompare(EngineEvent.RelayUnknown unknown) {
        return unknown.relay()
                + " is seen for the first time, and nobody is here to compare the fingerprint of its key, "
                + unknown.fingerprint()
                + ". If whoever runs it says the same, start with --fingerprint and that; or use"
                + " an invite: naru join LINK.";
    }

    /** What is said when the user doesn't take the relay for the right one. */
    static String notTrusted(EngineEvent.RelayUnknown unknown) {
        return "Not connected: nothing was sent to " + unknown.relay() + ".";
    }

    private EngineEvent next() throws IOException {
        try {
            EngineEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new IOException("The relay didn't answer within " + PATIENCE_SECONDS + " seconds.");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted.", e);
        }
    }

    private static void leave(Engine engine) throws IOException {
        CompletableFuture<Void> closing = engine.close(false);
        try {
            closing.get(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("The relay didn't take the goodbye.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("closing the engine failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
