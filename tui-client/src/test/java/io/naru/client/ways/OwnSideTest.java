package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Agent;
import io.naru.common.message.Endpoint;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What {@code /net} says of the own port. */
class OwnSideTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private static String said(int port, boolean isLoopbackOnly) {
        OwnSide side = new OwnSide(List.of(new Endpoint(HERE, port)), port, isLoopbackOnly, port, Optional.empty(), 0);
        return String.join("\n", side.lines());
    }

    @Test
    void aPortBelow1024IsSaidToBeOneThatNobodyComesBackTo() {
        for (boolean isLoopbackOnly : List.of(true, false)) {
            assertThat(said(1023, isLoopbackOnly))
                    .contains("port 1023 is one of the system's, below 1024")
                    .contains("Set data-port to 1024 or more");
            assertThat(said(1024, isLoopbackOnly)).doesNotContain("below 1024");
        }
    }

    @Test
    void aTestOfTheWaysToSomebodyNamesThePortAsTheReason() {
        FakeClock clock = new FakeClock();
        Agent agent = new Agent(clock);
        List<String> report = new ArrayList<>();
        Probe probe = new Probe(
                agent,
                UserName.of("bob"),
                List.of(),
                List.of(),
                List.of(new Endpoint(HERE, 700)),
                new Race.Course() {
                    @Override
                    public Closeable dial(Endpoint to, Dial.Outcome outcome) {
                        throw new IllegalStateException("there is nowhere to connect to");
                    }

                    @Override
                    public boolean askForSplice() {
                        return false;
                    }

                    @Override
                    public void prove(Securing.Secured line, Runnable proven, Consumer<IOException> failed) {
                        throw new IllegalStateException("a test of ways proves nothing");
                    }
                },
                report::addAll);
        probe.start();
        clock.advance(Probe.PATIENCE);
        agent.runPending();
        assertThat(report.get(2))
                .startsWith("Back from bob doesn't work: port 700 is one of the system's")
                .contains("Set data-port to 1024 or more");
    }
}
