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
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several folders, and who sees which: in listings, downloads and searches alike. */
@Timeout(120)
class ShareAudienceTest {
    private static final UserName ME = UserName.of("me");
    private static final UserName BOB = UserName.of("bob");
    private static final UserName LEE = UserName.of("lee");
    private static final UserName EVE = UserName.of("eve");
    private static final RoomName TEAM = RoomName.of("#team");

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final Heard heard = new Heard();
    private final BlockingQueue<FileMessage> sent = new LinkedBlockingQueue<>();
    private final List<Long> counted = new ArrayList<>();
    private final List<Boolean> hidden = new ArrayList<>();
    private final Share share = new Share(
            stepped.agent(),
            new Answers(stepped.agent(), new FileSender() {
                @Override
                public boolean offer(FileMessage message) {
                    return sent.add(message);
                }

                @Override
                public boolean put(FileMessage message) {
                    return sent.add(message);
                }
            }),
            heard,
            (files, octets, isSharingHidden) -> {
                counted.add(files);
                hidden.add(isSharingHidden);
            },
            ShareBounds.DEFAULT);

    @BeforeEach
    void fill() throws IOException {
        for (String name : List.of("open", "team", "bob")) {
            Files.createDirectories(folder.resolve(name).resolve("sub"));
            Files.writeString(folder.resolve(name).resolve("sub/song of " + name + ".txt"), name);
        }
        stepped.run(() -> {
            share.onUp(ME);
            share.onSnapshotEnd();
        });
    }

