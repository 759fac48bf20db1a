package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.relay.bench.SpliceLoad;
import io.naru.relay.metrics.SpliceFigures;
import io.naru.relay.splice.SpliceLimits;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A relay with threads of its own carries octets, and stops in the middle of it. */
final class SpliceServerTest {
    private static final long OCTETS = 20_000_000;

    @Test
    void aRunningRelayCarriesAllThatComesAndStopsAllTheSame() throws Exception {
        RelayServer relay = RelayServer.start(RelayConfig.temporary().withSplices(SpliceLimits.ANY));
        try (SpliceLoad load = SpliceLoad.spliced(relay.address(), 2, 0)) {
            while (load.octets() < OCTETS) {
                Thread.onSpinWait();
            }
            SpliceFigures figures =
                    relay.requestFigures().get(10, TimeUnit.SECONDS).splices();
            assertThat(figures.open()).isEqualTo(2);
            assertThat(figures.octets()).isGreaterThanOrEqualTo(OCTETS);

            relay.close();
        }
        assertThat(relay.hasFailed()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("relay-splice", "relay-loop");
    }
}
