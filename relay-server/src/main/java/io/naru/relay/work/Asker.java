package io.naru.relay.work;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Who asked for a piece of work, and where the answer runs.
 *
 * @param owner runs {@code answer}, usually an event loop's {@code execute}
 * @param answer told the outcome, once
 * @param <T> what finished work yields
 */
public record Asker<T>(Executor owner, Consumer<Outcome<T>> answer) {

    public Asker {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(answer, "answer");
    }

    /**
     * Hands {@code outcome} over to the owner. An owner that takes no more tasks has stopped, and nobody is left to be
     * told; the outcome is dropped then, which a debug line says.
     */
    public void tell(Outcome<T> outcome) {
        try {
            owner.execute(() -> answer.accept(outcome));
        } catch (RejectedExecutionException e) {
            Logger logger = System.getLogger(Asker.class.getName());
            logger.log(Level.DEBUG, "An answer came after its asker had stopped", e);
        }
    }
}
