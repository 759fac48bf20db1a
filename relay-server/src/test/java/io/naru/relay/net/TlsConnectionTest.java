package io.naru.relay.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.identity.Identity;
import io.naru.common.message.ClientMessage;
import io.naru.common.testkit.FakeClock;
import io.naru.common.tls.RelayTlsContext;
import io.naru.common.wire.Frame;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.metrics.Counters;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.testkit.TlsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection over TLS is to its owner; the test itself does the arithmetic of handshakes, or refuses to. */
final class TlsConnectionTest {
    private static final FakeClock CLOCK = new FakeClock();
    private static final Identity RELAY = Identity.create(new SecureRandom(), CLOCK.now());
    private static final Identity CLIENT = Identity.create(new SecureRandom(), CLOCK.now());

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private Executor executor = tasks::add;
    private EventLoop loop;
    private Transport transport;
    private Acceptor acceptor;
    private Connection connection;

    @BeforeEach
    void listen() throws IOException {
        Counters counters = new Counters();
        loop = new EventLoop(CLOCK, counters);
        TlsAcceptance tls = new TlsAcceptance(RelayTlsContext.of(RELAY), task -> executor.execute(task), from -> false);
        transport = new Transport(loop, QueueLimits.DEFAULT, counters, tls);
        acceptor = new Acceptor(
                loop,
                counters,
                Acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                this::accept);
    }

    @AfterEach
    void close() throws IOException {
        acceptor.close();
        if (connection != null) {
            connection.abort();
        }
        loop.close();
    }

    private void accept(SocketChannel channel) {
        try {
            connection = transport.open(channel, 2048);
            connection.start(new Listener());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptedPeer connect(Optional<Identity> client) throws IOException {
        return ScriptedPeer.connect(
                acceptor.address(), 0, TlsClients.engine(client), this::step, () -> Integer.MAX_VALUE);
    }

    private void step() throws IOException {
        loop.runOnce(1);
        if (executor != null && !tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private void until(String what) throws IOException {
        for (int i = 0; !told.contains(what); i++) {
            assertThat(i).as("turns until " + what + "; so far " + told).isLessThan(5_000);
            step();
        }
    }

    @Test
    void theKeyOfAClientIsKnownOnceItHasProvenIt() throws IOException {
        try (ScriptedPeer peer = connect(Optional.of(CLIENT))) {
            peer.send(new ClientMessage.Ping("here"));
            until("frame 8");

            assertThat(connection.isEncrypted()).isTrue();
            assertThat(connection.lacksEncryption()).isFalse();
            assertThat(connection.peerFingerprint()).contains(CLIENT.fingerprint());
            assertThat(transport.lentRecordBuffers()).isZero();
        }
    }

    @Test
    void aClientWithoutAKeyHasNone() throws IOException {
        try (ScriptedPeer peer = connect(Optional.empty())) {
            peer.send(new ClientMessage.Ping("here"));
            until("frame 8");

            assertThat(connection.isEncrypted()).isTrue();
            assertThat(connection.peerFingerprint()).isEmpty();
        }
    }

    @Test
    void aPlainConnectionLacksWhatTheRelayWants() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.connect(acceptor.address(), this::step)) {
            peer.send(new ClientMessage.Ping("here"));
            until("frame 8");

            assertThat(connection.isEncrypted()).isFalse();
            assertThat(connection.lacksEncryption()).isTrue();
            assertThat(connection.peerFingerprint()).isEmpty();
        }
    }

    @Test
    void aHandshakeThatFindsTheQueueFullIsRefusedAtOnce() throws IOException {
        executor = task -> {
            throw new RejectedExecutionException("full");
        };
        try (ScriptedPeer peer = ScriptedPeer.connect(acceptor.address(), this::step)) {
            peer.send(clientHello());
            until("TLS failed, by us");

            peer.textUntilEnd();
        }
        until("ended CLOSED");
        assertThat(transport.lentRecordBuffers()).isZero();
    }

    @Test
    void aConnectionThatEndsWhileItsHandshakeIsWorkedOutGivesEverythingBackAfterwards() throws IOException {
        ScriptedPeer peer = ScriptedPeer.connect(acceptor.address(), this::step);
        executor = tasks::add;
        peer.send(clientHello());
        for (int i = 0; tasks.isEmpty(); i++) {
            assertThat(i).isLessThan(5_000);
            loop.runOnce(1);
        }

        connection.abort();
        peer.close();
        tasks.remove().run();
        loop.runOnce(1);

        assertThat(told).containsExactly("ended CLOSED");
        assertThat(transport.lentRecordBuffers()).isZero();
    }

    @Test
    void whileAHandshakeIsWorkedOutItsSocketIsNotWatched() throws IOException {
        try (SocketChannel any = SocketChannel.open()) {
            TlsWire wire = new TlsWire(transport, any, clientHello(), () -> told.add("awake"));
            assertThat(wire.interest()).isEqualTo(SelectionKey.OP_READ);

            wire.read(ByteBuffer.allocate(wire.leastReadOctets()));

            assertThat(wire.interest()).isZero();
            assertThat(wire.hasInput()).isFalse();
            tasks.remove().run();
            loop.runOnce(0);
            assertThat(told).contains("awake");
            assertThat(wire.interest()).isEqualTo(SelectionKey.OP_READ);
            wire.close();
        }
    }

    private static byte[] clientHello() throws IOException {
        ByteBuffer record = ByteBuffer.allocate(34 * 1024);
        SSLEngine engine = TlsClients.engine(Optional.empty());
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] octets = new byte[record.flip().remaining()];
        record.get(octets);
        return octets;
    }

    private final class Listener implements ConnectionHandler {
        @Override
        public void onFrame(Frame frame) {
            told.add("frame " + frame.typeOctet());
        }

        @Override
        public void onBroken(ProtocolException fault) {
            told.add("broken");
        }

        @Override
        public void onStranger(byte[] answer) {
            told.add("stranger");
        }

        @Override
        public void onTlsFailed(boolean isOurs) {
            told.add("TLS failed, by " + (isOurs ? "us" : "the peer"));
            connection.close(null, 1_000_000_000);
        }

        @Override
        public void onOverflow() {
            told.add("overflow");
        }

        @Override
        public void onMemoryLimit() {
            told.add("memory");
        }

        @Override
        public void onDrained() {
            told.add("drained");
        }

        @Override
        public void onFault(Throwable fault) {
            told.add("fault " + fault);
        }

        @Override
        public void onEnded(End how) {
            told.add("ended " + how);
        }
    }
}
