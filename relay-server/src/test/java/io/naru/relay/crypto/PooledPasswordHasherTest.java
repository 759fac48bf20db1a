package io.naru.relay.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.log.Logging;
import io.naru.common.message.Password;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PooledPasswordHasherTest {

    /** Counts its calls, and stands still while its gate is shut. */
    private static final class CountingFunction implements PasswordFunction {
        final List<String> checked = new CopyOnWriteArrayList<>();
        final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public String hash(Password password) {
            await();
            return "$hash";
        }

        @Override
        public boolean matches(Password password, String phc) throws IOException {
            await();
            checked.add(phc);
            if (phc.equals("$damaged")) {
                throw new IOException("damaged");
            }
            if (phc.equals("$fault")) {
                throw new IllegalStateException("on purpose");
            }
            return true;
        }

        @Override
        public String unmatchable() {
            return "$unmatchable";
        }

        private void await() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Logging logging = Logging.silent();
    private final CountingFunction function = new CountingFunction();
    private final CryptoPool pool = new CryptoPool(2, 3);
    private final PasswordHasher hasher = new PooledPasswordHasher(pool, function);
    private final BlockingQueue<Outcome<?>> outcomes = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        function.gate.countDown();
        pool.close();
        logging.close();
    }

    private Outcome<?> next() throws InterruptedException {
        return outcomes.poll(20, TimeUnit.SECONDS);
    }

    private static boolean isWiped(Password password) {
        for (byte octet : password.octets()) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void unknownUserCostsOneCheckAsWellAndNeverMatches() throws InterruptedException {
        function.gate.countDown();

        hasher.verify(Password.of("ferry"), Optional.of("$known"), Runnable::run, outcomes::add);
        assertThat(next()).isEqualTo(new Outcome.Done<>(true));
        hasher.verify(Password.of("ferry"), Optional.empty(), Runnable::run, outcomes::add);
        // The function says yes, and still nobody gets in.
        assertThat(next()).isEqualTo(new Outcome.Done<>(false));

        assertThat(function.checked).containsExactly("$known", "$unmatchable");
    }

    @Test
    void passwordIsWipedWhenItIsHashedOrChecked() throws InterruptedException {
        function.gate.countDown();
        Password hashed = Password.of("ferry");
        Password checked = Password.of("ferry");

        hasher.hash(hashed, Runnable::run, outcomes::add);
        assertThat(next()).isEqualTo(new Outcome.Done<>("$hash"));
        hasher.verify(checked, Optional.of("$damaged"), Runnable::run, outcomes::add);
        assertThat(next()).isInstanceOf(Outcome.Failed.class);

        assertThat(isWiped(hashed)).isTrue();
        assertThat(isWiped(checked)).isTrue();
    }

    @Test
    void fullQueueAnswersBusyAtOnceAndWipesThePassword() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            hasher.hash(Password.of("waits"), Runnable::run, outcomes::add);
        }
        assertThat(outcomes).isEmpty();
        Password tooMany = Password.of("ferry");

        hasher.hash(tooMany, Runnable::run, outcomes::add);

        assertThat(next()).isInstanceOf(Outcome.Busy.class);
        assertThat(isWiped(tooMany)).isTrue();
        function.gate.countDown();
        for (int i = 0; i < 5; i++) {
            assertThat(next()).isEqualTo(new Outcome.Done<>("$hash"));
        }
    }

    @Test
    void answerRunsInTheGivenExecutor() throws InterruptedException {
        function.gate.countDown();
        BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();

        hasher.hash(Password.of("ferry"), loop::add, outcomes::add);
        Runnable task = loop.poll(20, TimeUnit.SECONDS);

        assertThat(outcomes).isEmpty();
        task.run();
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void faultOfTheProgramIsAnsweredAndTheThreadsGoOn() throws InterruptedException {
        function.gate.countDown();
        for (int i = 0; i < 5; i++) {
            hasher.verify(Password.of("ferry"), Optional.of("$fault"), Runnable::run, outcomes::add);
            assertThat(next()).isInstanceOf(Outcome.Failed.class);
        }

        hasher.hash(Password.of("ferry"), Runnable::run, outcomes::add);

        assertThat(next()).isEqualTo(new Outcome.Done<>("$hash"));
    }

    @Test
    void closedPoolAnswersWhatWaitsAndWhatComes() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            hasher.hash(Password.of("ferry"), Runnable::run, outcomes::add);
        }
        Thread closer = new Thread(pool::close);
        closer.start();
        // The third one, which nobody has begun.
        assertThat(next()).isInstanceOf(Outcome.Failed.class);
        function.gate.countDown();
        closer.join();

        hasher.hash(Password.of("late"), Runnable::run, outcomes::add);

        assertThat(List.of(next(), next(), next()))
                .filteredOn(outcome -> outcome.equals(new Outcome.Done<>("$hash")))
                .hasSize(2);
    }

    @Test
    void answerToAnAskerThatStoppedIsDropped() throws InterruptedException {
        function.gate.countDown();

        hasher.hash(
                Password.of("ferry"),
                task -> {
                    throw new RejectedExecutionException("stopped");
                },
                outcomes::add);
        hasher.hash(Password.of("ferry"), Runnable::run, outcomes::add);

        assertThat(next()).isEqualTo(new Outcome.Done<>("$hash"));
    }
}
