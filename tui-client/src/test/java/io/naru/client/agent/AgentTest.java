package io.naru.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The agent, stepped without a thread. */
class AgentTest {
    private final FakeClock clock = new FakeClock();
    private final Agent agent = new Agent(clock);
    private final List<String> done = new ArrayList<>();

    private void task(String name) {
        agent.execute(() -> done.add(name));
    }

    private Agent.Timer timer(int seconds, String name) {
        return agent.schedule(Duration.ofSeconds(seconds), () -> done.add(name));
    }

    private void advance(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        agent.runPending();
    }

    @Test
    void tasksAreDoneInTheirOrderAndSoIsWhatComesOfThem() {
        agent.execute(() -> {
            done.add("one");
            task("three");
        });
        task("two");
        agent.runPending();
        assertThat(done).containsExactly("one", "two", "three");
    }

    @Test
    void timersAreDueInTheOrderOfTheirTimesAlsoWhereNanosecondsWrap() {
        timer(5, "five");
        timer(1, "one");
        timer(3, "three");
        advance(1);
        assertThat(done).containsExactly("one");
        advance(10);
        assertThat(done).containsExactly("one", "three", "five");
    }

    @Test
    void aCancelledTimerIsNeverDue() {
        Agent.Timer cancelled = timer(1, "cancelled");
        timer(1, "other");
        cancelled.cancel();
        cancelled.cancel();
        advance(2);
        assertThat(done).containsExactly("other");
    }

    @Test
    void aTaskThatThrowsCostsItselfAlone() {
        agent.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        task("next");
        agent.runPending();
        assertThat(done).containsExactly("next");
    }

    @Test
    void itsThreadEndsAfterWhatCameBeforeTheStop() throws InterruptedException {
        task("before");
        agent.stop();
        task("after");
        agent.start("agent", new Breakdown()).join();
        assertThat(done).containsExactly("before");
    }

    @Test
    void anErrorEndsItsThreadAndIsTold() throws InterruptedException {
        Breakdown breakdown = new Breakdown(() -> done.add("last resort"));
        breakdown.whenBroken(() -> done.add("one"));
        breakdown.whenBroken(() -> {
            throw new StackOverflowError("in the midst of telling");
        });
        breakdown.whenBroken(() -> done.add("two"));
        agent.execute(() -> {
            throw new StackOverflowError("on purpose");
        });
        task("next");
        agent.start("agent", breakdown).join();
        assertThat(done).containsExactlyInAnyOrder("one", "two", "last resort").endsWith("last resort");
        breakdown.whenBroken(() -> done.add("late"));
        assertThat(done).endsWith("late");
    }

    @Test
    void whatATaskOfAWorkerThrowsCostsItAloneAndAnErrorIsTold() throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        CompletableFuture<Void> broken = new CompletableFuture<>();
        Breakdown breakdown = new Breakdown();
        breakdown.whenBroken(() -> broken.complete(null));
        Thread.setDefaultUncaughtExceptionHandler(breakdown);
        try {
            Workers workers = new Workers("worker under test", 1);
            CompletableFuture<Void> next = new CompletableFuture<>();
            workers.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            workers.execute(() -> next.complete(null));
            next.get(20, TimeUnit.SECONDS);
            assertThat(broken).isNotDone();
            workers.execute(() -> {
                throw new NoClassDefFoundError("on purpose");
            });
            broken.get(20, TimeUnit.SECONDS);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
