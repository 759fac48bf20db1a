package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.identity.Identity;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.RelayMessage;
import io.naru.common.testkit.FakeClock;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Frame;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.net.QueueLimits;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.session.TrafficLimits;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.testkit.TlsClients;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TLS on the relay's one port, as its users meet it. */
final class TlsTest {
    private static final int SMALL_BUFFER = 4096;

    private SteppedRelay relay;

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private void start(RelayConfig config) throws IOException {
        relay = new SteppedRelay(config);
    }

    private static ClientMessage chat(String text) {
        return new ClientMessage.Chat(text, Optional.empty(), Optional.empty());
    }

    @Test
    void aUserLogsInAndTalksOverTls() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.extendedTls("alice");

        alice.send(chat("hello"));

        assertThat(alice.expect(RelayMessage.Chat.class).text()).isEqualTo("hello");
        assertThat(alice.tls().session().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(relay.counters().snapshot().handshakes()).isEqualTo(1);
    }

    @Test
    void aBaseClientMayUseTlsToo() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer bob = relay.connectTls(Optional.empty());

        bob.send("\1bob secret\0");

        assertThat(bob.expectText(0)).startsWith("* Welcome to Naru, bob.");
    }

    @Test
    void octetByOctetItIsTheSame() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.connectTls(TlsClients.engine(Optional.empty()), 0, () -> 1);
        Random random = new Random(42);
        ScriptedPeer bob = relay.connectTls(TlsClients.engine(Optional.empty()), 0, () -> random.nextInt(40));

        relay.loggedIn(alice, "alice");
        relay.loggedIn(bob, "bob");
        alice.send(chat("piece by piece"));

        assertThat(bob.skipTo(RelayMessage.Chat.class).text()).isEqualTo("piece by piece");
    }

    @Test
    void everybodyHearsTheSameHoweverTheyCame() throws IOException {
        start(RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF)));
        List<ScriptedPeer> extended = List.of(relay.extended("e1"), relay.extendedTls("e2"), relay.extendedTls("e3"));
        ScriptedPeer overTls = relay.connectTls(Optional.empty());
        overTls.send("\1b2 secret\0");
        overTls.expectText(0);
        List<ScriptedPeer> base = List.of(relay.base("b1"), overTls);
        for (ScriptedPeer peer : extended) {
            peer.barrier();
        }
        for (ScriptedPeer peer : base) {
            peer.baseBarrier();
        }
        ScriptedPeer author = relay.extendedTls("author");
        for (ScriptedPeer peer : extended) {
            peer.barrier();
        }

        for (int i = 0; i < 300; i++) {
            author.send(chat(i + " " + "x".repeat(i * 20)));
        }
        author.barrier();

        List<RelayMessage> heard = extended.get(0).barrier();
        assertThat(heard).hasSize(300);
        assertThat(extended.get(1).barrier()).isEqualTo(heard);
        assertThat(extended.get(2).barrier()).isEqualTo(heard);
        List<String> heardByBase = base.get(0).baseBarrier();
        assertThat(heardByBase)
                .filteredOn(text -> text.startsWith("0 author: "))
                .hasSize(300);
        assertThat(base.get(1).baseBarrier())
                .endsWith(heardByBase.subList(1, heardByBase.size()).toArray(new String[0]));
    }

    @Test
    void whatWasSentRightBehindTheHandshakeIsHandledInOrder() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.connectTls(Optional.empty());
        StringBuilder all = new StringBuilder("\4naru/1\0\1alice secret\0");
        for (int i = 0; i < 50; i++) {
            all.append("\0").append(i).append("-").append("y".repeat(2000)).append('\0');
        }

        alice.send(all.toString());

        for (int i = 0; i < 50; i++) {
            assertThat(alice.skipTo(RelayMessage.Chat.class).text()).startsWith(i + "-");
        }
    }

    @Test
    void aBurstThatFillsManyTurnsNeedsNoFurtherOctetFromTheClient() throws IOException {
        start(RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF)));
        ScriptedPeer bob = relay.extended("bob");
        ScriptedPeer alice = relay.extendedTls("alice");
        bob.barrier();
        int messages = 200;
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < messages; i++) {
            all.append("\0").append(i).append("-").append("z".repeat(8_000)).append('\0');
        }

        alice.send(all.toString());

        for (int i = 0; i < messages; i++) {
            assertThat(bob.skipTo(RelayMessage.Chat.class).text()).startsWith(i + "-");
        }
    }

    @Test
    void lastWordsReachTheClientAndThenTlsSaysGoodbye() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.extendedTls("alice");
        ScriptedPeer bob = relay.extendedTls("bob");
        alice.barrier();
        bob.send("\3\0");
        relay.until("bob left", () -> relay.drops(DropReason.CLIENT_LEFT) == 1);
        bob.expectEnd();

        alice.send("\0" + "x".repeat(70_000) + "\0");

        alice.skipTo(RelayMessage.Close.class);
        alice.expectEnd();
        alice.close();
        bob.close();
        relay.until("both are gone", () -> relay.relay().sessions().size() == 0);
        assertThat(relay.relay().transport().lentRecordBuffers()).isZero();
    }

    @Test
    void aClientThatSaysGoodbyeHasLeftAndOneThatIsCutOffIsLost() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer polite = relay.extendedTls("polite");
        ScriptedPeer cut = relay.extendedTls("cut");

        polite.endOutput();
        relay.until("it has left", () -> relay.drops(DropReason.CLIENT_LEFT) == 1);
        cut.cutOutput();
        relay.until("it is lost", () -> relay.drops(DropReason.CONNECTION_LOST) == 1);

        assertThat(relay.relay().sessions().size()).isZero();
        assertThat(relay.relay().transport().lentRecordBuffers()).isZero();
    }

    @Test
    void aReaderThatDoesNotReadIsClosedWithAReasonOverTlsToo() throws IOException {
        start(RelayConfig.temporary()
                .withQueues(QueueLimits.DEFAULT)
                .withSessions(SessionLimits.DEFAULT.withTraffic(TrafficLimits.OFF)));
        ScriptedPeer alice = relay.extendedTls("alice");
        ScriptedPeer slow = relay.connectTls(Optional.empty(), SMALL_BUFFER);
        slow.send("\1slow secret\0");
        slow.expectText(0);

        while (relay.drops(DropReason.SLOW_READER) == 0) {
            alice.send(chat("x".repeat(16_000)));
            alice.skipTo(RelayMessage.Chat.class);
        }

        List<Frame> late = slow.untilEnd();
        assertThat(late.get(late.size() - 1).typeOctet()).isEqualTo(3);
        assertThat(new String(late.get(late.size() - 2).body(), StandardCharsets.UTF_8))
                .startsWith("* This client reads too slowly");
    }

    @Test
    void aListenerGivesBackWhatItsRecordsLayIn() throws IOException {
        start(RelayConfig.temporary());
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            peers.add(relay.extendedTls("user" + i));
        }

        assertThat(relay.relay().transport().lentRecordBuffers()).isZero();
    }

    @Test
    void newConnectionsGetTheNewCertificateAndOldOnesGoOn() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.extendedTls("alice");
        Identity other = Identity.create(new SecureRandom(), new FakeClock().now());

        relay.relay().use(other);
        ScriptedPeer bob = relay.extendedTls("bob");

        assertThat(bob.tls().session().getPeerCertificates()).containsExactly(other.certificate());
        assertThat(alice.tls().session().getPeerCertificates()).doesNotContain(other.certificate());
        alice.send(chat("still here"));
        assertThat(bob.skipTo(RelayMessage.Chat.class).text()).isEqualTo("still here");
    }

    @Test
    void plainConnectionsAreTakenWhereTheRelayIsToldSo() throws IOException {
        start(RelayConfig.temporary().withTls(RelayTls.DEFAULT.withPlain(RelayTls.Plain.NEVER)));
        ScriptedPeer base = relay.connect();
        base.send("\1bob secret\0");
        assertThat(base.expectText(0)).startsWith("* This relay takes encrypted connections only");
        base.expectText(3);
        base.expectEnd();
        ScriptedPeer extended = relay.connect();
        extended.send(new ClientMessage.Hello(1, "test"));
        assertThat(extended.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.TLS_REQUIRED);
        assertThat(extended.expect(RelayMessage.Close.class).code()).contains(ErrorCode.TLS_REQUIRED);
        extended.expectEnd();
        assertThat(relay.drops(DropReason.PLAIN_REFUSED)).isEqualTo(2);
        relay.extendedTls("alice");
    }

    @Test
    void whoIsOneTooManyIsToldSoOverTls() throws IOException {
        start(RelayConfig.temporary()
                .withSessions(SessionLimits.DEFAULT.withMaxUsers(1).withMaxConnections(1)));
        relay.hello();
        ScriptedPeer late = relay.connectTls(Optional.empty());

        late.send("\1late secret\0");

        assertThat(late.expectText(0)).isEqualTo("* There are too many connections; try again later.");
        late.expectText(3);
        late.expectEnd();
    }

    @Test
    void aHandshakeLeftHangingEndsAtTheLoginsDeadlineAndHoldsNobodyUp() throws IOException {
        start(RelayConfig.temporary());
        List<ScriptedPeer> hanging = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            ScriptedPeer peer = relay.connect();
            peer.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1});
            hanging.add(peer);
        }
        relay.until("all are there", () -> relay.relay().sessions().size() == 64);
        relay.extendedTls("alice").send("\3\0");
        relay.until("alice has left", () -> relay.drops(DropReason.CLIENT_LEFT) == 1);

        relay.advance(Duration.ofSeconds(10));
        assertThat(relay.drops(DropReason.LOGIN_TIMEOUT)).isEqualTo(64);
        relay.advance(Duration.ofSeconds(3));

        assertThat(relay.relay().sessions().size()).isZero();
        assertThat(relay.relay().transport().lentRecordBuffers()).isZero();
    }

    @Test
    void olderTlsIsRefusedByItsAlert() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer old = relay.connectTls(TlsClients.engine("TLSv1.2"), 0, () -> Integer.MAX_VALUE);

        assertThatThrownBy(() -> old.send("\1old secret\0")).hasMessageContaining("protocol_version");

        assertThat(relay.drops(DropReason.TLS_FAILED)).isEqualTo(1);
    }

    @Test
    void recordsThatAreNoneEndTheConnectionWithOneCount() throws IOException {
        start(RelayConfig.temporary());
        byte[] garbage = new byte[40 * 1024];
        new Random(7).nextBytes(garbage);
        List<byte[]> beginnings = Stream.of(
                        new int[] {0x16, 3, 3, 0x40, 0}, new int[] {0x16, 3, 3, 0x7f, 0xff}, new int[] {0x16, 3, 3, 0, 0
                        })
                .map(head -> begun(garbage, head))
                .toList();
        for (byte[] octets : beginnings) {
            ScriptedPeer peer = relay.connect();
            peer.send(octets);
            peer.textUntilEnd();
        }

        assertThat(relay.drops(DropReason.TLS_FAILED)).isEqualTo(beginnings.size());
    }

    private static byte[] begun(byte[] garbage, int[] head) {
        byte[] octets = garbage.clone();
        for (int i = 0; i < head.length; i++) {
            octets[i] = (byte) head[i];
        }
        return octets;
    }

    @Test
    void applicationDataBeforeTheHandshakeIsRefused() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer peer = relay.connect();
        byte[] first = {0x16, 3, 1, 0, 1, 1};
        peer.send(first);
        peer.send(begun(new byte[64], new int[] {0x17, 3, 3, 0, 59}));

        peer.textUntilEnd();

        assertThat(relay.drops(DropReason.TLS_FAILED)).isEqualTo(1);
    }

    @Test
    void whoKeepsChangingKeysWithoutAWordIsEnded() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.extendedTls("alice");

        for (int i = 0; i < 5_000 && relay.drops(DropReason.TLS_FAILED) == 0; i++) {
            alice.tls().updateKeys();
            relay.step();
        }

        assertThat(relay.drops(DropReason.TLS_FAILED)).isEqualTo(1);
    }

    @Test
    void whoChangesKeysNowAndThenGoesOn() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.extendedTls("alice");

        for (int i = 0; i < 50; i++) {
            alice.tls().updateKeys();
            assertThat(alice.barrier()).isEmpty();
        }
    }

    @Test
    void otherProtocolsAreToldWhereTheyAre() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer browser = relay.connect();
        browser.send("GET / HTTP/1.1\r\nHost: relay\r\n\r\n");
        assertThat(browser.textUntilEnd())
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .contains("This is a Naru relay");
        ScriptedPeer ssh = relay.connect();
        ssh.send("SSH-2.0-OpenSSH_9.6\r\n");
        assertThat(ssh.textUntilEnd()).startsWith("This is a Naru relay").endsWith("\r\n");
        ScriptedPeer secureBrowser = relay.connectTls(Optional.empty());
        secureBrowser.send("POST /login HTTP/1.1\r\n\r\n");
        assertThat(secureBrowser.textUntilEnd()).startsWith("HTTP/1.1 400");
        assertThat(relay.drops(DropReason.STRANGER)).isEqualTo(3);
    }

    @Test
    void anEndWithoutGoodbyeIsSeenAsOneByTheClient() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.extendedTls("alice");

        relay.relay().sessions().abort();

        assertThatThrownBy(alice::untilEnd).isInstanceOf(EOFException.class);
    }
}