    @AfterEach
    void end() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        stepped.run(() -> share.close(closed::countDown));
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        stepped.stop();
    }

    private void share(String name, String... audience) {
        ShareSetting setting =
                new ShareSetting(name, folder.resolve(name), ShareAudience.of(List.of(audience)), List.of(), List.of());
        stepped.run(() -> share.share(setting));
        heard.await(
                EngineEvent.ShareCounted.class,
                event -> !event.isScanning()
                        && event.shares().stream().anyMatch(each -> each.name().equals(name)));
    }

    private void shareAll() {
        share("open");
        share("team", "#team");
        share("bob", "bob");
    }

    private List<String> list(UserName who, String of) throws InterruptedException {
        RequestId id = new RequestId("r");
        stepped.run(() -> share.onListRequest(new FileMessage.ListRequest(who, Optional.of(id), of, "")));
        return answer();
    }

    private List<String> answer() throws InterruptedException {
        List<String> names = new ArrayList<>();
        while (true) {
            FileMessage message = sent.poll(20, TimeUnit.SECONDS);
            if (message instanceof FileMessage.ListEntry entry) {
                names.add(entry.name());
            } else if (message instanceof FileExchange.FindHit hit) {
                names.add(hit.path());
            } else if (message instanceof FileMessage.DownloadRefuse refusal) {
                return List.of(refusal.code() + ": " + refusal.text());
            } else if (!(message instanceof FileMessage.ListStart)) {
                assertThat(message).isInstanceOfAny(FileMessage.ListEnd.class, FileExchange.FindEnd.class);
                return names;
            }
        }
    }

    private List<String> find(UserName who, String words) throws InterruptedException {
        Optional<RequestId> id = Optional.of(new RequestId("f"));
        stepped.run(() -> share.onFindRequest(new FileExchange.FindRequest(who, id, words)));
        return answer();
    }

    private List<String> flat(UserName who) throws InterruptedException {
        stepped.run(() -> share.onListRequest(new FileMessage.ListRequest(who, Optional.empty(), "", "")));
        return answer();
    }

    @Test
    void whoSeesOneFolderHasItsContentAtTheTopAndWhoSeesSeveralTheirNames() throws Exception {
        shareAll();
        assertThat(list(EVE, "")).containsExactly("sub");
        assertThat(list(EVE, "sub")).containsExactly("song of open.txt");
        assertThat(list(BOB, "")).containsExactly("open", "bob");
        assertThat(list(BOB, "bob/sub")).containsExactly("song of bob.txt");
        assertThat(flat(EVE)).containsExactly("sub/song of open.txt");
        assertThat(flat(BOB)).containsExactly("open/sub/song of open.txt", "bob/sub/song of bob.txt");
    }

    @Test
    void theNameOfAShareHasTheTimeOfItsFolder() throws Exception {
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        for (String name : List.of("open", "bob")) {
            Files.setLastModifiedTime(folder.resolve(name), time);
        }
        shareAll();
        stepped.run(
                () -> share.onListRequest(new FileMessage.ListRequest(BOB, Optional.of(new RequestId("r")), "", "")));
        for (int i = 0; i < 2; i++) {
            FileMessage message = sent.poll(20, TimeUnit.SECONDS);
            while (!(message instanceof FileMessage.ListEntry)) {
                message = sent.poll(20, TimeUnit.SECONDS);
            }
            assertThat(((FileMessage.ListEntry) message).modifiedMillis()).hasValue(time.toMillis());
        }
    }

    @Test
    void whatIsHiddenFromSomebodyAnswersAsIfItWereNotThere() throws Exception {
        shareAll();
        assertThat(list(EVE, "bob")).isEqualTo(list(EVE, "nowhere"));
        assertThat(list(BOB, "team")).isEqualTo(list(BOB, "nowhere"));
        for (String path : List.of("bob/sub/song of bob.txt", "nowhere/x", "team/sub/song of team.txt")) {
            assertThatThrownBy(() -> share.open(EVE, path)).isInstanceOf(NoSuchFileException.class);
        }
        share.open(BOB, "bob/sub/song of bob.txt").close();
        assertThat(find(EVE, "song")).containsExactly("sub/song of open.txt");
        assertThat(find(EVE, "bob")).isEmpty();
        assertThat(find(BOB, "song")).containsExactly("open/sub/song of open.txt", "bob/sub/song of bob.txt");
        assertThat(find(BOB, "BOB sub")).containsExactly("bob/sub/song of bob.txt");
    }

    @Test
    void aRoomsMembersAreThoseThatTheRelayTellsOf() throws Exception {
        shareAll();
        stepped.run(() -> share.onRoom(new RoomNews.Joined(LEE, TEAM)));
        assertThat(list(LEE, "")).containsExactly("open", "team");
        stepped.run(() -> share.onRoom(new RoomNews.Left(LEE, TEAM, Optional.empty())));
        assertThat(list(LEE, "")).containsExactly("sub");
        stepped.run(() -> share.onRoom(new RoomNews.Joined(LEE, TEAM)));
        stepped.run(() -> share.onRoom(new RoomNews.Left(ME, TEAM, Optional.empty())));
        assertThat(list(LEE, "")).containsExactly("sub");
        stepped.run(() -> share.onRoom(new RoomNews.Joined(LEE, TEAM)));
        stepped.run(share::onDown);
        assertThat(list(LEE, "")).containsExactly("sub");
    }

    @Test
    void whoComesBackUnderANameIsInARoomOnceTheRelayHasSaidSo() throws Exception {
        shareAll();
        stepped.run(() -> share.onRoom(new RoomNews.Joined(LEE, TEAM)));
        stepped.run(() -> share.onGone(LEE));
        assertThat(list(LEE, "")).containsExactly("sub");
        stepped.run(() -> share.onRoom(new RoomNews.Joined(LEE, TEAM)));
        assertThat(list(LEE, "")).containsExactly("open", "team");
    }

    @Test
    void whoAsksBehindALoginWaitsUntilTheRelayHasToldWhoIsInWhichRoom() throws Exception {
        shareAll();
        stepped.run(() -> {
            share.onDown();
            share.onUp(ME);
        });
        CompletableFuture<String> opened = new CompletableFuture<>();
        Thread asker = new Thread(() -> {
            try (UploadSource.Opened file = share.open(LEE, "team/sub/song of team.txt")) {
                opened.complete(file.path().getFileName().toString());
            } catch (IOException e) {
                opened.completeExceptionally(e);
            }
        });
        asker.start();
        while (asker.getState() != Thread.State.TIMED_WAITING && !opened.isDone()) {
            Thread.onSpinWait();
        }
        stepped.run(() -> {
            share.onRoom(new RoomNews.Joined(LEE, TEAM));
            share.onSnapshotEnd();
        });
        assertThat(opened.get(20, TimeUnit.SECONDS)).isEqualTo("song of team.txt");
        assertThatThrownBy(() -> share.open(EVE, "team/sub/song of team.txt")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void theRelayIsToldWhatEverybodySeesAndThatThereIsMore() {
        shareAll();
        stepped.run(() -> {
            assertThat(counted).containsExactly(1L, 1L);
            assertThat(hidden).containsExactly(false, true);
        });
        stepped.run(() -> share.unshare(Optional.of("team")));
        stepped.run(() -> share.unshare(Optional.of("bob")));
        stepped.run(() -> assertThat(hidden).containsExactly(false, true, false));
        assertThat(heard.all(EngineEvent.ShareCounted.class).stream()
                        .mapToLong(EngineEvent.ShareCounted::files)
                        .max())
                .hasValue(3);
    }

    @Test
    void twoFoldersOfOneNameAreRefusedInWordsAndOneCanBeUnshared() throws Exception {
        shareAll();
        ShareSetting same =
                new ShareSetting("Open", folder.resolve("team"), ShareAudience.EVERYBODY, List.of(), List.of());
        stepped.run(() -> share.share(same));
        assertThat(heard.await(EngineEvent.ShareFailed.class).sentence()).contains("as open already");
        stepped.run(() -> share.unshare(Optional.of("bob")));
        assertThat(list(BOB, "")).containsExactly("sub");
        stepped.run(() -> share.unshare(Optional.of("bob")));
        assertThat(heard.await(EngineEvent.ShareFailed.class).sentence()).startsWith("You share nothing as bob.");
    }

    @Test
    void patternsHideInListingsDownloadsAndSearches() throws Exception {
        Files.writeString(folder.resolve("open/a.jpg"), "picture");
        Files.createDirectories(folder.resolve("open/drafts"));
        Files.writeString(folder.resolve("open/drafts/b.jpg"), "picture");
        ShareSetting setting = new ShareSetting(
                "open", folder.resolve("open"), ShareAudience.EVERYBODY, List.of("*.jpg"), List.of("drafts/"));
        stepped.run(() -> share.share(setting));
        heard.await(EngineEvent.ShareCounted.class, event -> !event.isScanning());
        assertThat(list(EVE, "")).containsExactly("sub", "a.jpg");
        assertThat(list(EVE, "sub")).isEmpty();
        assertThat(list(EVE, "drafts")).isEqualTo(list(EVE, "nowhere"));
        assertThat(find(EVE, "jpg")).containsExactly("a.jpg");
        for (String path : List.of("drafts/b.jpg", "sub/song of open.txt", "DRAFTS/b.jpg")) {
            assertThatThrownBy(() -> share.open(EVE, path)).isInstanceOf(NoSuchFileException.class);
        }
        share.open(EVE, "a.jpg").close();
    }

    @Test
    void whoSearchesTooOftenIsToldNothingAndOthersAreAnswered() throws Exception {
        shareAll();
        for (int i = 0; i < FindService.BURST_OF_USER; i++) {
            assertThat(find(EVE, "song")).hasSize(1);
        }
        Optional<RequestId> id = Optional.of(new RequestId("f"));
        stepped.run(() -> share.onFindRequest(new FileExchange.FindRequest(EVE, id, "song")));
        assertThat(sent.poll(20, TimeUnit.SECONDS)).isEqualTo(new FileExchange.FindEnd(EVE, id, 0, false));
        assertThat(find(BOB, "song")).hasSize(2);
        assertThat(sent).isEmpty();
        stepped.advance(Duration.ofSeconds(2));
        assertThat(find(EVE, "song")).hasSize(1);
    }

    @Test
    void whatHappensInAWatchedFolderIsNoticed() throws Exception {
        share("open");
        Files.writeString(folder.resolve("open/sub/new.txt"), "new");
        while (heard.all(EngineEvent.ShareCounted.class).stream().noneMatch(event -> event.files() == 2)) {
            // What the system tells comes by itself; the time that it has to be quiet is ours to pass.
            stepped.advance(Duration.ofSeconds(2));
            Thread.onSpinWait();
        }
        assertThat(find(EVE, "new.txt")).containsExactly("sub/new.txt");
    }
}
