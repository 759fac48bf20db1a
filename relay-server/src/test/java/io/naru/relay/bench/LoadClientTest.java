package io.naru.relay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.identity.Identity;
import io.naru.common.testkit.TestIdentities;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The load client against a real relay, for a moment: that it counts what the relay says it delivered. */
final class LoadClientTest {
    private static final Identity IDENTITY = TestIdentities.of("kim");

    private static RelayServer relay() throws IOException {
        SessionLimits limits = SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF);
        return RelayServer.start(RelayConfig.temporary().withSessions(limits));
    }

    private static LoadClient tlsClient(RelayServer relay) throws IOException {
        return new LoadClient(relay.address(), LoadWires.tls(relay.fingerprint(), user -> IDENTITY));
    }

    private static List<LoadUser> users(int count, String prefix, boolean isExtended) {
        return IntStream.range(0, count)
                .mapToObj(i -> LoadUser.withPassword(prefix + i, isExtended))
                .toList();
    }

    @Test
    void everyDeliveryIsCountedOnce() throws IOException {
        try (RelayServer relay = relay();
                LoadClient client = new LoadClient(relay.address(), LoadWires.plain())) {
            countsWhatTheRelayDelivers(relay, client, false);
        }
    }

    @Test
    void everyDeliveryIsCountedOnceWithTlsToo() throws IOException {
        try (RelayServer relay = relay();
                LoadClient client = tlsClient(relay)) {
            countsWhatTheRelayDelivers(relay, client, false);
        }
    }

    @Test
    void whatIsNotDecipheredIsCountedAsWell() throws IOException {
        try (RelayServer relay = relay();
                LoadClient client = tlsClient(relay)) {
            countsWhatTheRelayDelivers(relay, client, true);
        }
    }

    private static void countsWhatTheRelayDelivers(RelayServer relay, LoadClient client, boolean skims)
            throws IOException {
        client.logIn(users(1, "s", true));
        client.logIn(users(10, "e", true));
        if (!skims) {
            client.logIn(users(10, "b", false));
        }
        client.settle(100);
        long before = relay.counters().deliveries();

        LoadClient.Run run = client.flood(1, 4, 32, skims, 0, 0.2);
        client.settle(100);

        // One sender, everybody gets it; what is still under way at the end isn't counted. Octets that nobody looked at
        // may have been others, such as the last of the roster.
        long delivered = relay.counters().deliveries() - before;
        long most = skims ? delivered + delivered / 4 : delivered;
        assertThat(run.deliveries()).isPositive().isLessThanOrEqualTo(most);
        assertThat(run.deliveries()).isGreaterThan(delivered / 2);
    }

    @Test
    void pacedMessagesCarryTheTimeOfTheirSending() throws IOException {
        try (RelayServer relay = relay();
                LoadClient client = tlsClient(relay)) {
            client.logIn(users(5, "u", true));
            client.settle(50);

            LoadClient.Run run = client.paced(2, 50, 32, 0, 0.2);

            assertThat(run.deliveries()).isPositive().isEqualTo(run.latencies().total());
            assertThat(run.latencies().percentileMillis(0.5)).isPositive();
        }
    }

    @Test
    void aUserOfTheStormIsInOnceItKnowsOfAllBeforeIt() throws IOException {
        try (RelayServer relay = relay();
                LoadClient client = tlsClient(relay)) {
            List<LoadUser> users = IntStream.range(0, 5)
                    .mapToObj(i -> new LoadUser("u" + i, true, false, true))
                    .toList();

            assertThat(client.storm(users)).isZero();

            assertThat(relay.counters().logins()).isEqualTo(5);
        }
    }

    @Test
    void aRelayWithAnotherKeyIsNotSpokenTo() throws IOException {
        try (RelayServer relay = relay();
                LoadClient client =
                        new LoadClient(relay.address(), LoadWires.tls(IDENTITY.fingerprint(), user -> IDENTITY))) {
            List<LoadUser> users = users(1, "u", true);

            assertThatThrownBy(() -> client.logIn(users)).isInstanceOf(IOException.class);
        }
    }
}
