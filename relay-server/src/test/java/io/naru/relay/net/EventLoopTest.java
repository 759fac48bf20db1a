package io.naru.relay.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.testkit.FakeClock;
import io.naru.relay.metrics.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EventLoopTest {
    private final FakeClock clock = new FakeClock();
    private EventLoop loop;

    @BeforeEach
    void open() throws IOException {
        loop = new EventLoop(clock, new Counters());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    @Test
    void aTurnRunsABoundedNumberOfTasks() throws IOException {
        List<Integer> done = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            int number = i;
            loop.execute(() -> done.add(number));
        }

        loop.runOnce(0);
        assertThat(done).hasSize(1_024);
        loop.runOnce(10_000);
        loop.runOnce(10_000);
        assertThat(done).hasSize(3_000).isSorted();
    }

    @Test
    void aTimerRunsAtItsDeadlineAndNotBefore() throws IOException {
        List<String> done = new ArrayList<>();
        loop.schedule(loop.nowNanos() + Duration.ofSeconds(10).toNanos(), () -> done.add("ten"));
        Timer cancelled = loop.schedule(loop.nowNanos() + Duration.ofSeconds(5).toNanos(), () -> done.add("five"));
        cancelled.cancel();

        clock.advance(Duration.ofMillis(9_999));
        loop.runOnce(0);
        assertThat(done).isEmpty();
        clock.advance(Duration.ofMillis(1));
        loop.runOnce(0);
        assertThat(done).containsExactly("ten");
    }

    @Test
    void aTaskThatThrowsEndsNothingElse() throws IOException {
        List<String> done = new ArrayList<>();
        loop.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        loop.execute(() -> done.add("next"));
        loop.schedule(loop.nowNanos(), () -> {
            throw new IllegalStateException("on purpose");
        });

        loop.runOnce(0);

        assertThat(done).containsExactly("next");
    }

    @Test
    void whileOthersWorkForTheLoopFlushingTakesAThirdOfTheTimeAtMost() throws IOException {
        boolean[] isBusy = {true};
        Flushed flushed = new Flushed();
        loop.gatherWhile(() -> isBusy[0]);

        loop.flushLater(flushed);
        loop.runOnce(0);
        assertThat(flushed.count).isEqualTo(1);
        loop.flushLater(flushed);
        clock.advance(Duration.ofMillis(7));
        loop.runOnce(0);
        assertThat(flushed.count).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        loop.runOnce(0);
        assertThat(flushed.count).isEqualTo(2);

        loop.flushLater(flushed);
        isBusy[0] = false;
        loop.runOnce(0);
        assertThat(flushed.count).isEqualTo(3);
    }

    @Test
    void whileManyAreFlushedOthersHaveTheirTurn() throws IOException {
        List<String> done = new ArrayList<>();
        List<Flushed> crowd = List.of(new Flushed(), new Flushed(), new Flushed());
        crowd.forEach(loop::flushLater);

        loop.runOnce(10_000);
        loop.execute(() -> {
            done.add("said after " + crowd.stream().mapToInt(one -> one.count).sum());
            loop.flushLater(crowd.get(0));
        });
        assertThat(loop.isBehind()).isTrue();
        loop.runOnce(10_000);
        loop.runOnce(10_000);

        assertThat(done).containsExactly("said after 1");
        assertThat(crowd).allMatch(one -> one.count == 1);
        assertThat(loop.isBehind()).isFalse();
        loop.runOnce(10_000);
        assertThat(crowd.get(0).count).isEqualTo(2);
    }

    @Test
    void aTurnThatTookLongFlushesAsLong() throws IOException {
        List<Flushed> crowd = List.of(new Flushed(), new Flushed(), new Flushed(), new Flushed());
        crowd.forEach(loop::flushLater);
        loop.execute(() -> clock.advance(Duration.ofMillis(11)));

        loop.runOnce(0);

        assertThat(crowd).extracting(one -> one.count).containsExactly(1, 1, 1, 0);
        loop.runOnce(10_000);
        assertThat(crowd).allMatch(one -> one.count == 1);
    }

    /** Takes four milliseconds for each flush. */
    private final class Flushed implements EventLoop.Participant {
        private int count;

        @Override
        public void onReady(SelectionKey key) {
            throw new IllegalStateException("nothing was registered");
        }

        @Override
        public void flush() {
            count++;
            clock.advance(Duration.ofMillis(4));
        }

        @Override
        public void onFault(Throwable fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Test
    void aStoppedLoopTakesNoTasks() {
        loop.stop();

        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void atTheLimitOfOpenFilesItTriesAgainByTimer() throws IOException {
        Counters counters = new Counters();
        List<SocketChannel> taken = new ArrayList<>();
        int[] attempts = {0};
        boolean[] isFull = {true};
        ServerSocketChannel channel = Acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Acceptor.Source source = () -> {
            attempts[0]++;
            if (isFull[0]) {
                throw new IOException("Too many open files");
            }
            return channel.accept();
        };
        try (Acceptor acceptor = new Acceptor(loop, counters, channel, source, taken::add);
                SocketChannel peer = SocketChannel.open(acceptor.address())) {
            while (attempts[0] == 0) {
                loop.runOnce(1);
            }
            for (int i = 0; i < 100; i++) {
                loop.runOnce(0);
            }
            assertThat(attempts[0]).isEqualTo(1);
            assertThat(counters.snapshot().acceptFailures()).isEqualTo(1);

            clock.advance(Duration.ofMillis(250));
            loop.runOnce(0);
            loop.runOnce(0);
            assertThat(attempts[0]).isEqualTo(2);

            isFull[0] = false;
            clock.advance(Duration.ofMillis(250));
            for (int i = 0; taken.isEmpty() && i < 1_000; i++) {
                loop.runOnce(1);
            }
            assertThat(taken).hasSize(1);
            assertThat(peer.isConnected()).isTrue();
            taken.get(0).close();
        }
    }
}
