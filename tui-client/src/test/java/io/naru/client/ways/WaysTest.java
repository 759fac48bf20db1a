package io.naru.client.ways;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.data.PeerLine;
import io.naru.client.data.Tokens;
import io.naru.client.data.Way;
import io.naru.client.event.EngineEvent;
import io.naru.client.transfer.LineReceiver;
import io.naru.client.ways.TwoSides.Failed;
import io.naru.client.ways.TwoSides.Refused;
import io.naru.common.identity.Identity;
import io.naru.common.message.Endpoint;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.RequestId;
import io.naru.common.message.TransferToken;
import io.naru.common.tls.PeerTls;
import io.naru.common.tls.TlsLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over loopback, with TLS; see {@link TwoSides}. */
@Timeout(120)
class WaysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TwoSides sides;

    @BeforeEach
    void open() throws IOException {
        sides = new TwoSides();
    }

    @AfterEach
    void close() throws IOException {
        sides.close();
    }

    private static Identity stranger() {
        return Identity.create(new SecureRandom(), Instant.parse("2026-11-23T09:00:00Z"));
    }

    private static String read(PeerLine line, int octets) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(octets);
        while (into.hasRemaining()) {
            if (line.read(into) < 0) {
                throw new IOException("it ended");
            }
        }
        return new String(into.array(), US_ASCII);
    }

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

    /** Changes what the relay passes on of an owner's answer. */
    private void tamper(UnaryOperator<FileMessage.DownloadAccept> with) {
        sides.tampering =
                message -> message instanceof FileMessage.DownloadAccept accept ? with.apply(accept) : message;
    }

    private void moveAnswerTo(Endpoint elsewhere) {
        tamper(accept -> TwoSides.accept(accept, accept.user(), elsewhere, accept.fingerprint(), accept.seen()));
    }

    private void hideRequester() {
        var before = sides.tampering;
        sides.tampering = message -> {
            FileMessage passed = before.apply(message);
            return passed instanceof FileMessage.DownloadRequest it
                    ? new FileMessage.DownloadRequest(
                            it.user(), it.path(), it.requestId(), it.fingerprint(), List.of(), it.seen())
                    : passed;
        };
    }

    private static Endpoint closedPort() throws IOException {
        try (ServerSocket once = new ServerSocket(0, 1, TwoSides.HERE)) {
            return new Endpoint(TwoSides.HERE, once.getLocalPort());
        }
    }

    // The ways

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

    // Trust

    @Test
    void aRelayThatSwapsTheOwnersFingerprintIsFoundByTheKnownKey() {
        sides.alice.knownKey = Optional.of(sides.bob.identity.fingerprint());
        Fingerprint swapped = stranger().fingerprint();
        tamper(accept -> TwoSides.accept(accept, accept.user(), accept.endpoint(), swapped.toString(), accept.seen()));

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Refused.class).code()).isEqualTo("not-permitted");
        assertThat(sides.alice.awaitReport().isAlarm()).isTrue();
    }

    @Test
    void aSwappedFingerprintOfSomebodyNewLeadsNowhere() {
        Fingerprint swapped = stranger().fingerprint();
        tamper(accept -> TwoSides.accept(accept, accept.user(), accept.endpoint(), swapped.toString(), accept.seen()));

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Failed.class).sentence()).contains("No way leads to bob");
        assertThat(sides.bob.lines).isEmpty();
    }

    @Test
    void aRelayThatSwapsTheRequestersFingerprintIsFoundByTheOwner() {
        sides.bob.knownKey = Optional.of(sides.alice.identity.fingerprint());
        sides.tampering = message -> message instanceof FileMessage.DownloadRequest it
                ? new FileMessage.DownloadRequest(
                        it.user(),
                        it.path(),
                        it.requestId(),
                        stranger().fingerprint().toString(),
                        it.candidates(),
                        it.seen())
                : message;

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Refused.class).code()).isEqualTo("not-permitted");
        assertThat(sides.bob.lines).isEmpty();
    }

    @Test
    void anAnswerStrippedOfEncryptionIsRefusedWhereTheOwnerHasAKey() {
        tamper(accept -> new FileMessage.DownloadAccept(
                accept.user(),
                accept.path(),
                accept.endpoint(),
                Optional.empty(),
                Optional.empty(),
                "",
                accept.size(),
                accept.modifiedMillis(),
                Optional.empty(),
                List.of(),
                accept.seen()));

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Refused.class).sentence()).contains("without encryption");
        assertThat(sides.alice.awaitReport().isAlarm()).isTrue();

        sides.alice.isOtherHereWithKey = false;
        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Endpoint.class).address()).isEqualTo(TwoSides.HERE);
    }

    @Test
    void aRequestStrippedOfEncryptionIsRefusedWhereTheRequesterHasAKey() {
        sides.tampering = message -> message instanceof FileMessage.DownloadRequest it
                ? new FileMessage.DownloadRequest(it.user(), it.path(), it.requestId(), "", List.of())
                : message;

        sides.alice.open("a.txt");

        assertThat(sides.alice.await(Refused.class).sentence()).isEqualTo("You are known here by a key; ask with it.");
        assertThat(sides.bob.awaitReport().isAlarm()).isTrue();
    }

    @Test
    void aSquatterOnTheOwnersPortGetsNothing() throws Exception {
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(TwoSides.HERE, 0));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            moveAnswerTo(new Endpoint(TwoSides.HERE, port));
            CompletableFuture<String> squat = CompletableFuture.supplyAsync(() -> {
                try (SocketChannel channel = server.accept()) {
                    TlsLine line = PeerTls.accept(channel, stranger(), PATIENCE);
                    int count = line.read(ByteBuffer.allocate(100));
                    return count > 0 ? "a token" : "nothing";
                } catch (IOException e) {
                    return "nothing";
                }
            });

            sides.alice.open("a.txt");

            assertThat(squat.get(20, TimeUnit.SECONDS)).isEqualTo("nothing");
            assertThat(sides.alice.await(PeerLine.class).way()).isEqualTo(Way.REVERSE);
        }
    }

    // TokenTable and strangers

    /** Asks in alice's name and keeps what bob answers from her. */
    private FileMessage.DownloadAccept catchAnswer() throws Exception {
        CompletableFuture<FileMessage.DownloadAccept> caught = new CompletableFuture<>();
        hideRequester();
        var before = sides.tampering;
        sides.tampering = message -> {
            if (message instanceof FileMessage.DownloadAccept accept) {
                caught.complete(accept);
                return null;
            }
            return before.apply(message);
        };
        sides.alice.open("a.txt");
        return caught.get(20, TimeUnit.SECONDS);
    }

    private TlsLine knock(FileMessage.DownloadAccept at, Identity as) throws IOException {
        SocketChannel channel = SocketChannel.open(
                new InetSocketAddress(at.endpoint().address(), at.endpoint().port()));
        return PeerTls.connect(channel, as, sides.bob.identity.fingerprint(), PATIENCE);
    }

    private static boolean isLetIn(TlsLine line, TransferToken token) {
        try {
            Tokens.send(line, token);
            Tokens.expectAcceptance(line);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aTokenOpensOneLineOnly() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();
        try (TlsLine once = knock(answer, sides.alice.identity);
                TlsLine twice = knock(answer, sides.alice.identity)) {
            assertThat(isLetIn(once, answer.token().orElseThrow())).isTrue();
            assertThat(isLetIn(twice, answer.token().orElseThrow())).isFalse();
            twice.breakOff();
        }
    }

    @Test
    void aRightTokenWithAnotherKeyIsRefusedAndSaidLoudly() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();
        TransferToken token = answer.token().orElseThrow();

        assertThat(isLetIn(knock(answer, stranger()), token)).isFalse();

        EngineEvent.NetReported alarm = sides.bob.awaitReport();
        assertThat(alarm.isAlarm()).isTrue();
        assertThat(alarm.about()).contains(TwoSides.ALICE);
        assertThat(isLetIn(knock(answer, sides.alice.identity), token)).isFalse();
        assertThat(sides.bob.lines).isEmpty();
    }

    @Test
    void aForeignOrLateTokenOpensNothing() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();

        assertThat(isLetIn(knock(answer, sides.alice.identity), new TransferToken("0".repeat(32))))
                .isFalse();
        sides.advance(TokenTable.LIFE);
        assertThat(isLetIn(knock(answer, sides.alice.identity), answer.token().orElseThrow()))
                .isFalse();

        assertThat(sides.bob.lines).isEmpty();
    }

    @Test
    void aStrangerOnTheListeningPortLearnsNothingAndIsSentAway() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();
        try (Socket silent =
                new Socket(answer.endpoint().address(), answer.endpoint().port())) {
            silent.setSoTimeout((int) PATIENCE.toMillis());
            CompletableFuture<Integer> heard = CompletableFuture.supplyAsync(() -> {
                try {
                    return silent.getInputStream().read();
                } catch (IOException e) {
                    return -1;
                }
            });
            for (int i = 0; i < 200 && !heard.isDone(); i++) {
                sides.advance(Duration.ofMillis(200));
                waitAMoment(heard);
            }
            assertThat(heard.getNow(99)).isEqualTo(-1);
        }
    }

    private static void waitAMoment(CompletableFuture<?> what) throws Exception {
        try {
            what.get(20, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Looked at again after more time has passed.
            return;
        }
    }

    @Test
    void theOwnerCanStillBeReachedWhileStrangersFillTheDoor() throws Exception {
        FileMessage.DownloadAccept answer = catchAnswer();
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 3 * Door.STRANGERS_MAX; i++) {
            strangers.add(
                    new Socket(answer.endpoint().address(), answer.endpoint().port()));
        }
        try (TlsLine line = knock(answer, sides.alice.identity)) {
            assertThat(isLetIn(line, answer.token().orElseThrow())).isTrue();
        }
        for (Socket stranger : strangers) {
            stranger.close();
        }
    }

    @Test
    void whateverComesFirstOnAConnectionItIsNoTokenUnlessItIsOne() throws Exception {
        long seed = 20261123;
        Random random = new Random(seed);
        FileMessage.DownloadAccept answer = catchAnswer();
        for (int i = 0; i < 60; i++) {
            byte[] octets = new byte[random.nextInt(600)];
            random.nextBytes(octets);
            if (octets.length > 0 && random.nextBoolean()) {
                octets[0] = 0x10;
            }
            if (i % 2 == 0) {
                try (Socket plain = new Socket(
                        answer.endpoint().address(), answer.endpoint().port())) {
                    plain.getOutputStream().write(octets);
                } catch (IOException e) {
                    // Sent away while it spoke: that is what is wanted.
                    continue;
                }
            } else {
                TlsLine line = knock(answer, sides.alice.identity);
                try {
                    line.write(ByteBuffer.wrap(octets));
                } catch (IOException e) {
                    continue;
                } finally {
                    line.breakOff();
                }
            }
        }
        assertThat(sides.bob.lines).as("seed " + seed).isEmpty();
        try (TlsLine line = knock(answer, sides.alice.identity)) {
            assertThat(isLetIn(line, answer.token().orElseThrow()))
                    .as("the right one after all, seed " + seed)
                    .isTrue();
        }
    }

    // Testing the ways

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
