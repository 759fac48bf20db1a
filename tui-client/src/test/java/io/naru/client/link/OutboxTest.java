package io.naru.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutboxTest {
    private final Outbox outbox = new Outbox();

    @Test
    void framesLeaveWholeTogetherAndInOrder() throws InterruptedException {
        outbox.offer(new byte[] {1, 2});
        outbox.offer(new byte[] {3});
        assertThat(outbox.take()).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsOverTheBoundIsRefusedAndNothingElse() throws InterruptedException {
        byte[] frame = new byte[1 << 16];
        for (int i = 0; i < Outbox.LIMIT_OCTETS / frame.length; i++) {
            assertThat(outbox.offer(frame)).isTrue();
        }
        assertThat(outbox.offer(new byte[1])).isFalse();
        outbox.take();
        assertThat(outbox.offer(frame)).isTrue();
    }

    @Test
    void aFrameLargerThanABatchLeavesAlone() throws InterruptedException {
        outbox.offer(new byte[200_000]);
        outbox.offer(new byte[1]);
        assertThat(outbox.take()).hasSize(200_000);
        assertThat(outbox.take()).hasSize(1);
    }

    @Test
    void aLongRunWaitsAndLeavesRoomForShortMessages() throws InterruptedException {
        AtomicInteger put = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        Thread run = new Thread(() -> {
            try {
                for (int i = 0; i < 1_000; i++) {
                    outbox.put(new byte[1 << 10]);
                    put.incrementAndGet();
                    assertThat(outbox.offer(new byte[1])).isTrue();
                }
                done.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        run.start();
        int taken = 0;
        while (taken < 1_000 * 1_025) {
            taken += outbox.take().length;
        }
        done.await();
        assertThat(put).hasValue(1_000);
    }

    @Test
    void finishingLetsWhatWaitsGo() throws InterruptedException {
        outbox.offer(new byte[] {1});
        outbox.finish();
        assertThat(outbox.offer(new byte[] {2})).isFalse();
        assertThat(outbox.put(new byte[] {2})).isFalse();
        assertThat(outbox.take()).containsExactly(1);
        assertThat(outbox.take()).isNull();
    }

    @Test
    void closingDropsWhatWaitsAndWakesEverybody() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            outbox.offer(new byte[Outbox.PUT_BELOW_OCTETS]);
        }
        Thread waits = new Thread(() -> {
            try {
                outbox.put(new byte[1]);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waits.start();
        outbox.close();
        waits.join();
        assertThat(outbox.take()).isNull();
    }
}
