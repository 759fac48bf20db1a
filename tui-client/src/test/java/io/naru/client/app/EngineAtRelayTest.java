package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.RoomEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.event.TrustEvent;
import io.naru.client.testkit.Person;
import io.naru.common.message.EntryKind;
import io.naru.common.message.MessageId;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines and a relay in one process, over real sockets. */
@Timeout(60)
class EngineAtRelayTest {
    private static final TransferView.Direction DOWN = TransferView.Direction.DOWNLOAD;
    private static final TransferView.Direction UP = TransferView.Direction.UPLOAD;

    @TempDir
    private Path folder;

    private RelayServer relay;
    private Person alice;
    private Person bob;

    @BeforeEach
    void twoLogIn() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary());
        alice = Person.of("alice").connect(relay.address());
        bob = Person.of("bob").connect(relay.address());
    }

    @AfterEach
    void allLeave() {
        alice.close();
        bob.close();
        relay.close();
    }

    private Path shareOfBob() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("bob"));
        Files.createDirectories(shared.resolve("images"));
        Files.writeString(shared.resolve("test.txt"), "about epoll\n", StandardCharsets.UTF_8);
        Files.writeString(shared.resolve("인사.txt"), "안녕하세요", StandardCharsets.UTF_8);
        Files.write(shared.resolve("images/one.png"), new byte[1000]);
        bob.engine().share(shared);
        bob.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning());
        return shared;
    }

    private Path downloads() {
        return folder.resolve("downloads");
    }

    @Test
    void whatOneSaysBothHearAndTheOwnCopyIsTheReceipt() {
        MessageId id = new MessageId("m1");

        alice.engine().say(id, "고마워요! 받을게요\nsecond line");

        EngineEvent.ChatReceived own = alice.log().await(EngineEvent.ChatReceived.class);
        assertThat(own.isOwn()).isTrue();
        assertThat(own.id()).contains(id);
        EngineEvent.ChatReceived heard = bob.log().await(EngineEvent.ChatReceived.class);
        assertThat(heard.isOwn()).isFalse();
        assertThat(heard.sender()).isEqualTo(alice.user());
        assertThat(heard.text()).isEqualTo("고마워요! 받을게요\nsecond line");
    }

    @Test
    void whoIsOnlineIsASnapshotAndWhoComesIsAChange() {
        Person carol = Person.of("carol").connect(relay.address());

        assertThat(carol.log()
                        .await(EngineEvent.UserSeen.class, seen -> seen.user().equals(bob.user()))
                        .isSnapshot())
                .isTrue();
        assertThat(bob.log()
                        .await(EngineEvent.UserSeen.class, seen -> seen.user().equals(carol.user()))
                        .isSnapshot())
                .isFalse();
        carol.close();
        EngineEvent.UserSeen gone =
                bob.log().await(EngineEvent.UserSeen.class, seen -> seen.state() == PresenceState.OFFLINE);
        assertThat(gone.user()).isEqualTo(carol.user());
    }

    @Test
    void awayAndTheSizeOfTheShareAreSeenByOthers() throws IOException {
        shareOfBob();
        bob.engine().setPresence(PresenceState.AWAY, "lunch");

        EngineEvent.UserSeen seen = alice.log()
                .await(EngineEvent.UserSeen.class, each -> each.status().equals("lunch"));
        assertThat(seen.sharedFiles()).hasValue(3);
        assertThat(seen.sharedOctets()).hasValue(12 + 15 + 1000);
    }

    @Test
    void aShareIsListedFolderByFolder() throws IOException {
        shareOfBob();

        alice.engine().list(bob.user(), "", "");

        ListingEvent.ListingReceived top = alice.log().await(ListingEvent.ListingReceived.class);
        assertThat(top.entries()).extracting(RemoteEntry::name).containsExactly("images", "test.txt", "인사.txt");
        assertThat(top.entries().get(0).kind()).isEqualTo(EntryKind.FOLDER);
        assertThat(top.entries().get(1).size()).hasValue(12);
        assertThat(top.isFirst()).isTrue();
        assertThat(top.isFlat()).isFalse();
        assertThat(top.nextCursor()).isEmpty();
        alice.engine().list(bob.user(), "images", "");
        assertThat(alice.log().await(ListingEvent.ListingReceived.class).entries())
                .extracting(RemoteEntry::name)
                .containsExactly("one.png");
    }

    @Test
    void aFolderThatIsNotThereAndAUserWhoIsNotAreRefusedInWords() throws IOException {
        shareOfBob();
        alice.engine().list(bob.user(), "nowhere", "");
        assertThat(alice.log().await(ListingEvent.ListingFailed.class).sentence())
                .isEqualTo("That folder can't be listed: it isn't there.");

        alice.engine().list(UserName.of("nobody"), "", "");
        ListingEvent.ListingFailed unknown = alice.log().await(ListingEvent.ListingFailed.class);
        assertThat(unknown.owner()).isEqualTo(UserName.of("nobody"));
        assertThat(unknown.sentence()).contains("nobody");
    }

    @Test
    void aFolderOfManyFilesComesInPagesWithoutAnyTwiceOrMissing() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < 1_001; i++) {
            Files.createFile(shared.resolve("file " + i));
        }
        bob.engine().share(shared);
        bob.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning());

        String cursor = "";
        int count = 0;
        int pages = 0;
        do {
            alice.engine().list(bob.user(), "", cursor);
            ListingEvent.ListingReceived page = alice.log().await(ListingEvent.ListingReceived.class);
            assertThat(page.total()).hasValue(1_001);
            assertThat(page.isFirst()).isEqualTo(pages == 0);
            for (RemoteEntry entry : page.entries()) {
                assertThat(entry.name()).isEqualTo("file " + count);
                count++;
            }
            pages++;
            cursor = page.nextCursor();
        } while (!cursor.isEmpty());
        assertThat(count).isEqualTo(1_001);
        assertThat(pages).isEqualTo(6);
    }

    @Test
    void aDownloadIsTheSameFileAndReplacesNothing() throws IOException {
        Path shared = shareOfBob();
        byte[] big = new byte[5_000_003];
        new Random(1).nextBytes(big);
        Files.write(shared.resolve("images/big.bin"), big);
        Files.createDirectories(downloads());
        Files.writeString(downloads().resolve("big.bin"), "mine");

        long id = alice.engine().download(bob.user(), "images/big.bin", OptionalLong.of(big.length), downloads());

        TransferView done = alice.awaitTransfer(DOWN, TransferState.DONE);
        assertThat(done.id()).isEqualTo(id);
        // Whichever way stood first: on a busy machine the owner may be quicker.
        assertThat(done.way()).isIn("direct", "reverse");
        assertThat(done.isEncrypted()).isTrue();
        assertThat(done.doneOctets()).isEqualTo(big.length);
        assertThat(done.target()).contains(downloads().resolve("big (1).bin"));
        assertThat(Files.readAllBytes(done.target().orElseThrow())).isEqualTo(big);
        assertThat(Files.readString(downloads().resolve("big.bin"))).isEqualTo("mine");
        assertThat(downloads().toFile().list()).containsExactlyInAnyOrder("big.bin", "big (1).bin");
        assertThat(bob.awaitTransfer(UP, TransferState.DONE).doneOctets()).isEqualTo(big.length);
    }

    @Test
    void emptyFilesAndHangulNamesCanBeDownloaded() throws IOException {
        Path shared = shareOfBob();
        Files.createFile(shared.resolve("empty"));

        alice.engine().download(bob.user(), "empty", OptionalLong.of(0), downloads());
        alice.awaitTransfer(DOWN, TransferState.DONE);
        alice.engine().download(bob.user(), "인사.txt", OptionalLong.empty(), downloads());
        alice.awaitTransfer(DOWN, TransferState.DONE);

        assertThat(downloads().resolve("empty")).isEmptyFile();
        assertThat(downloads().resolve("인사.txt")).hasContent("안녕하세요");
    }

    @Test
    void manyDownloadsAreQueuedAndAllCome() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < 30; i++) {
            Files.writeString(shared.resolve("file " + i), "content " + i);
        }
        bob.engine().share(shared);
        bob.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning());

        for (int i = 0; i < 30; i++) {
            alice.engine().download(bob.user(), "file " + i, OptionalLong.empty(), downloads());
        }

        for (int i = 0; i < 30; i++) {
            alice.awaitTransfer(DOWN, TransferState.DONE);
        }
        for (int i = 0; i < 30; i++) {
            assertThat(downloads().resolve("file " + i)).hasContent("content " + i);
        }
    }

    @Test
    void aFileThatIsNotSharedIsRefusedInWords() throws IOException {
        shareOfBob();
        for (String path :
                List.of("nothing.txt", "../alice", ".hidden", "images", "images/../test.txt", "/etc/passwd")) {
            alice.engine().download(bob.user(), path, OptionalLong.empty(), downloads());
            assertThat(alice.awaitTransfer(DOWN, TransferState.FAILED).sentence())
                    .as(path)
                    .isNotEmpty();
        }
        assertThat(bob.log().all(EngineEvent.TransferChanged.class)).isEmpty();
    }

    @Test
    void aFileThatChangedSinceItWasListedIsFetchedOnlyOnRetry() throws IOException {
        shareOfBob();
        long id = alice.engine().download(bob.user(), "test.txt", OptionalLong.of(7), downloads());
        assertThat(alice.awaitTransfer(DOWN, TransferState.FAILED).sentence())
                .contains("has changed since it was listed");

        alice.engine().retry(id);

        alice.awaitTransfer(DOWN, TransferState.DONE);
        assertThat(downloads().resolve("test.txt")).hasContent("about epoll\n");
    }

    @Test
    void aCancelledDownloadLeavesNoFileOfThatNameAndTheOwnerSeesItEnd() throws IOException {
        Path shared = shareOfBob();
        try (RandomAccessFile huge =
                new RandomAccessFile(shared.resolve("huge.bin").toFile(), "rw")) {
            huge.setLength(3L << 30);
        }
        long id = alice.engine().download(bob.user(), "huge.bin", OptionalLong.of(3L << 30), downloads());
        alice.awaitTransfer(DOWN, TransferState.RUNNING);

        alice.engine().cancel(id);

        alice.awaitTransfer(DOWN, TransferState.CANCELLED);
        assertThat(bob.awaitTransfer(UP, TransferState.FAILED).sentence()).startsWith("alice didn't get all of it");
        assertThat(downloads().resolve("huge.bin")).doesNotExist();
        alice.engine().clear(id);
        assertThat(alice.log().await(EngineEvent.TransferCleared.class).id()).isEqualTo(id);
    }

    @Test
    void theOwnerCanEndAnUpload() throws IOException {
        Path shared = shareOfBob();
        try (RandomAccessFile huge =
                new RandomAccessFile(shared.resolve("huge.bin").toFile(), "rw")) {
            huge.setLength(3L << 30);
        }
        alice.engine().download(bob.user(), "huge.bin", OptionalLong.of(3L << 30), downloads());
        TransferView upload = bob.awaitTransfer(UP, TransferState.RUNNING);

        bob.engine().cancel(upload.id());

        bob.awaitTransfer(UP, TransferState.CANCELLED);
        assertThat(alice.awaitTransfer(DOWN, TransferState.FAILED).sentence())
                .isEqualTo("This user has ended that upload.");
        assertThat(downloads().resolve("huge.bin")).doesNotExist();
    }

    @Test
    void afterAWrongPasswordAnotherOneCanBeTried() {
        Person impostor = Person.of("alice");
        alice.engine().leave();
        alice.log().await(EngineEvent.LinkEnded.class);
        impostor.engine().connect(impostor.login(relay.address(), "wrong"));
        TrustEvent.PasswordWanted wanted = impostor.log().await(TrustEvent.PasswordWanted.class);
        assertThat(wanted.refusal()).isEqualTo("Wrong user name or password.");

        impostor.engine().password(Password.of("secret of alice"));

        impostor.log().await(EngineEvent.LinkUp.class);
        impostor.close();
    }

    @Test
    void whenTheRelayComesBackSoDoTheLinksAndWhatWasTypedMeanwhileIsSent() throws IOException {
        InetSocketAddress address = relay.address();
        shareOfBob();
        bob.engine().setPresence(PresenceState.AWAY, "still here");
        relay.close();
        alice.log().await(EngineEvent.LinkLost.class);
        alice.engine().say(new MessageId("late"), "anybody?");
        assertThat(alice.log().await(RoomEvent.Pending.class).id()).isEqualTo(new MessageId("late"));

        relay = RelayServer.start(RelayConfig.temporary().withListen(List.of(address)));

        alice.log().await(EngineEvent.LinkUp.class);
        bob.log().await(EngineEvent.LinkUp.class);
        EngineEvent.UserSeen seen = alice.log()
                .await(EngineEvent.UserSeen.class, each -> each.status().equals("still here"));
        assertThat(seen.sharedFiles()).hasValue(3);
        alice.engine().download(bob.user(), "test.txt", OptionalLong.of(12), downloads());
        alice.awaitTransfer(DOWN, TransferState.DONE);
        assertThat(alice.log().all(EngineEvent.ChatReceived.class))
                .extracting(EngineEvent.ChatReceived::text)
                .containsExactly("anybody?");
    }

    @Test
    void downloadsWaitForTheRelayAndGoOnWhenItIsBack() throws IOException {
        InetSocketAddress address = relay.address();
        shareOfBob();
        relay.close();
        alice.log().await(EngineEvent.LinkLost.class);
        alice.engine().download(bob.user(), "test.txt", OptionalLong.of(12), downloads());
        alice.awaitTransfer(DOWN, TransferState.QUEUED);

        relay = RelayServer.start(RelayConfig.temporary().withListen(List.of(address)));

        bob.log().await(EngineEvent.LinkUp.class);
        TransferView ended = alice.log()
                .await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().state().isEnded())
                .transfer();
        if (ended.state() == TransferState.FAILED) {
            // Alice was back before Bob.
            alice.engine().retry(ended.id());
            alice.awaitTransfer(DOWN, TransferState.DONE);
        }
        assertThat(downloads().resolve("test.txt")).hasContent("about epoll\n");
    }

    @Test
    void closingCanWaitForTransfers() throws IOException {
        Path shared = shareOfBob();
        byte[] big = new byte[20_000_000];
        List<String> names = List.of("1.bin", "2.bin", "3.bin", "4.bin", "5.bin");
        for (String name : names) {
            Files.write(shared.resolve(name), big);
            alice.engine().download(bob.user(), name, OptionalLong.of(big.length), downloads());
        }

        alice.engine().close(true).join();

        assertThat(downloads().toFile().list()).containsExactlyInAnyOrderElementsOf(names);
        alice.log().await(EngineEvent.LinkEnded.class);
    }
}
