package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.RelayMessage;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections there may be, and from where, before anybody has logged in on them. */
final class ConnectionLimitsTest {
    private SteppedRelay relay;

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private void start(RelayConfig config) throws IOException {
        relay = new SteppedRelay(config, new MemoryStore());
    }

    private List<String> refusalOfBase(String octets) throws IOException {
        ScriptedPeer peer = relay.connect();
        peer.send(octets);
        List<String> said = List.of(peer.expectText(0), peer.expectText(3));
        peer.expectEnd();
        return said;
    }

    @Test
    void oneAddressMayHaveOnlySoManyConnectionsBeforeLogin() throws IOException {
        start(config(SessionLimits.DEFAULT.withPendingPerAddress(2, false)));
        ScriptedPeer first = relay.hello();
        relay.hello();
        ScriptedPeer third = eager();

        assertThat(third.expectText(0)).isEqualTo("* There are too many connections; try again later.");
        third.expectText(3);
        third.expectEnd();
        first.send(SteppedRelay.credentials("alice", "secret"));
        first.skipTo(RelayMessage.Welcome.class);
        relay.hello();
    }

    @Test
    void tenFailedLoginsFromOneAddressAreFollowedByAPause() throws IOException {
        start(config(SessionLimits.DEFAULT.withPendingPerAddress(16, false)));
        relay.base("bob").send("\3\0");
        for (int i = 0; i < 10; i++) {
            refusalOfBase("\1bob wrong\0");
        }

        assertThat(refusalOfBase("\1bob secret\0").get(0))
                .isEqualTo("* Too many failed logins from your address; try again in a minute.");
        relay.advance(Duration.ofSeconds(6));
        relay.base("bob");
    }

    @Test
    void connectionsThatWereRefusedTakeNoPlaceFromOthers() throws IOException {
        start(config(SessionLimits.DEFAULT
                .withPendingPerAddress(1, false)
                .withMaxUsers(2)
                .withMaxConnections(3)));
        ScriptedPeer first = relay.hello();
        for (int i = 0; i < 5; i++) {
            eager().expectText(0);
        }
        first.send(SteppedRelay.credentials("alice", "secret"));
        first.skipTo(RelayMessage.Welcome.class);

        relay.hello();
    }

    @Test
    void aConnectionThatIsSentAwayTakesItsPlaceUntilItIsClosed() throws IOException {
        start(config(SessionLimits.DEFAULT.withPendingPerAddress(1, false)));
        ScriptedPeer rude = relay.connect();
        rude.send("\5\0");
        rude.expectText(0);

        assertThat(eager().expectText(0)).isEqualTo("* There are too many connections; try again later.");
        rude.close();
        relay.until("it is gone", () -> relay.relay().sessions().size() == 1);
        relay.hello();
    }

    @Test
    void loopbackMayBeFreeOfThatLimit() throws IOException {
        start(config(SessionLimits.DEFAULT.withPendingPerAddress(1, true)));

        for (int i = 0; i < 5; i++) {
            relay.hello();
        }

        assertThat(relay.drops(DropReason.TOO_MANY_CONNECTIONS)).isZero();
    }

    @Test
    void allConnectionsTogetherAreLimited() throws IOException {
        start(config(SessionLimits.DEFAULT.withMaxUsers(1).withMaxConnections(2)));
        relay.hello();
        relay.hello();

        ScriptedPeer third = eager();

        assertThat(third.expectText(0)).isEqualTo("* There are too many connections; try again later.");
    }

    @Test
    void whoIsTurnedAwayBeforeItSpokeIsToldSoAfterASecond() throws IOException {
        start(config(SessionLimits.DEFAULT.withMaxUsers(1).withMaxConnections(1)));
        relay.hello();
        ScriptedPeer silent = relay.connect();
        relay.until("it is there", () -> relay.relay().sessions().size() == 2);
        assertThat(silent.drain()).isEmpty();

        relay.advance(Duration.ofSeconds(1));

        assertThat(silent.expectText(0)).isEqualTo("* There are too many connections; try again later.");
    }

    /** A connection on which the client speaks at once, as all do. */
    private ScriptedPeer eager() throws IOException {
        return relay.connect().send("\1eager secret\0");
    }

    private static RelayConfig config(SessionLimits limits) {
        return RelayConfig.temporary().withSessions(limits);
    }
}
