package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.naru.client.event.ShareSetting;
import io.naru.common.file.OpenFolder;
import io.naru.common.file.Opening;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is put in the place of files and folders while they are looked at: links and pipes. */
class ShareRootRacesTest extends ShareRootStage {
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
            // The attacker may stand still with the pipe in place for as long as it isn't scheduled.
            for (int i = 0; i < 500 || opened == 0 && i < 20_000; i++) {
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
}
