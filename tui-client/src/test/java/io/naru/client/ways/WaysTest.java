package io.naru.client.ways;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Way;
import io.naru.client.transfer.LineReceiver;
import io.naru.client.ways.TwoSides.Failed;
import io.naru.client.ways.TwoSides.Refused;
import io.naru.common.message.Endpoint;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which way is taken, and what is said of those that can't be. */
@Timeout(120)
class WaysTest extends WaysStage {
    private void assertTalks(PeerLine asked, PeerLine served, Way way) throws IOException {
        assertThat(asked.way()).isEqualTo(way);
        assertThat(served.way()).isEqualTo(way);
        assertThat(asked.peer()).isEqualTo(TwoSides.BOB);
        assertThat(served.peer()).isEqualTo(TwoSides.ALICE);
        assertThat(asked.key()).isEqualTo(sides.bob.identity.fingerprint());
        assertThat(served.key()).isEqualTo(sides.alice.identity.fingerprint());
        asked.write(ByteBuffer.wrap("please".getBytes(US_ASCII)));
        assertThat(read(served, 6)).isEqualTo("please");
        served.write(ByteBuffer.wrap("here".getBytes(US_ASCII)), ByteBuffer.wrap("!".getBytes(US_ASCII)));
        assertThat(read(asked, 5)).isEqualTo("here!");
    }

    @Test
    void straightToTheOwner() throws IOException {
        sides.alice.open("a.txt");
        assertTalks(sides.alice.awaitAtOnce(PeerLine.class), sides.bob.awaitServed(), Way.DIRECT);
    }

    @Test
    void backFromTheOwnerWhereItCantBeReached() throws IOException {
        moveAnswerTo(closedPort());
        sides.alice.open("a.txt");
        assertTalks(sides.alice.await(PeerLine.class), sides.bob.awaitServed(), Way.REVERSE);
    }

    @Test
    void anAddressIsConnectedBackToOnceAtATimeHoweverManyRequestsNameIt() throws IOException {
        try (ServerSocket victim = new ServerSocket(0, 10, TwoSides.HERE)) {
            Endpoint there = new Endpoint(TwoSides.HERE, victim.getLocalPort());
            for (int i = 0; i < 3; i++) {
                RequestId id = new RequestId("r" + i);
                String path = i == 0 ? Grants.PROBE_PATH : "a.txt";
                sides.run(() -> sides.bob.ways.onRequest(new FileMessage.DownloadRequest(
                        TwoSides.ALICE,
                        path,
                        Optional.of(id),
                        sides.alice.identity.fingerprint().toString(),
                        List.of(there),
                        Optional.of(TwoSides.HERE))));
            }
            sides.advance(Grants.BACK_AFTER);
            victim.setSoTimeout(20_000);
            for (int i = 0; i < 3; i++) {
                try (Socket dialled = victim.accept()) {
                    assertThat(dialled.isConnected()).isTrue();
                    victim.setSoTimeout(200);
                    assertThatThrownBy(victim::accept).isInstanceOf(SocketTimeoutException.class);
                    victim.setSoTimeout(20_000);
                }
            }
        }
    }

    @Test
    void throughTheRelayWhereNeitherReachesTheOther() throws IOException {
        moveAnswerTo(closedPort());
        hideRequester();
        sides.alice.open("a.txt");
        assertTalks(sides.alice.await(PeerLine.class), sides.bob.awaitServed(), Way.RELAY);
    }

    @Test
    void noWayAtAllIsSaidWithItsReasons() throws IOException {
        moveAnswerTo(closedPort());
        hideRequester();
        sides.isSplicing = false;
        sides.alice.open("a.txt");
        assertThat(sides.alice.await(Failed.class).sentence())
                .contains("No way leads to bob", "connection refused", "data isn't passed on here", "/net bob");
    }

    @Test
    void theOwnerSaysNo() {
        sides.bob.admission = new LineReceiver.Admission.Refused("not-found", "There is no such file.");
        sides.alice.open("a.txt");
        assertThat(sides.alice.await(Refused.class)).isEqualTo(new Refused("not-found", "There is no such file."));
    }

    @Test
    void aWayThatDiedIsntTheFirstNextTime() throws IOException {
        sides.alice.open("a.txt");
        PeerLine first = sides.alice.awaitAtOnce(PeerLine.class);
        assertThat(first.way()).isEqualTo(Way.DIRECT);
        sides.bob.awaitServed().breakOff();
        assertThatThrownBy(() -> read(first, 1)).isInstanceOf(IOException.class);

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(PeerLine.class).way()).isNotEqualTo(Way.DIRECT);
    }

    @Test
    void allWaysAreTestedAndSaidToWork() {
        sides.run(() -> sides.alice.ways.net(Optional.of(TwoSides.BOB)));

        List<String> lines = sides.alice.awaitReport().lines();

        assertThat(lines.get(0)).isEqualTo("Files from bob come direct, encrypted.");
        assertThat(lines.get(1)).startsWith("Straight to bob works: 127.0.0.1:").contains("answered within");
        assertThat(lines.get(2)).startsWith("Back from bob works: it came within");
        assertThat(lines.get(3)).startsWith("Through the relay works: it stood within");
        assertThat(sides.bob.lines).isEmpty();
    }

    @Test
    void whatDoesntWorkIsSaidWithWhatToOpen() throws IOException {
        moveAnswerTo(closedPort());
        hideRequester();
        sides.isSplicing = false;
        sides.run(() -> sides.alice.ways.net(Optional.of(TwoSides.BOB)));

        List<String> lines = sides.alice.awaitReport().lines();

        assertThat(lines.get(0)).isEqualTo("Files from bob can't come: there is no way between you.");
        assertThat(lines.get(1)).contains("refuses", "There, open port", "data-port");
        assertThat(lines.get(2)).contains("nobody could reach port", "Here, open it", "data-port");
        assertThat(lines.get(3)).contains("data isn't passed on here", "Whoever runs the relay");
    }

    @Test
    void theOwnSideIsTold() {
        sides.run(() -> sides.alice.ways.net(Optional.empty()));

        assertThat(sides.alice.awaitReport().lines())
                .anySatisfy(line -> assertThat(line).contains("on this computer only"));
    }
}
