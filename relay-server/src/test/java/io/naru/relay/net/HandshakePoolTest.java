package io.naru.relay.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class HandshakePoolTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch isBusy = new CountDownLatch(1);

    /** Has the only thread wait at the gate. */
    private void occupy(HandshakePool pool) throws InterruptedException {
        pool.execute(() -> {
            isBusy.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        isBusy.await();
    }

    @Test
    void whatHasBegunGoesFirst() throws InterruptedException {
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(3);
        try (HandshakePool pool = new HandshakePool(1, 3)) {
            occupy(pool);
            pool.execute(() -> note(done, "first of a", all));
            pool.execute(() -> note(done, "first of b", all));
            pool.execute(new HandshakePool.Rest(() -> note(done, "rest of c", all)));
            gate.countDown();
            all.await();
        }
        assertThat(done).containsExactly("rest of c", "first of a", "first of b");
    }

    private static void note(List<String> done, String what, CountDownLatch all) {
        done.add(what);
        all.countDown();
    }

    @Test
    void whatHasBegunWaitsBehindTheSameBound() throws InterruptedException {
        try (HandshakePool pool = new HandshakePool(1, 1)) {
            occupy(pool);
            pool.execute(() -> {});
            HandshakePool.Rest rest = new HandshakePool.Rest(() -> {});

            assertThatThrownBy(() -> pool.execute(rest)).isInstanceOf(RejectedExecutionException.class);

            gate.countDown();
        }
    }
}
