package io.naru.relay.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FakeClock;
import io.naru.common.wire.Frame;
import io.naru.common.wire.ProtocolException;
import io.naru.relay.metrics.Counters;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a handler throws, from whichever of its methods, ends its own connection and nothing else. */
final class ConnectionFaultTest {
    private static final byte[] FILLING = new byte[64 * 1024];
    private static final int FRAME_OCTETS = 1024;
    private static final int QUEUE_OCTETS = QueueLimits.DEFAULT.connectionOctets();
    private static final QueueLimits SMALL_MEMORY = new QueueLimits(8 * QUEUE_OCTETS, QUEUE_OCTETS, 2L * QUEUE_OCTETS);

    /** Where it throws. */
    private enum Place {
        FRAME,
        BROKEN,
        OVERFLOW,
        MEMORY,
        DRAINED,
        TIMER,
        TASK
    }

    private final FakeClock clock = new FakeClock();
    private final Counters counters = new Counters();
    private final Queue<Fragile> handlers = new ArrayDeque<>();
    private EventLoop loop;
    private Transport transport;
    private Lane lane;
    private Acceptor acceptor;

    /** Throws in one place; elsewhere it answers every frame with itself. */
    private final class Fragile implements ConnectionHandler {
        private final Place place;
        private final Throwable fault;
        private Connection connection;
        private int faults;
        private int ends;

        private Fragile(Place place, Throwable fault) {
            this.place = place;
            this.fault = fault;
        }

        private void reach(Place reached) {
            if (reached == place) {
                ConnectionFaultTest.<RuntimeException>raise(fault);
            }
        }

        @Override
        public void onFrame(Frame frame) {
            reach(Place.FRAME);
            connection.send(lane.append("\0echo\0".getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void onBroken(ProtocolException broken) {
            reach(Place.BROKEN);
        }

        @Override
        public void onStranger(byte[] answer) {
            throw new AssertionError("all of them speak our protocol");
        }

        @Override
        public void onTlsFailed(boolean isOurs) {
            throw new AssertionError("none of them speaks TLS");
        }

        @Override
        public void onOverflow() {
            reach(Place.OVERFLOW);
        }

        @Override
        public void onMemoryLimit() {
            reach(Place.MEMORY);
        }

        @Override
        public void onDrained() {
            reach(Place.DRAINED);
        }

        @Override
        public void onFault(Throwable told) {
            assertThat(told).isSameAs(fault);
            faults++;
        }

        @Override
        public void onEnded(End how) {
            ends++;
        }
    }

    /** Throws what no signature speaks of. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable fault) throws T {
        throw (T) fault;
    }

    private void open(QueueLimits limits) throws IOException {
        loop = new EventLoop(clock, counters);
        transport = new Transport(loop, limits, counters, new TlsAcceptance(null, Runnable::run, from -> true));
        lane = transport.lane();
        acceptor = new Acceptor(
                loop, counters, Acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)), this::take);
    }

    @AfterEach
    void close() throws IOException {
        acceptor.close();
        loop.close();
    }

    private void take(SocketChannel channel) {
        try {
            Fragile handler = handlers.remove();
            handler.connection = transport.open(channel, FRAME_OCTETS);
            handler.connection.start(handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void step() throws IOException {
        loop.runOnce(1);
    }

    private ScriptedPeer peer(Fragile handler) throws IOException {
        handlers.add(handler);
        ScriptedPeer peer = ScriptedPeer.connect(acceptor.address(), 4096, this::step);
        while (handler.connection == null) {
            step();
        }
        return peer;
    }

    static Stream<Arguments> faults() {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of(
                                new IllegalStateException("on purpose"),
                                new StackOverflowError("on purpose"),
                                new NoClassDefFoundError("on purpose"))
                        .map(fault -> Arguments.of(place, fault)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultCostsItsOwnConnectionOnly(Place place, Throwable fault) throws IOException {
        open(place == Place.MEMORY ? SMALL_MEMORY : QueueLimits.DEFAULT);
        Fragile first = new Fragile(null, null);
        Fragile broken = new Fragile(place, fault);
        Fragile last = new Fragile(null, null);
        try (ScriptedPeer before = peer(first);
                ScriptedPeer victim = peer(broken);
                ScriptedPeer after = peer(last)) {
            // All three have something for the same turn.
            before.send("\0one\0");
            provoke(place, broken, victim);
            after.send("\0two\0");

            for (int i = 0; broken.ends == 0; i++) {
                assertThat(i).as("turns until the connection has ended").isLessThan(1_000);
                step();
            }

            assertThat(before.expectText(0)).isEqualTo("echo");
            assertThat(after.expectText(0)).isEqualTo("echo");
            assertThat(broken.faults).isEqualTo(1);
            assertThat(broken.ends).isEqualTo(1);
            assertThat(List.of(first.faults, first.ends, last.faults, last.ends))
                    .containsOnly(0);
        }
    }

    private void provoke(Place place, Fragile broken, ScriptedPeer victim) throws IOException {
        switch (place) {
            case FRAME -> victim.send("\0hello\0");
            case BROKEN -> victim.send("\0" + "x".repeat(FRAME_OCTETS) + "\0");
            case OVERFLOW -> fill(broken, QUEUE_OCTETS);
            case MEMORY -> fill(broken, 4 * QUEUE_OCTETS);
            case DRAINED -> {
                // Nothing is written before it is known what a client speaks.
                victim.send("\0hello\0").next();
                fill(broken, QUEUE_OCTETS / 2);
                assertThat(broken.connection.isCongested()).isTrue();
                while (broken.faults == 0) {
                    victim.drain();
                    step();
                }
            }
            case TIMER -> {
                broken.connection.schedule(loop.nowNanos() + 1, () -> broken.reach(Place.TIMER));
                clock.advance(Duration.ofSeconds(1));
            }
            case TASK -> broken.connection.execute(() -> broken.reach(Place.TASK));
        }
    }

    /** Sends more than the system takes for a reader who doesn't read. */
    private void fill(Fragile broken, int atLeast) throws IOException {
        while (broken.connection.queuedOctets() <= atLeast && broken.ends == 0 && broken.faults == 0) {
            broken.connection.send(lane.append(FILLING));
            step();
        }
        broken.connection.send(lane.append(FILLING));
    }
}
