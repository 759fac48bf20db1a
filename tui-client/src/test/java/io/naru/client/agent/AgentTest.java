package io.naru.client.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        agent.start("agent").join();
        assertThat(done).containsExactly("before");
    }
}
