package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.naru.common.message.RootHash;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two real ends: what one shares the other gets, whole and verified. */
class TransferTest extends TransferStage {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 11 * CHUNK + 12345})
    void aFileComesWholeOverTls(int size) throws Exception {
        served.write("a", octets(size));
        for (boolean isHashed : new boolean[] {false, true}) {
            if (isHashed) {
                served.hash("a");
            }
            LinePair pair = LinePair.tls();
            CompletableFuture<Optional<IOException>> end = served.serve(pair.owner, QUIET);
            Path saved = fetch(pair.requester, "a");
            assertThat(Files.mismatch(saved, served.file("a"))).isEqualTo(-1);
            assertThat(end.get(60, TimeUnit.SECONDS)).isEmpty();
        }
        assertOnlyIn(folder.resolve("saved"), "a", "a (1)");
    }

    @Test
    void aFileComesOctetByOctet() throws Exception {
        for (int step : new int[] {1, 2, 3, 1000}) {
            served.write("a", octets(step == 1000 ? CHUNK + 77 : 3000));
            LinePair pair = LinePair.memory(step);
            served.serve(pair.owner, QUIET);
            assertThat(Files.mismatch(fetch(pair.requester, "a"), served.file("a")))
                    .isEqualTo(-1);
        }
    }

    @Test
    void oneLineCarriesManyFilesAndRefusals() throws Exception {
        served.write("a", octets(10));
        served.write("b", octets(2 * CHUNK));
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        try (FetchSession session = session(pair.requester)) {
            assertThat(session.facts("a").version().octets()).isEqualTo(10);
            OwnerRefusal none = catchThrowableOfType(OwnerRefusal.class, () -> session.facts("c"));
            assertThat(none.code()).isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(session.manifest("b", Optional.empty()).hashes()).isEmpty();
            RootHash root = served.hash("b").root();
            assertThat(session.manifest("a", Optional.empty()).hashes()).isEmpty();
            served.write("b", octets(2 * CHUNK - 1));
            served.hash("b");
            OwnerRefusal changed =
                    catchThrowableOfType(OwnerRefusal.class, () -> session.manifest("b", Optional.of(root)));
            assertThat(changed.code()).isEqualTo(ErrorCode.CHANGED);
        }
    }

    @Test
    void twoLinesFillOneFile() throws Exception {
        served.write("a", octets(40 * CHUNK + 1));
        served.hash("a");
        LinePair one = LinePair.tls();
        LinePair two = LinePair.tls();
        served.serve(one.owner, QUIET);
        served.serve(two.owner, QUIET);
        FetchSession first = session(one.requester);
        FetchSession second = session(two.requester);
        FileFacts facts = first.manifest("a", Optional.empty());
        PartFile part = PartFile.open(Destination.of(target("a")), facts, Optional.empty(), octets -> true);
        InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), 2);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            try {
                second.fetch(facts, part, plan.taker(), FetchListener.NONE);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        first.fetch(facts, part, plan.taker(), FetchListener.NONE);
        other.get(60, TimeUnit.SECONDS);
        assertThat(Files.mismatch(part.publish(), served.file("a"))).isEqualTo(-1);
    }

    @Test
    void whoStopsKeepsTheLineAndWhatCame() throws Exception {
        served.write("a", octets(20 * CHUNK));
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("a", Optional.empty());
        PartFile part = PartFile.open(Destination.of(target("a")), facts, Optional.empty(), octets -> true);
        InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), 4);
        session.fetch(facts, part, plan.taker(), new FetchListener() {
            private int pieces;

            @Override
            public boolean isWanted() {
                return ++pieces < 3;
            }
        });
        assertThat(part.isComplete()).isFalse();
        assertThat(part.verifiedOctets()).isGreaterThanOrEqualTo(2 * CHUNK);
        // What was handed out and didn't come is in the plan again.
        session.fetch(facts, part, plan.taker(), FetchListener.NONE);
        assertThat(Files.mismatch(part.publish(), served.file("a"))).isEqualTo(-1);
    }

    @Test
    void theBeginningOfAFileCanBeLookedAt() throws Exception {
        byte[] octets = octets(3 * CHUNK);
        served.write("a", octets);
        served.write("empty", new byte[0]);
        served.write("short", new byte[] {1, 2});
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        ByteBuffer into = ByteBuffer.allocate(5000);
        session.peek(session.facts("a"), into);
        assertThat(into.array()).isEqualTo(Arrays.copyOf(octets, 5000));
        session.peek(session.facts("empty"), into.clear());
        assertThat(into.position()).isZero();
        session.peek(session.facts("short"), into);
        assertThat(into.position()).isEqualTo(2);
    }

    @Test
    void manySmallFilesComeOverOneLine() throws Exception {
        TreeMap<String, byte[]> all = new TreeMap<>();
        for (int i = 0; i < 700; i++) {
            all.put("d" + i % 7 + "/f" + i, octets(i * 5));
            served.write("d" + i % 7 + "/f" + i, octets(i * 5));
            if (i % 2 == 0) {
                served.hash("d" + i % 7 + "/f" + i);
            }
        }
        served.write("large", octets(CHUNK + 1));
        served.write("full", octets(CHUNK));
        LinePair pair = LinePair.tls();
        CompletableFuture<Optional<IOException>> end = served.serve(pair.owner, QUIET);
        List<String> paths = new ArrayList<>(all.keySet());
        paths.add(350, "large");
        paths.add(351, "none");
        paths.add("full");
        RecordedSmallFiles recorded = new RecordedSmallFiles(paths, folder.resolve("saved"));
        try (FetchSession session = session(pair.requester)) {
            session.fetchSmall(recorded, FetchListener.NONE);
        }
        assertThat(end.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(recorded.refused).containsExactly("none not-found");
        assertThat(recorded.large).containsExactly("large");
        assertThat(recorded.bad).isEmpty();
        for (String path : all.keySet()) {
            assertThat(Files.readAllBytes(folder.resolve("saved").resolve(path)))
                    .isEqualTo(all.get(path));
        }
        assertThat(Files.size(folder.resolve("saved/full"))).isEqualTo(CHUNK);
        assertOnlyIn(folder.resolve("saved"), "d0", "d1", "d2", "d3", "d4", "d5", "d6", "full");
    }
}
