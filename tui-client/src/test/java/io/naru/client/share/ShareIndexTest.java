package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.ShareSetting;
import io.naru.common.file.OpenedFile;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.testkit.FakeClock;
import io.naru.common.time.TokenBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index knows, and how soon it knows better. */
class ShareIndexTest {
    @TempDir
    private Path folder;

    private Path top;
    private ShareIndex index;
    private SharedFolder shared;

    @BeforeEach
    void open() throws IOException {
        top = Files.createDirectory(folder.resolve("shared")).toRealPath();
        reopen();
    }

    private void reopen() throws IOException {
        index = ShareIndex.open(Optional.of(folder.resolve("index")));
        shared = new SharedFolder(ShareSetting.of(top), new ShareRoot(top), OptionalLong.of(index.tree("tree", 0)));
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private long tree() {
        return shared.tree().orElseThrow();
    }

    private ShareIndex.Sum scan() throws Exception {
        index.markAll(tree());
        new TreeScan(index, shared, () -> true).run(() -> {});
        return index.sum(tree());
    }

    private long hash() throws IOException, InterruptedException {
        FakeClock clock = new FakeClock();
        TokenBucket rate = new TokenBucket(1 << 30, 1 << 30, clock.nanos());
        return new TreeHasher(index, shared, clock, rate, () -> true).run();
    }

    private Path write(String name, int octets, int seed) throws IOException {
        byte[] content = new byte[octets];
        new Random(seed).nextBytes(content);
        Path file = top.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000L + seed));
        return file;
    }

    private Optional<ChunkHashes> known(String path) throws IOException {
        try (OpenedFile opened = shared.root().open(path)) {
            return index.hashes(tree(), path, opened.state());
        }
    }

    private static ChunkHashes real(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        FileHasher hasher = new FileHasher(new Chunks(content.length));
        hasher.update(ByteBuffer.wrap(content));
        return hasher.hashes();
    }

    @Test
    void hashesOfEverySizeAreKeptOverARestart() throws Exception {
        int[] sizes = {0, 1, Chunks.LEAST_OCTETS - 1, Chunks.LEAST_OCTETS, Chunks.LEAST_OCTETS + 1, 900_000};
        for (int size : sizes) {
            write("a/f" + size, size, size);
        }
        assertThat(scan().files()).isEqualTo(sizes.length);
        assertThat(index.unhashed(tree())).isEqualTo(sizes.length);
        assertThat(known("a/f1")).isEmpty();
        assertThat(hash()).isZero();

        index.close();
        reopen();

        assertThat(index.sum(tree()).files()).isEqualTo(sizes.length);
        for (int size : sizes) {
            assertThat(known("a/f" + size)).contains(real(top.resolve("a/f" + size)));
        }
        try (IndexReader reader = index.reader()) {
            long a = reader.folder(tree(), "a").orElseThrow();
            for (SharedEntry entry : shared.root().read("a").entries()) {
                assertThat(reader.withRoot(a, entry).root())
                        .contains(real(top.resolve("a").resolve(entry.name())).root());
            }
        }
        scan();
        assertThat(index.unhashed(tree())).as("nothing changed").isZero();
    }

    @Test
    void filesAreFoundByTheirContent() throws Exception {
        int[] sizes = {0, 1, Chunks.LEAST_OCTETS, 900_000};
        for (int size : sizes) {
            write("a/f" + size, size, size);
        }
        write("copy", 900_000, 900_000);
        write("other", 900_000, 1);
        scan();
        try (IndexReader reader = index.reader()) {
            assertThat(reader.withContent(tree(), real(top.resolve("copy")).root(), 900_000))
                    .isEmpty();
        }
        hash();
        try (IndexReader reader = index.reader()) {
            for (int size : sizes) {
                List<IndexReader.Found> found = reader.withContent(
                        tree(), real(top.resolve("a/f" + size)).root(), size);
                assertThat(found)
                        .extracting(IndexReader.Found::path)
                        .contains("a/f" + size)
                        .hasSize(size == 900_000 ? 2 : 1);
            }
            assertThat(reader.withContent(tree(), real(top.resolve("copy")).root(), 900_001))
                    .isEmpty();
            assertThat(reader.withContent(tree() + 1, real(top.resolve("copy")).root(), 900_000))
                    .isEmpty();
        }
    }

    @Test
    void aFileThatChangedLosesItsHashesAtOnce() throws Exception {
        Path bySize = write("size", 300_000, 1);
        Path byTime = write("time", 300_000, 2);
        Path byKey = write("key", 300_000, 3);
        scan();
        hash();
        assertThat(known("size")).isPresent();
        write("size", 300_001, 1);
        Files.setLastModifiedTime(bySize, FileTime.fromMillis(1_000_000_001L));
        Files.setLastModifiedTime(byTime, FileTime.fromMillis(5));
        Path other = write("other", 300_000, 4);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(byKey));
        Files.move(other, byKey, StandardCopyOption.REPLACE_EXISTING);

        for (String name : List.of("size", "time", "key")) {
            assertThat(known(name)).as(name).isEmpty();
        }
        assertThat(index.unhashed(tree())).isEqualTo(3);
        scan();
        hash();
        for (String name : List.of("size", "time", "key")) {
            assertThat(known(name)).as(name).contains(real(top.resolve(name)));
        }
    }

    @Test
    void aFileThatChangedLosesItsHashesWhenItsFolderIsReadAgain() throws Exception {
        write("one", 1_000, 1);
        write("many", 300_000, 2);
        scan();
        hash();
        assertThat(index.unhashed(tree())).isZero();
        write("one", 1_001, 1);
        write("many", 300_001, 2);
        scan();
        assertThat(index.unhashed(tree())).isEqualTo(2);
        assertThat(known("one")).isEmpty();
        assertThat(known("many")).isEmpty();
    }

    /** A hasher under whose hands something happens to the files when it has read a bit. */
    private void hashWhile(Meddling meddling) throws IOException, InterruptedException {
        FakeClock clock = new FakeClock();
        TokenBucket rate = new TokenBucket(1 << 30, 1 << 30, clock.nanos());
        int[] asked = {0};
        new TreeHasher(index, shared, clock, rate, () -> {
                    if (++asked[0] == 6) {
                        meddling.now();
                    }
                    return true;
                })
                .run();
        assertThat(asked[0]).isGreaterThan(6);
    }

    @FunctionalInterface
    private interface Meddling {
        void now();
    }

    private static void happen(IoStep step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface IoStep {
        void run() throws IOException;
    }

    @Test
    void aFileThatIsReplacedGrowsShrinksOrGoesWhileItIsHashedHasNoHashes() throws Exception {
        List<IoStep> steps = List.of(
                () -> {
                    Path other = write("other.hidden", 900_000, 1);
                    Files.move(other, top.resolve("victim"), StandardCopyOption.REPLACE_EXISTING);
                },
                () -> write("victim", 900_001, 1),
                () -> write("victim", 899_999, 1),
                () -> write("victim", 900_000, 2),
                () -> Files.delete(top.resolve("victim")),
                () -> {
                    Files.delete(top.resolve("victim"));
                    Files.createSymbolicLink(top.resolve("victim"), write("kept", 900_000, 1));
                });
        for (IoStep step : steps) {
            Files.deleteIfExists(top.resolve("victim"));
            Files.deleteIfExists(top.resolve("kept"));
            write("victim", 900_000, 1);
            scan();
            hashWhile(() -> happen(step));
            assertThat(index.unhashed(tree())).as("step " + steps.indexOf(step)).isEqualTo(1);
        }
    }

    @Test
    void whatIsGoneIsForgottenWithAllBelowIt() throws Exception {
        write("a/b/c", 10, 1);
        write("a/d", 20, 2);
        write("ab", 30, 3);
        Files.createDirectory(top.resolve("turns"));
        assertThat(scan()).isEqualTo(new ShareIndex.Sum(3, 60));
        Files.delete(top.resolve("a/b/c"));
        Files.delete(top.resolve("a/b"));
        Files.delete(top.resolve("turns"));
        write("turns", 7, 4);
        assertThat(scan()).isEqualTo(new ShareIndex.Sum(3, 57));
        Files.delete(top.resolve("a/d"));
        Files.delete(top.resolve("a"));
        assertThat(scan()).isEqualTo(new ShareIndex.Sum(2, 37));
        assertThat(index.folders(tree(), 10)).containsExactly("");
    }

    @Test
    void anInterruptedReadingGoesOnWhereItStopped() throws Exception {
        for (int i = 0; i < 20; i++) {
            write("f" + i + "/x", 1, i);
        }
        index.markAll(tree());
        int[] left = {10};
        new TreeScan(index, shared, () -> left[0] > 0).run(() -> left[0]--);
        ShareIndex.Sum before = index.sum(tree());
        assertThat(before.files()).isBetween(5L, 15L);
        index.close();
        reopen();
        assertThat(index.sum(tree())).isEqualTo(before);
        new TreeScan(index, shared, () -> true).run(() -> {});
        assertThat(index.sum(tree()).files()).isEqualTo(20);
    }

    @Test
    void aSecondProgramHasAFileOfItsOwnAndTheNextOneFindsTheFirst() throws Exception {
        write("x", 5, 1);
        scan();
        hash();
        try (ShareIndex second = ShareIndex.open(Optional.of(folder.resolve("index")))) {
            assertThat(second.sum(second.tree("tree", 0))).isEqualTo(ShareIndex.Sum.NOTHING);
            second.tree("another", 0);
        }
        index.close();
        reopen();
        assertThat(known("x")).isPresent();
    }

    @Test
    void theFileIsForItsOwnerAlone() throws Exception {
        write("x", 5, 1);
        scan();
        try (var files = Files.list(folder.resolve("index"))) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("index"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aDamagedFileIsBegunAnew() throws Exception {
        write("x", 5, 1);
        scan();
        index.close();
        Path file = folder.resolve("index/share-1.db");
        Files.write(
                file, "this is no database, whatever it was before".repeat(100).getBytes());
        reopen();
        assertThat(scan().files()).isEqualTo(1);
    }

    @Test
    void searchesFindAllWordsInAnyCaseAndNormalForm() throws Exception {
        write("음악/봄 노래.ogg", 1, 1);
        write("Music/ABBA/Gold_100%.mp3", 2, 2);
        write("Music/abba.txt", 3, 3);
        scan();
        try (IndexReader reader = index.reader()) {
            assertThat(find(reader, "노래 음악")).containsExactly("음악/봄 노래.ogg");
            assertThat(find(reader, java.text.Normalizer.normalize("봄", java.text.Normalizer.Form.NFD)))
                    .containsExactly("음악/봄 노래.ogg");
            assertThat(find(reader, "music abba")).containsExactly("Music/ABBA/Gold_100%.mp3", "Music/abba.txt");
            assertThat(find(reader, "0%")).containsExactly("Music/ABBA/Gold_100%.mp3");
            assertThat(find(reader, "d_1")).containsExactly("Music/ABBA/Gold_100%.mp3");
            assertThat(find(reader, "a_b")).isEmpty();
            assertThat(find(reader, "\\")).isEmpty();
        }
    }

    @Test
    void aSearchWithoutPatienceEndsWithWhatItHas() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            write("a/f" + i, 0, 1);
        }
        scan();
        try (IndexReader reader = index.reader()) {
            List<IndexReader.Found> found = new java.util.ArrayList<>();
            reader.find(tree(), SearchText.of("f"), found, 10_000, () -> false);
            assertThat(found.size()).isLessThan(3_000);
            assertThat(find(reader, "f")).hasSize(3_000);
        }
    }

    private List<String> find(IndexReader reader, String words) throws IOException {
        List<IndexReader.Found> found = new java.util.ArrayList<>();
        reader.find(tree(), SearchText.of(words), found, 10_000, () -> true);
        return found.stream().map(IndexReader.Found::path).sorted().toList();
    }
}
