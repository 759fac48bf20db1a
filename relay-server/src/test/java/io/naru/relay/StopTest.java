package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.RelayMessage;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a relay starts and stops. */
final class StopTest {
    @Test
    void everybodyIsToldThatTheRelayStops() throws IOException {
        try (SteppedRelay relay = new SteppedRelay(RelayConfig.temporary())) {
            ScriptedPeer alice = relay.extended("alice");
            ScriptedPeer bob = relay.base("bob");
            ScriptedPeer carol = relay.connect();
            relay.until("all are there", () -> relay.relay().sessions().size() == 3);
            alice.barrier();
            relay.advance(Duration.ofSeconds(1));

            relay.relay().onStop();

            RelayMessage.Close close = alice.expect(RelayMessage.Close.class);
            assertThat(close.code()).contains(ErrorCode.STOPPING);
            assertThat(close.retrySeconds()).hasValue(5);
            alice.expectEnd();
            for (ScriptedPeer peer : List.of(bob, carol)) {
                assertThat(peer.expectText(0)).isEqualTo("* The relay is stopping.");
                peer.expectText(3);
                peer.expectEnd();
            }
        }
    }

    @Test
    void clientsThatDoNotLeaveAreLeft() throws IOException {
        try (SteppedRelay relay = new SteppedRelay(RelayConfig.temporary())) {
            relay.extended("alice");
            relay.relay().onStop();
            relay.step();

            relay.advance(Duration.ofSeconds(2));

            assertThat(relay.relay().sessions().size()).isZero();
        }
    }

    @Test
    void aRunningRelayLogsInAndStops(@TempDir Path folder) throws Exception {
        RelayServer relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("data")));
        try (Socket socket =
                new Socket(relay.address().getAddress(), relay.address().getPort())) {
            socket.getOutputStream().write("\1bob secret\0".getBytes(StandardCharsets.UTF_8));
            String welcome = "\0* Welcome to Naru, bob. Nobody else is here yet.\0";
            byte[] octets = socket.getInputStream().readNBytes(welcome.length());
            assertThat(new String(octets, StandardCharsets.UTF_8)).isEqualTo(welcome);
            assertThat(relay.counters().logins()).isEqualTo(1);

            relay.close();

            byte[] rest = socket.getInputStream().readAllBytes();
            assertThat(new String(rest, StandardCharsets.UTF_8)).isEqualTo("\0* The relay is stopping.\0\3\0");
            assertThat(relay.hasFailed()).isFalse();
            assertThatThrownBy(() -> new Socket(
                                    relay.address().getAddress(),
                                    relay.address().getPort())
                            .close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void twoRelaysMayRunInOneProcess() throws IOException {
        try (RelayServer first = RelayServer.start(RelayConfig.temporary());
                RelayServer second = RelayServer.start(RelayConfig.temporary())) {
            assertThat(first.address().getPort()).isNotEqualTo(second.address().getPort());
        }
    }

    @Test
    void anAddressInUseIsRefusedInASentence() throws IOException {
        try (RelayServer first = RelayServer.start(RelayConfig.temporary())) {
            RelayConfig same = RelayConfig.temporary().withListen(first.addresses());

            assertThatThrownBy(() -> RelayServer.start(same))
                    .isInstanceOf(IOException.class)
                    .hasMessage("127.0.0.1 port " + first.address().getPort()
                            + " is in use; stop what listens there, or choose another port");
        }
    }

    @Test
    void aRelayThatCouldNotListenGivesItsFolderBack(@TempDir Path folder) throws IOException {
        try (RelayServer first = RelayServer.start(RelayConfig.temporary())) {
            RelayConfig same =
                    RelayConfig.temporary().withListen(first.addresses()).withData(folder.resolve("data"));
            assertThatThrownBy(() -> RelayServer.start(same)).isInstanceOf(IOException.class);
        }

        RelayServer.start(RelayConfig.temporary().withData(folder.resolve("data")))
                .close();
    }

    @Test
    void closingTwiceIsClosingOnce() throws IOException {
        RelayServer relay = RelayServer.start(RelayConfig.temporary());
        relay.close();
        relay.close();

        assertThat(relay.counters().accepted()).isZero();
    }
}
