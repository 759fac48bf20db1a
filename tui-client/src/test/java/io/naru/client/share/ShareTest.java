package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.agent.Answers;
import io.naru.client.agent.FileSender;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ShareAudience;
import io.naru.client.event.ShareSetting;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.client.transfer.UploadSource;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.message.ContentQuery;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.RequestId;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is counted and what is answered. */
@Timeout(60)
class ShareTest {
    private static final UserName BOB = UserName.of("bob");

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final Heard heard = new Heard();
    private final BlockingQueue<FileMessage> sent = new LinkedBlockingQueue<>();
    private final List<Long> counted = new ArrayList<>();
    private final Answers answers = new Answers(stepped.agent(), new FileSender() {
        @Override
        public boolean offer(FileMessage message) {
            return sent.add(message);
        }

        @Override
        public boolean put(FileMessage message) {
            return sent.add(message);
        }
    });
    private final Share share = new Share(
            stepped.agent(),
            answers,
            heard,
            (files, octets, isSharingHidden) -> counted.add(files),
            ShareBounds.DEFAULT);

    @AfterEach
    void end() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        stepped.run(() -> share.close(closed::countDown));
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        stepped.stop();
    }

    private EngineEvent.ShareCounted open(Path shared) {
        stepped.run(() -> share.share(ShareSetting.of(shared)));
        return heard.await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning());
    }

    private void ask(Optional<RequestId> id, String of, String cursor) {
        stepped.run(() -> share.onListRequest(new FileMessage.ListRequest(BOB, id, of, cursor)));
    }

    private <M extends FileMessage> M next(Class<M> kind) throws InterruptedException {
        FileMessage message = sent.poll(20, TimeUnit.SECONDS);
        assertThat(message).isInstanceOf(kind);
        return kind.cast(message);
    }

    @Test
    void filesAndOctetsAreCountedInAllSubfolders() throws IOException {
        Files.createDirectories(folder.resolve("a/b/c"));
        Files.write(folder.resolve("one"), new byte[10]);
        Files.write(folder.resolve("a/two"), new byte[20]);
        Files.write(folder.resolve("a/b/c/three"), new byte[30]);
        Files.write(folder.resolve("a/.hidden"), new byte[40]);
        Files.createSymbolicLink(folder.resolve("a/b/up"), folder);

        EngineEvent.ShareCounted all = open(folder);

        assertThat(all.files()).isEqualTo(3);
        assertThat(all.octets()).isEqualTo(60);
        assertThat(all.folder()).contains(folder.toRealPath());
    }

    @Test
    void whatCannotBeSharedIsToldInWords() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path bad : List.of(folder.resolve("nowhere"), file, folder.getRoot())) {
            stepped.run(() -> share.share(ShareSetting.of(bad)));
            assertThat(heard.await(EngineEvent.ShareFailed.class).sentence())
                    .startsWith("Can't share " + bad + ": it is")
                    .doesNotContain("Exception");
        }
        stepped.run(share::rescan);
        assertThat(heard.await(EngineEvent.ShareFailed.class).sentence()).startsWith("Nothing is shared yet.");
    }

    @Test
    void aSubfolderThatCannotBeReadIsLeftOutAndSaidSo() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.createFile(folder.resolve("ends badly."));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        boolean isSuperUser = Files.isReadable(locked);

        open(folder);

        String sentence = heard.await(EngineEvent.ShareFailed.class).sentence();
        assertThat(sentence).startsWith("1 name in the share was left out");
        assertThat(sentence.contains("1 folder of the share was left out")).isEqualTo(!isSuperUser);
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void listingAFolderNoticesWhatChangedInIt() throws Exception {
        Files.createFile(folder.resolve("one"));
        open(folder);
        Files.write(folder.resolve("two"), new byte[5]);

        ask(Optional.of(new RequestId("r1")), "", "");

        assertThat(next(FileMessage.ListStart.class).entries()).hasValue(2);
        EngineEvent.ShareCounted changed = heard.await(EngineEvent.ShareCounted.class);
        assertThat(changed.files()).isEqualTo(2);
        assertThat(changed.octets()).isEqualTo(5);
        stepped.run(() -> assertThat(counted).containsExactly(1L, 2L));
    }

    @Test
    void pagesOfOneReadingStayTheSameWhateverHappensToTheFolder() throws Exception {
        for (int i = 0; i < 450; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        open(folder);
        Set<String> names = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            ask(Optional.of(new RequestId("r" + pages)), "", cursor);
            next(FileMessage.ListStart.class);
            FileMessage message = sent.poll(20, TimeUnit.SECONDS);
            while (message instanceof FileMessage.ListEntry entry) {
                assertThat(names.add(entry.name())).isTrue();
                message = sent.poll(20, TimeUnit.SECONDS);
            }
            cursor = ((FileMessage.ListEnd) message).nextCursor();
            Files.deleteIfExists(folder.resolve("f" + pages));
            Files.createFile(folder.resolve("a new one " + pages));
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(names).hasSize(450);
    }

    private long askOften(int pages) throws InterruptedException {
        long octets = 0;
        for (int i = 0; i < pages; i++) {
            UserName user = UserName.of("user" + i % 20);
            Optional<RequestId> id = i % 20 == 0 ? Optional.empty() : Optional.of(new RequestId("r"));
            stepped.run(() -> share.onListRequest(new FileMessage.ListRequest(user, id, "", "")));
            CountDownLatch done = new CountDownLatch(1);
            answers.execute(done::countDown);
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            for (FileMessage each = sent.poll(); each != null; each = sent.poll()) {
                octets += MessageWriter.octets(each).length;
            }
        }
        return octets;
    }

    @Test
    void howeverFastManyListAFolderItGoesOutNoFasterThanTheRelayTakesIt() throws Exception {
        for (int i = 0; i < 300; i++) {
            Files.createFile(folder.resolve("f" + i + "-" + "n".repeat(90)));
        }
        open(folder);
        assertThat(askOften(600)).isBetween(4_000_000L, 4_500_000L);
        stepped.advance(Duration.ofSeconds(1));
        assertThat(askOften(600)).isBetween(1_200_000L, 1_500_000L);
    }

    @Test
    void cursorsThatNobodyGaveAreHarmless() throws Exception {
        Files.createFile(folder.resolve("one"));
        open(folder);
        for (String cursor :
                List.of("x", "1.1", "99.0", "0.999999999", "-1.-1", ".", "1.99999999999999999999", "more")) {
            ask(Optional.of(new RequestId("r")), "", cursor);
            next(FileMessage.ListStart.class);
            FileMessage message = sent.poll(20, TimeUnit.SECONDS);
            while (message instanceof FileMessage.ListEntry) {
                message = sent.poll(20, TimeUnit.SECONDS);
            }
            assertThat(message).isInstanceOf(FileMessage.ListEnd.class);
        }
    }

    @Test
    void aBaseClientGetsEveryFileByItsPath() throws Exception {
        Files.createDirectories(folder.resolve("dir/sub"));
        Files.createFile(folder.resolve("top"));
        Files.createFile(folder.resolve("dir/one"));
        Files.createFile(folder.resolve("dir/sub/two words"));
        open(folder);

        ask(Optional.empty(), "", "");

        assertThat(next(FileMessage.ListStart.class).requestId()).isEmpty();
        assertThat(next(FileMessage.ListEntry.class).name()).isEqualTo("top");
        assertThat(next(FileMessage.ListEntry.class).name()).isEqualTo("dir/one");
        assertThat(next(FileMessage.ListEntry.class).name()).isEqualTo("dir/sub/two words");
        next(FileMessage.ListEnd.class);
    }

    @Test
    void whoSharesNothingAnswersWithAnEmptyList() throws Exception {
        ask(Optional.of(new RequestId("r1")), "", "");
        assertThat(next(FileMessage.ListStart.class).entries()).hasValue(0);
        assertThat(next(FileMessage.ListEnd.class).nextCursor()).isEmpty();
        ask(Optional.empty(), "", "");
        next(FileMessage.ListStart.class);
        next(FileMessage.ListEnd.class);
    }

    /** Shares a folder, asks something then, and holds all of it back until the test says so. */
    private CountDownLatch shareHeldBack(Path shared, Runnable asking) {
        CountDownLatch released = new CountDownLatch(1);
        stepped.agent().execute(() -> {
            share.share(ShareSetting.of(shared));
            asking.run();
            try {
                assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return released;
    }

    private String content(String path) {
        try (UploadSource.Opened opened = share.open(BOB, path)) {
            ByteBuffer octets = ByteBuffer.allocate((int) opened.octets());
            opened.channel().read(octets);
            return new String(octets.array(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void whatIsAskedForBeforeTheFolderWasLookedThroughIsServedAllTheSame() throws Exception {
        Files.createDirectory(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/one"), "words");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = shareHeldBack(folder, asked::countDown);
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> opened = new CompletableFuture<>();
        Thread asking = new Thread(() -> opened.complete(content("deep/one")));
        asking.start();
        while (asking.getState() == Thread.State.RUNNABLE || asking.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        released.countDown();

        assertThat(opened.get(20, TimeUnit.SECONDS)).isEqualTo("words");
        assertThat(content("deep/none")).contains("NoSuchFile");
    }

    @Test
    void aFolderIsListedWholeBeforeItWasLookedThrough() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("first"), "x");
        open(other);
        Path music = Files.createDirectories(folder.resolve("music"));
        Files.writeString(music.resolve("song"), "words");
        CountDownLatch released = shareHeldBack(music, () -> {
            for (String of : List.of("", "music")) {
                share.onListRequest(new FileMessage.ListRequest(BOB, Optional.of(new RequestId("r")), of, ""));
            }
        });
        released.countDown();

        assertThat(names()).containsExactly("other", "music");
        assertThat(names()).containsExactly("song");
    }

    private List<String> names() throws InterruptedException {
        List<String> names = new ArrayList<>();
        next(FileMessage.ListStart.class);
        FileMessage message = sent.poll(20, TimeUnit.SECONDS);
        while (message instanceof FileMessage.ListEntry entry) {
            names.add(entry.name());
            message = sent.poll(20, TimeUnit.SECONDS);
        }
        return names;
    }

    @Test
    void whileAFolderIsStillBeingLookedAtNobodyIsToldThatThereIsNothing() throws Exception {
        Files.writeString(folder.resolve("one"), "words");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = shareHeldBack(folder, () -> {
            share.onListRequest(new FileMessage.ListRequest(BOB, Optional.of(new RequestId("r")), "", ""));
            asked.countDown();
        });
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(content("one")).contains("still being looked through");
        assertThat(next(FileMessage.DownloadRefuse.class).code()).isEqualTo("busy");
        stepped.clock().advance(Arrivals.EXPECTED);
        assertThat(content("one")).contains("NoSuchFile");
        released.countDown();
        stepped.run(() -> {});
        heard.await(EngineEvent.ShareCounted.class);
        assertThat(content("one")).isEqualTo("words");
    }

    @Test
    void whoSeesNothingOfAFolderOnItsWayWaitsForNothing() throws Exception {
        ShareSetting hidden =
                new ShareSetting("hidden", folder, ShareAudience.of(List.of("lee")), List.of(), List.of());
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        stepped.agent().execute(() -> {
            share.share(hidden);
            begun.countDown();
            try {
                assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(content("one")).contains("NoSuchFile");
        released.countDown();
    }

    @Test
    void whereAContentIsIsToldAsLongAsItIsShared() throws Exception {
        byte[] content = {1, 2, 3};
        Path file = Files.write(folder.resolve("one"), content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        RootHash root = rootOf(content);
        assertThat(share.withContent(root, 3)).isEmpty();
        open(folder);
        for (int i = 0; i < 100_000 && share.withContent(root, 3).isEmpty(); i++) {
            stepped.advance(Duration.ofSeconds(1));
        }
        assertThat(share.withContent(root, 3)).containsExactly(file.toRealPath());
        stepped.run(() -> share.unshare(Optional.empty()));
        assertThat(share.withContent(root, 3)).isEmpty();
    }

    @Test
    void whoAsksForAContentIsToldWhereItIsIfItIsShownToThemAndStillTheSame() throws Exception {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Path file = Files.write(mine.resolve("one"), new byte[] {1, 2, 3});
        Files.write(mine.resolve("two"), new byte[] {1, 2, 4});
        RootHash root = rootOf(new byte[] {1, 2, 3});
        stepped.run(() ->
                share.share(new ShareSetting("mine", mine, ShareAudience.of(List.of("bob")), List.of(), List.of())));
        for (int i = 0; i < 100_000 && share.withContent(root, 3).isEmpty(); i++) {
            stepped.advance(Duration.ofSeconds(1));
        }

        seek(UserName.of("lee"), root, 3);
        assertThat(next(FileExchange.FindEnd.class).user()).isEqualTo(UserName.of("lee"));
        seek(BOB, root, 4);
        next(FileExchange.FindEnd.class);
        seek(BOB, root, 3);
        FileExchange.FindHit hit = next(FileExchange.FindHit.class);
        assertThat(hit.path()).isEqualTo("one");
        assertThat(hit.rootHash()).contains(root);
        assertThat(next(FileExchange.FindEnd.class)).isEqualTo(new FileExchange.FindEnd(BOB, hit.requestId(), 0));
        Files.write(file, new byte[] {3, 2, 1});
        seek(BOB, root, 3);
        next(FileExchange.FindEnd.class);
    }

    private void seek(UserName asker, RootHash root, long octets) {
        String query = new ContentQuery(root, octets).text();
        stepped.run(() ->
                share.onFindRequest(new FileExchange.FindRequest(asker, Optional.of(new RequestId("f1")), query)));
    }

    private static RootHash rootOf(byte[] content) {
        FileHasher hasher = new FileHasher(new Chunks(content.length));
        hasher.update(ByteBuffer.wrap(content));
        return hasher.hashes().root();
    }

    @Test
    void ofManyHitsAHundredAreToldAndTheOthersCounted() throws Exception {
        for (int i = 0; i < 130; i++) {
            Files.createFile(folder.resolve("hit " + i));
        }
        open(folder);
        stepped.run(
                () -> share.onFindRequest(new FileExchange.FindRequest(BOB, Optional.of(new RequestId("f1")), "hit")));
        for (int i = 0; i < FindService.HITS_MAX; i++) {
            next(FileExchange.FindHit.class);
        }
        assertThat(next(FileExchange.FindEnd.class).leftOut()).isEqualTo(30);
    }

    @Test
    void aFolderThatIsStillLookedAtWhenTheShareIsClosedIsntSharedAnyMore() throws Exception {
        Files.createFile(folder.resolve("one"));
        CountDownLatch closed = new CountDownLatch(1);
        stepped.run(() -> {
            share.share(ShareSetting.of(folder));
            share.close(closed::countDown);
        });
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        stepped.run(() -> {});
        assertThat(heard.all(EngineEvent.ShareCounted.class)).isEmpty();
    }

    @Test
    void afterUnsharingNothingCanBeOpened() throws Exception {
        Files.createFile(folder.resolve("one"));
        open(folder);
        share.open(BOB, "one").close();
        stepped.run(() -> share.unshare(Optional.empty()));
        assertThatThrownBy(() -> share.open(BOB, "one")).isInstanceOf(IOException.class);
        assertThat(heard.await(EngineEvent.ShareCounted.class).folder()).isEmpty();
    }
}
