package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import io.naru.client.event.ShareSetting;
import io.naru.common.file.OpenFolder;
import io.naru.common.file.OpenedFile;
import io.naru.common.file.Opening;
import io.naru.common.message.EntryKind;
import io.naru.common.testkit.Seeds;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareRootTest {
    @TempDir
    private Path folder;

    private Path top;
    private Path outside;
    private ShareRoot root;

    @BeforeEach
    void share() throws IOException {
        top = Files.createDirectory(folder.resolve("shared"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "secret");
        root = new ShareRoot(top.toRealPath());
    }

    private List<String> names(String of) throws IOException {
        return root.read(of).entries().stream().map(SharedEntry::name).toList();
    }

    private String content(String path) throws IOException {
        try (OpenedFile file = root.open(path)) {
            ByteBuffer octets = ByteBuffer.allocate((int) file.state().octets());
            file.channel().read(octets);
            return new String(octets.array(), StandardCharsets.UTF_8);
        }
    }

    private void assertRefused(String path) {
        assertThatThrownBy(() -> root.open(path)).as(path).isInstanceOf(IOException.class);
    }

    @Test
    void foldersStandFirstAndNamesInTheOrderOfPeople() throws IOException {
        for (String name : List.of("part 10", "part 9", "Beta", "alpha", "z", "가나", "file")) {
            Files.createFile(top.resolve(name));
        }
        Files.createDirectory(top.resolve("zoo"));
        Files.createDirectory(top.resolve("images"));

        assertThat(names("")).containsExactly("images", "zoo", "alpha", "Beta", "file", "part 9", "part 10", "z", "가나");
        assertThat(root.read("").entries().get(0).kind()).isEqualTo(EntryKind.FOLDER);
    }

    @Test
    void linksAreNeitherListedNorFollowed() throws IOException {
        Files.createSymbolicLink(top.resolve("file-link"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(top.resolve("folder-link"), outside);
        Files.createSymbolicLink(top.resolve("circle"), top);
        Files.createDirectory(top.resolve("sub"));
        Files.createSymbolicLink(top.resolve("sub/deep-link"), outside.resolve("secret.txt"));

        assertThat(names("")).containsExactly("sub");
        assertThat(names("sub")).isEmpty();
        assertRefused("file-link");
        assertRefused("folder-link/secret.txt");
        assertRefused("circle/sub");
        assertRefused("sub/deep-link");
        assertThatThrownBy(() -> root.read("folder-link")).isInstanceOf(IOException.class);
    }

    @Test
    void nothingHiddenIsListedOrOpened() throws IOException {
        Files.createFile(top.resolve(".hidden"));
        Files.createDirectory(top.resolve(".git"));
        Files.createFile(top.resolve(".git/config"));
        Files.createFile(top.resolve(".x.naru-part"));

        assertThat(names("")).isEmpty();
        assertRefused(".hidden");
        assertRefused(".git/config");
        assertThatThrownBy(() -> root.read(".git")).isInstanceOf(IOException.class);
    }

    @Test
    void pathsThatLeadOutsideAreRefused() throws IOException {
        Files.createDirectory(top.resolve("sub"));
        Files.createFile(top.resolve("sub/x"));
        for (String path : List.of(
                "../outside/secret.txt",
                "sub/../../outside/secret.txt",
                "..",
                ".",
                "./sub/x",
                "sub/./x",
                "/etc/passwd",
                outside.resolve("secret.txt").toString(),
                "sub//x",
                "sub/",
                "/sub/x",
                "",
                "a\u0000b",
                "sub")) {
            assertRefused(path);
        }
        assertThat(content("sub/x")).isEmpty();
    }

    @Test
    void pipesAreNotFiles() throws IOException, InterruptedException {
        Path pipe = top.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo works here");

        assertThat(names("")).isEmpty();
        assertRefused("pipe");
    }

    @Test
    void namesInEitherNormalFormAreFound() throws IOException {
        String composed = "인사.txt";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        Files.createDirectory(top.resolve(Normalizer.normalize("폴더", Normalizer.Form.NFD)));
        Files.writeString(
                top.resolve(Normalizer.normalize("폴더", Normalizer.Form.NFD)).resolve(decomposed), "NFD");
        Files.writeString(top.resolve(composed), "NFC");

        assertThat(content(composed)).isEqualTo("NFC");
        assertThat(content("폴더/" + composed)).isEqualTo("NFD");
        assertThat(content("폴더/" + decomposed)).isEqualTo("NFD");
        assertThat(names("폴더")).containsExactly(decomposed);
    }

    @Test
    void namesThatOthersWouldRefuseAreLeftOutAndCounted() throws IOException {
        Files.createFile(top.resolve("aux"));
        Files.createFile(top.resolve("ends with a dot."));
        Files.createFile(top.resolve("back\\slash"));
        Files.createFile(top.resolve("good"));

        ShareRoot.Content content = root.read("");

        assertThat(content.entries()).extracting(SharedEntry::name).containsExactly("good");
        assertThat(content.leftOut()).isEqualTo(3);
    }

    @Test
    void aFileThatIsReplacedByALinkBetweenListingAndOpeningIsNeverFollowed() throws Exception {
        Path victim = top.resolve("victim");
        AtomicBoolean isOver = new AtomicBoolean();
        Thread attacker = new Thread(() -> {
            try {
                Path link = outside.resolve("link");
                Path plain = outside.resolve("plain");
                while (!isOver.get()) {
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, outside.resolve("secret.txt"));
                    Files.move(link, victim, StandardCopyOption.ATOMIC_MOVE);
                    Files.writeString(plain, "public");
                    Files.move(plain, victim, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Files.writeString(victim, "public");
        attacker.start();
        int opened = 0;
        try {
            for (int i = 0; i < 3_000; i++) {
                try {
                    assertThat(content("victim")).isEqualTo("public");
                    opened++;
                } catch (IOException e) {
                    assertThat(e).isNotNull();
                }
            }
        } finally {
            isOver.set(true);
            attacker.join();
        }
        assertThat(opened).isPositive();
    }

    @Test
    void aLinkDoesNotOpenEvenWhereItWasNotSeenToBeOne() throws IOException {
        Files.createSymbolicLink(top.resolve("link"), outside.resolve("secret.txt"));
        Files.writeString(top.resolve("plain"), "public");
        try (OpenFolder opened = OpenFolder.top(top)) {
            assertThatThrownBy(() -> opened.channel(Path.of("link"))).isInstanceOf(IOException.class);
            opened.channel(Path.of("plain")).close();
        }
    }

    private Path pipe() throws Exception {
        Path pipe = outside.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(made.waitFor() == 0, "no pipes here");
        return pipe;
    }

    @Test
    void pipesAreNeitherListedNorOpenedNorWaitedFor() throws Exception {
        Files.createLink(top.resolve("pipe"), pipe());
        assertThat(names("")).isEmpty();
        assertRefused("pipe");
        assertRefused("pipe/x");
        assertThat(root.look("pipe")).isEmpty();
        assertThat(root.look("pipe/x")).isEmpty();
        assertThatThrownBy(() -> root.read("pipe")).isInstanceOf(IOException.class);
    }

    @Test
    void aFileOrFolderThatIsReplacedByAPipeWhileItIsOpenedIsNotWaitedFor() throws Exception {
        root = new ShareRoot(top.toRealPath(), List.of(), List.of(), Duration.ofMillis(20));
        Path pipe = pipe();
        Path spare = top.resolve(".spare");
        Path file = outside.resolve("public");
        Files.writeString(file, "public");
        AtomicBoolean isOver = new AtomicBoolean();
        Thread attacker = new Thread(() -> {
            try {
                while (!isOver.get()) {
                    Files.createLink(spare, pipe);
                    Files.move(spare, top.resolve("victim"), StandardCopyOption.ATOMIC_MOVE);
                    Files.createLink(spare, file);
                    Files.move(spare, top.resolve("victim"), StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        attacker.start();
        int opened = 0;
        try {
            for (int i = 0; i < 500; i++) {
                try {
                    assertThat(content("victim")).isEqualTo("public");
                    opened++;
                } catch (IOException e) {
                    assertThat(e).isNotNull();
                }
            }
        } finally {
            isOver.set(true);
            attacker.join();
            // Whoever still waits is let go.
            new RandomAccessFile(pipe.toFile(), "rw").close();
        }
        assertThat(opened).isPositive();
    }

    @Test
    void whatDoesNotOpenIsGivenUpAndClosedWhenItDoes() throws Exception {
        Opening opening = new Opening("under test", Duration.ofMillis(20));
        CountDownLatch isLetGo = new CountDownLatch(1);
        CountDownLatch isClosed = new CountDownLatch(1);
        assertThatThrownBy(() -> opening.open(() -> {
                    try {
                        isLetGo.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return (Closeable) isClosed::countDown;
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("it doesn't open");
        isLetGo.countDown();
        assertThat(isClosed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aWalkThroughAFolderThatIsReplacedByALinkFindsNothingOutside() throws Exception {
        Files.createDirectories(outside.resolve("sub"));
        Files.writeString(outside.resolve("sub/secret.txt"), "secret");
        Path real = Files.createDirectories(top.resolve("moved/sub"));
        Files.writeString(real.resolve("public.txt"), "public");
        AtomicBoolean isOver = new AtomicBoolean();
        Path away = folder.resolve("away");
        Thread attacker = new Thread(() -> {
            try {
                while (!isOver.get()) {
                    Files.move(top.resolve("moved"), away, StandardCopyOption.ATOMIC_MOVE);
                    Files.createSymbolicLink(top.resolve("moved"), outside);
                    Files.delete(top.resolve("moved"));
                    Files.move(away, top.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Set<String> names = new TreeSet<>();
        try (ShareIndex index = ShareIndex.open(Optional.of(folder.resolve("index")))) {
            long tree = index.tree("tree", 0);
            SharedFolder shared = new SharedFolder(ShareSetting.of(top), root, OptionalLong.of(tree));
            attacker.start();
            for (int i = 0; i < 200; i++) {
                index.markAll(tree);
                new TreeScan(index, shared, () -> true).run(() -> {});
                try (IndexReader reader = index.reader()) {
                    List<IndexReader.Found> found = new ArrayList<>();
                    reader.find(tree, SearchText.of("txt"), found, 10, () -> true);
                    found.forEach(each -> names.add(each.path()));
                }
            }
        } finally {
            isOver.set(true);
            attacker.join();
        }
        assertThat(names).isSubsetOf("moved/sub/public.txt");
    }

    @Test
    void aFolderThatIsReplacedByALinkIsNeverFollowed() throws Exception {
        Path sub = top.resolve("sub");
        Path real = outside.resolve("real");
        Files.createDirectory(real);
        Files.writeString(real.resolve("secret.txt"), "public");
        AtomicBoolean isOver = new AtomicBoolean();
        Files.move(real, sub);
        Thread attacker = new Thread(() -> {
            try {
                while (!isOver.get()) {
                    Files.move(sub, real, StandardCopyOption.ATOMIC_MOVE);
                    Files.createSymbolicLink(sub, outside);
                    Files.delete(sub);
                    Files.move(real, sub, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        attacker.start();
        try {
            for (int i = 0; i < 3_000; i++) {
                try {
                    assertThat(content("sub/secret.txt")).isEqualTo("public");
                } catch (IOException e) {
                    assertThat(e).isNotNull();
                }
            }
        } finally {
            isOver.set(true);
            attacker.join();
        }
    }

    @Test
    void withoutFoldersThatCanBeHeldOpenTheSameRulesHold() throws IOException {
        Configuration windows = Configuration.unix().toBuilder()
                .setSupportedFeatures(Feature.SYMBOLIC_LINKS, Feature.FILE_CHANNEL)
                .build();
        try (FileSystem memory = Jimfs.newFileSystem(windows)) {
            Path shared = Files.createDirectories(memory.getPath("/shared/sub"));
            Path secret = Files.writeString(memory.getPath("/secret.txt"), "secret");
            Files.writeString(shared.resolve("x"), "public");
            Files.createSymbolicLink(shared.resolve("link"), secret);
            Files.createSymbolicLink(memory.getPath("/shared/folder-link"), memory.getPath("/"));
            root = new ShareRoot(memory.getPath("/shared"));

            assertThat(names("")).containsExactly("sub");
            assertThat(names("sub")).containsExactly("x");
            assertThat(content("sub/x")).isEqualTo("public");
            assertRefused("sub/link");
            assertRefused("folder-link/secret.txt");
            assertRefused("../secret.txt");
        }
    }

    @Test
    void randomPathsNeverLeadOutside() throws IOException {
        Files.createDirectories(top.resolve("a/b"));
        Files.writeString(top.resolve("a/b/c"), "public");
        Files.createSymbolicLink(top.resolve("a/up"), folder);
        List<String> parts =
                List.of("..", ".", "a", "b", "c", "up", "outside", "secret.txt", "", "/", "shared", "\\", "~");
        Seeds.run(3_000, random -> {
            String path = randomPath(random, parts);
            try {
                assertThat(content(path)).isEqualTo("public");
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        });
    }

    private static String randomPath(Random random, List<String> parts) {
        List<String> chosen = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            chosen.add(parts.get(random.nextInt(parts.size())));
        }
        return String.join("/", chosen);
    }

    @Test
    void theTopMayBeReachedByALinkSinceTheUserChoseIt() throws IOException {
        Files.writeString(top.resolve("x"), "public");
        Path link = Files.createSymbolicLink(folder.resolve("to-shared"), top);
        root = new ShareRoot(link.toRealPath());
        assertThat(content("x")).isEqualTo("public");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
}
