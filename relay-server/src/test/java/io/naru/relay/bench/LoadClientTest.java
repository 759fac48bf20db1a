package io.naru.relay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The load client against a real relay, for a moment: that it counts what the relay says it delivered. */
final class LoadClientTest {
    @Test
    void everyDeliveryIsCountedOnce() throws IOException {
        RelayConfig config = RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF));
        try (RelayServer relay = RelayServer.start(config);
                LoadClient client = new LoadClient(relay.address())) {
            client.logIn(1, true, "s");
            client.logIn(10, false, "b");
            client.logIn(10, true, "e");
            client.settle(100);
            long before = relay.counters().deliveries();

            LoadClient.Run run = client.flood(1, 4, 32, 0, 0.2);
            client.settle(100);

            // One sender, twenty-one users; what is still under way at the end isn't counted.
            long delivered = relay.counters().deliveries() - before;
            assertThat(run.deliveries()).isPositive().isLessThanOrEqualTo(delivered);
            assertThat(run.deliveries()).isGreaterThan(delivered / 2);
        }
    }
}
