package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxTest {
    @Test
    void posterWaitsForRoomAndTheOwnerDoesNot() throws InterruptedException {
        Mailbox<Integer> mailbox = new Mailbox<>(3, 1, event -> 0);
        mailbox.ownedBy(Thread.currentThread());
        for (int event = 0; event < 5; event++) {
            mailbox.post(event);
        }
        CountDownLatch posted = new CountDownLatch(1);
        Thread poster = new Thread(() -> {
            mailbox.post(5);
            posted.countDown();
        });
        poster.start();
        while (poster.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(posted.getCount()).isOne();

        List<Integer> taken = new ArrayList<>();
        mailbox.takeAll(taken);
        assertThat(posted.await(20, TimeUnit.SECONDS)).isTrue();
        mailbox.takeAll(taken);

        assertThat(taken).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void longEventsFillItLikeMany() throws InterruptedException {
        Mailbox<String> mailbox = new Mailbox<>(100, 1_000, String::length);
        mailbox.post("x".repeat(999));
        mailbox.post("x".repeat(999));
        CountDownLatch posted = new CountDownLatch(1);
        Thread poster = new Thread(() -> {
            mailbox.post("more");
            posted.countDown();
        });
        poster.start();
        while (poster.getState() != Thread.State.WAITING) {
            assertThat(posted.getCount()).isOne();
            Thread.onSpinWait();
        }

        List<String> taken = new ArrayList<>();
        mailbox.takeAll(taken);
        assertThat(posted.await(20, TimeUnit.SECONDS)).isTrue();
        mailbox.takeAll(taken);

        assertThat(taken).hasSize(3).endsWith("more");
    }

    @Test
    void closingLetsEverybodyGo() throws InterruptedException {
        Mailbox<Integer> mailbox = new Mailbox<>(1, 1, event -> 0);
        mailbox.post(1);
        Thread poster = new Thread(() -> mailbox.post(2));
        poster.start();
        while (poster.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        mailbox.close();
        poster.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(poster.isAlive()).isFalse();
    }

    @Test
    void wakingBeforeTheWaitIsNotLost() throws InterruptedException {
        Mailbox<Integer> mailbox = new Mailbox<>(1, 1, event -> 0);
        mailbox.wake();
        mailbox.await(Long.MAX_VALUE);
    }
}
