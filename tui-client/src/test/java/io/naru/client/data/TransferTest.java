package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.naru.common.hash.Chunks;
import io.naru.common.message.RootHash;
import io.naru.common.testkit.FakeClock;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two real ends: what one shares the other gets, whole and verified, or a sentence says why not. */
class TransferTest {
    private static final int CHUNK = Chunks.LEAST_OCTETS;
    private static final ServeListener QUIET = new ServeListener() {};

    @TempDir
    private Path folder;

    private Served served;

    @BeforeEach
    void share() {
        served = new Served(folder.resolve("share"));
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    private Path target(String name) {
        return folder.resolve("saved").resolve(name);
    }

    /** Fetches what is missing over one line, in ranges of three chunks. */
    private static void fill(FetchSession session, FileFacts facts, PartFile part) throws IOException {
        InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), 3);
        session.fetch(facts, part, plan.taker(), FetchListener.NONE);
    }

    private static FetchSession session(PeerLine line) {
        return new FetchSession(line, Served.threads(), Clock.system());
    }

    private Path fetch(PeerLine line, String path) throws IOException {
        try (FetchSession session = session(line)) {
            FileFacts facts = session.manifest(path, Optional.empty());
            try (PartFile part = PartFile.open(Destination.of(target(path)), facts, Optional.empty(), octets -> true)) {
                fill(session, facts, part);
                assertThat(part.isComplete()).isTrue();
                facts.version().root().ifPresent(root -> assertThat(part.root()).isEqualTo(root));
                return part.publish();
            }
        }
    }

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

    private void assertOnlyIn(Path directory, String... names) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

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
    void anOctetThatFlippedOnTheOwnersDiskIsAskedForAgain() throws Exception {
        served.write("a", octets(5 * CHUNK));
        served.hash("a");
        FileTime time = Files.getLastModifiedTime(served.file("a"));
        byte right = flip(served.file("a"), 2 * CHUNK + 5);
        Files.setLastModifiedTime(served.file("a"), time);
        LinePair pair = LinePair.tls();
        List<Long> sent = new ArrayList<>();
        served.serve(pair.owner, new ServeListener() {
            @Override
            public void onSent(String path, long position, int octets) {
                sent.add(position);
                if (sent.stream().filter(p -> p == 2 * CHUNK).count() == 1 && position == 2 * CHUNK) {
                    put(served.file("a"), 2 * CHUNK + 5, right);
                    setTime(served.file("a"), time);
                }
            }
        });
        assertThat(Files.mismatch(fetch(pair.requester, "a"), served.file("a"))).isEqualTo(-1);
        assertThat(sent).containsExactlyInAnyOrder(0L, (long) CHUNK, 2L * CHUNK, 3L * CHUNK, 4L * CHUNK, 2L * CHUNK);
    }

    @Test
    void aFileThatStaysDamagedAtItsOwnerIsGivenUp() throws Exception {
        served.write("a", octets(3 * CHUNK));
        served.hash("a");
        flip(served.file("a"), CHUNK);
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("a", Optional.empty());
        try (PartFile part = PartFile.open(Destination.of(target("a")), facts, Optional.empty(), octets -> true)) {
            InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), 3);
            session.fetch(facts, part, plan.taker(), FetchListener.NONE);
            assertThat(plan.isDamaged()).isTrue();
            assertThat(part.verifiedOctets()).isEqualTo(2 * CHUNK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grows", "shrinks", "changes", "vanishes", "is replaced"})
    void aFileThatDoesNotStayAsItIsEndsWithASentence(String what) throws Exception {
        served.write("a", octets(9 * CHUNK));
        served.write("b", octets(9));
        LinePair pair = LinePair.tls();
        CompletableFuture<Optional<IOException>> end = served.serve(pair.owner, new ServeListener() {
            @Override
            public void onSent(String path, long position, int octets) {
                if (position == 4 * CHUNK) {
                    happen(what, served.file("a"));
                }
            }
        });
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("a", Optional.empty());
        PartFile part = PartFile.open(Destination.of(target("a")), facts, Optional.empty(), octets -> true);
        OwnerRefusal refusal = catchThrowableOfType(OwnerRefusal.class, () -> fill(session, facts, part));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CHANGED);
        assertThat(refusal).hasMessageEndingWith("meanwhile.");
        assertThat(part.verifiedOctets()).isEqualTo(5L * CHUNK);
        assertThat(session.facts("b").version().octets()).isEqualTo(9);
        session.close();
        assertThat(end.get(60, TimeUnit.SECONDS)).isEmpty();
    }

    private static void happen(String what, Path file) {
        try {
            switch (what) {
                case "grows" -> Files.write(file, new byte[1], StandardOpenOption.APPEND);
                case "shrinks" -> {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(5 * CHUNK + 7);
                    }
                }
                case "changes" -> Files.setLastModifiedTime(file, FileTime.fromMillis(5));
                case "vanishes" -> Files.delete(file);
                default -> {
                    Path other = file.resolveSibling("other");
                    Files.copy(file, other);
                    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
                    Files.delete(file);
                    Files.move(other, file);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileOfAnotherTimeIsNotGoneOnWith() throws Exception {
        served.write("a", octets(CHUNK + 1));
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("a", Optional.empty());
        Files.setLastModifiedTime(served.file("a"), FileTime.fromMillis(77_000));
        PartFile part = PartFile.open(Destination.of(target("a")), facts, Optional.empty(), octets -> true);
        OwnerRefusal refusal = catchThrowableOfType(OwnerRefusal.class, () -> fill(session, facts, part));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CHANGED);
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

    @Test
    void hugeFilesTakeNeitherMemoryNorDisk() throws Exception {
        long size = 1L << 40;
        Files.createDirectories(folder.resolve("share"));
        try (RandomAccessFile file = new RandomAccessFile(served.file("huge").toFile(), "rw")) {
            file.setLength(size);
            file.seek(size - 3);
            file.write(new byte[] {7, 8, 9});
        }
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("huge", Optional.empty());
        PartFile part = PartFile.open(Destination.of(target("huge")), facts, Optional.empty(), octets -> true);
        int last = facts.chunks().count() - 1;
        assertThat(facts.chunks().octets()).isEqualTo(16 << 20);
        session.fetch(facts, part, new OneRange(new ChunkRange(last, 1)), FetchListener.NONE);
        assertThat(part.verifiedOctets()).isEqualTo(16 << 20);
        Path path = part.mark().path();
        assertThat(Files.size(path)).isEqualTo(size);
        part.discard();
        assertOnlyIn(folder.resolve("saved"));
    }

    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 1, 1L << 31, (1L << 31) + 1})
    void sizesAroundTwoGibibytesAreCutRight(long size) throws Exception {
        Files.createDirectories(folder.resolve("share"));
        try (RandomAccessFile file = new RandomAccessFile(served.file("big").toFile(), "rw")) {
            file.setLength(size);
            file.seek(size - 1);
            file.write(9);
        }
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        FetchSession session = session(pair.requester);
        FileFacts facts = session.manifest("big", Optional.empty());
        PartFile part = PartFile.open(Destination.of(target("big")), facts, Optional.empty(), octets -> true);
        int last = facts.chunks().count() - 1;
        session.fetch(facts, part, new OneRange(new ChunkRange(last - 2, 3)), FetchListener.NONE);
        assertThat(part.verified().cardinality()).isEqualTo(3);
        try (FileChannel channel = FileChannel.open(part.mark().path())) {
            ByteBuffer octet = ByteBuffer.allocate(2);
            assertThat(channel.read(octet, size - 1)).isEqualTo(1);
            assertThat(octet.get(0)).isEqualTo((byte) 9);
        }
        part.discard();
    }

    private static byte flip(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer octet = ByteBuffer.allocate(1);
            channel.read(octet, position);
            byte was = octet.get(0);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (was ^ 1)}), position);
            return was;
        }
    }

    private static void put(Path file, long position, byte octet) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {octet}), position);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void setTime(Path file, FileTime time) {
        try {
            Files.setLastModifiedTime(file, time);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A plan of a single range. */
    private static final class OneRange implements ChunkPlan.Taker {
        private Optional<ChunkRange> left;

        OneRange(ChunkRange range) {
            left = Optional.of(range);
        }

        @Override
        public Optional<ChunkRange> next() {
            Optional<ChunkRange> next = left;
            left = Optional.empty();
            return next;
        }

        @Override
        public void onVerified(int chunk) {}

        @Override
        public void onBad(int chunk) {}

        @Override
        public void onGivenUp(ChunkRange range) {}
    }
}
