package io.naru.client.testkit;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Breakdown;
import io.naru.common.testkit.FakeClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An agent with a thread of its own and a clock that a test sets.
 *
 * <p>Threading: the test's thread.
 */
public final class Stepped {
    private final FakeClock clock = new FakeClock();
    private final Agent agent = new Agent(clock);

    /** A running agent. */
    public Stepped() {
        agent.start("agent under test", new Breakdown());
    }

    /** The agent. */
    public Agent agent() {
        return agent;
    }

    /** Its clock. */
    public FakeClock clock() {
        return clock;
    }

    /** Does something on the agent's thread, and waits until it and all that was to be done before it is done. */
    public void run(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        agent.execute(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the agent didn't do it", e);
        }
    }

    /** Lets time pass, and waits until what was due then is done. */
    public void advance(Duration span) {
        run(() -> {});
        clock.advance(span);
        run(() -> {});
        run(() -> {});
    }

    /** Ends the thread. */
    public void stop() {
        agent.stop();
    }
}
