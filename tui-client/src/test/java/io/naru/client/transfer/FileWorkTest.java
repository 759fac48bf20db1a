package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.Destination;
import io.naru.client.data.FetchSession;
import io.naru.client.data.FileFacts;
import io.naru.client.data.MemoryOwner;
import io.naru.client.data.PartFile;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One file over one line. */
@Timeout(60)
class FileWorkTest {
    private static final UserName BOB = UserName.of("bob");

    @TempDir
    private Path top;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** Asks how it stands when the file is being prepared, which takes as long as hashing an earlier part of it. */
    private final class Asker implements FileWork.News {
        private final List<Boolean> answers = new ArrayList<>();
        private FileWork work;

        @Override
        public void onFacts(FileFacts facts) {
            Future<Boolean> answer = threads.submit(() -> work.isComplete() || work.hasGained() || work.isHopeless());
            try {
                answers.add(answer.get(20, TimeUnit.SECONDS));
            } catch (Exception e) {
                throw new AssertionError("whoever asks has to wait", e);
            }
        }

        @Override
        public void onPart(PartFile.Mark part) {}

        @Override
        public void onRunning() {}
    }

    @Test
    void whoeverAsksHowItStandsDoesntWaitWhileItIsPrepared() throws Exception {
        MemoryOwner bob = new MemoryOwner(top.resolve("bob"));
        bob.write("x", new byte[] {1, 2, 3});
        Asker asker = new Asker();
        asker.work = new FileWork(
                Destination.of(top.resolve("x")),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                new Meter(),
                Optional.empty(),
                new RateLimit(Clock.system()),
                Set.of(BOB),
                asker);

        try (FetchSession session = new FetchSession(bob.line(), threads, Clock.system())) {
            asker.work.fetch(session, BOB, "x", FileWork.Progress.uncounted());
        }

        assertThat(asker.answers).containsExactly(false);
        assertThat(asker.work.isComplete()).isTrue();
        asker.work.close();
    }
}
