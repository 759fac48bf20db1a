package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Files that an owner sends in small pieces, since it keeps to a rate. */
class SlowTransferTest extends TransferStage {
    /** Whoever keeps to a rate sends as small parts as it takes to move all the time. */
    private static final class Strider implements ServeListener {
        private final List<Integer> pieces = new ArrayList<>();
        private volatile long here;

        @Override
        public int strideOctets(int mostOctets) {
            return 10_000;
        }

        @Override
        public synchronized void onSent(String path, long position, int octets) {
            pieces.add(octets);
        }

        @Override
        public void onHave(long octets) {
            here = octets;
        }
    }

    @Test
    void whatIsSentInSmallPiecesComesWholeBothLargeAndSmallAndIsTold() throws Exception {
        served.write("large", octets(3 * CHUNK + 5));
        served.write("small", octets(25_000));
        served.hash("large");
        Strider strider = new Strider();
        FakeClock clock = new FakeClock();
        LinePair pair = LinePair.tls();
        CompletableFuture<Optional<IOException>> end = served.serve(pair.owner, strider);
        RecordedSmallFiles small = new RecordedSmallFiles(List.of("small"), folder.resolve("saved"));
        try (FetchSession session = new FetchSession(pair.requester, Served.threads(), clock)) {
            FileFacts facts = session.manifest("large", Optional.empty());
            Destination target = Destination.of(target("large"));
            try (PartFile part = PartFile.open(target, facts, Optional.empty(), octets -> true)) {
                InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), 3);
                session.fetch(facts, part, plan.taker(), new FetchListener() {
                    @Override
                    public void onOctets(int octets) {
                        clock.advance(Duration.ofMillis(300));
                    }
                });
                assertThat(Files.mismatch(part.publish(), served.file("large"))).isEqualTo(-1);
            }
            session.fetchSmall(small, FetchListener.NONE);
        }
        assertThat(end.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(Files.mismatch(target("small"), served.file("small"))).isEqualTo(-1);
        assertThat(strider.pieces).allMatch(octets -> octets <= 10_000).hasSizeGreaterThan(80);
        assertThat(strider.here).isBetween(3L * CHUNK - 100_000, 3L * CHUNK + 5);
    }
}
