package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.FetchSession;
import io.naru.client.data.LinePair;
import io.naru.client.event.TransferLimits;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several who download at once from an owner with a limit; time passes when nobody can do anything before it does. */
@Timeout(60)
class SharedRateTest {
    private static final long OCTETS_PER_SECOND = 400_000;
    private static final long AT_ONCE_OCTETS = OCTETS_PER_SECOND / 4;
    private static final int DOWNLOADERS = 5;
    private static final int FILE_OCTETS = 200_000;
    /** Somebody who was let go looks as if he waited until he runs, so more time may pass than is needed. */
    private static final long STEPS_MAX = 1_000;

    private static final Duration STEP = Duration.ofMillis(50);
    /** Questions, heads of pieces. */
    private static final long HEADS_OCTETS = 4_000L * DOWNLOADERS;

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final RateLimit up = new RateLimit(stepped.clock());
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicLong came = new AtomicLong();
    private final Executor executor = body -> {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    };
    private final LineUploads uploads = new LineUploads(
            stepped.agent(),
            new Board(stepped.agent(), new Heard(), TransferBounds.DEFAULT.stall(), 100),
            this::open,
            PeerGate.OPEN,
            () -> TransferLimits.DEFAULT.withUploads(DOWNLOADERS, DOWNLOADERS),
            up,
            TransferBounds.DEFAULT.stall(),
            executor,
            () -> {});

    @AfterEach
    void end() {
        stepped.run(uploads::endAll);
        stepped.stop();
    }

    private UploadSource.Opened open(UserName who, String path) throws IOException {
        Path file = folder.resolve(path);
        return new UploadSource.Opened(FileChannel.open(file, StandardOpenOption.READ), file, FILE_OCTETS, 0);
    }

    private void download() {
        LinePair pair = LinePair.memory(1 << 20);
        uploads.onLine(pair.owner);
        stepped.run(() -> {});
        executor.execute(() -> {
            try (FetchSession session =
                    new FetchSession(new CountedLine(pair.requester, came), executor, stepped.clock())) {
                session.peek(session.facts("file"), ByteBuffer.allocate(FILE_OCTETS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Until all wait for time to pass, or for each other. */
    private void awaitStandstill() {
        synchronized (up) {
            // Those who nap look at the clock again.
            up.notifyAll();
        }
        while (!threads.stream().allMatch(SharedRateTest::isStanding)) {
            Thread.yield();
        }
    }

    private static boolean isStanding(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED -> false;
        };
    }

    @Test
    void allWhoDownloadTogetherGetNoMoreThanTheRateOfTheirOwner() throws IOException {
        Files.write(folder.resolve("file"), new byte[FILE_OCTETS]);
        up.set(OCTETS_PER_SECOND);
        for (int i = 0; i < DOWNLOADERS; i++) {
            download();
        }
        long steps = 0;
        long all = (long) DOWNLOADERS * FILE_OCTETS;
        while (came.get() < all) {
            assertThat(steps).as("so long it can't take").isLessThan(STEPS_MAX);
            awaitStandstill();
            long passed = OCTETS_PER_SECOND * steps * STEP.toMillis() / 1000;
            assertThat(came.get())
                    .as("after %d steps", steps)
                    .isLessThanOrEqualTo(AT_ONCE_OCTETS + passed + HEADS_OCTETS);
            stepped.clock().advance(STEP);
            steps++;
        }
        assertThat(steps * STEP.toMillis())
                .isGreaterThanOrEqualTo((all - AT_ONCE_OCTETS - HEADS_OCTETS) * 1000 / OCTETS_PER_SECOND);
    }
}
