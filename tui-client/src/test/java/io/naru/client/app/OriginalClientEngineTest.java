package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.testkit.Person;
import io.naru.common.message.MessageId;
import io.naru.common.message.UserName;
import io.naru.common.original.Cut;
import io.naru.common.original.OriginalClient;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine and a client of the original system at one relay, each fetching from the other. */
@Timeout(60)
class OriginalClientEngineTest {
    private static final UserName KIM = UserName.of("kim");

    @TempDir
    private Path folder;

    private RelayServer relay;
    private Person alice;
    private OriginalClient kim;
    private Path shareOfAlice;
    private Path shareOfKim;
    private byte[] content;

    @BeforeEach
    void bothAreThere() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary());
        alice = Person.of("alice").connect(relay.address());
        kim = OriginalClient.connect(relay.address(), Cut.every(1), 3);
        kim.login("kim", "secret");
        kim.awaitTextWith("Welcome");
        shareOfAlice = Files.createDirectories(folder.resolve("alice/dir")).getParent();
        shareOfKim = Files.createDirectories(folder.resolve("kim"));
        content = new byte[300_000];
        new Random(2).nextBytes(content);
        Files.write(shareOfAlice.resolve("dir/about epoll.txt"), content);
        Files.writeString(shareOfAlice.resolve("인사.txt"), "안녕");
        Files.writeString(shareOfAlice.resolve("50%.txt"), "half");
        Files.write(shareOfKim.resolve("about epoll.txt"), content);
        Files.writeString(shareOfKim.resolve("100%.txt"), "percent");
        alice.engine().share(shareOfAlice);
        alice.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning());
        kim.share(shareOfKim);
    }

    @AfterEach
    void allLeave() throws IOException {
        kim.close();
        alice.close();
        relay.close();
    }

    @Test
    void theyTalk() throws IOException {
        kim.type("안녕하세요");
        assertThat(alice.log().await(EngineEvent.ChatReceived.class).text()).isEqualTo("안녕하세요");
        alice.engine().say(new MessageId("m1"), "hello");
        kim.awaitText("alice: hello");
    }

    @Test
    void theOriginalListsAndFetchesFromTheEngine() throws IOException {
        kim.type("/file ls alice");
        assertThat(kim.awaitList("alice")).containsExactly("50%.txt", "인사.txt", "dir/about epoll.txt");
        kim.type("/file dn alice dir/about epoll.txt");
        assertThat(kim.awaitDownload("alice", "dir/about epoll.txt")).isEqualTo(content);
        TransferView done = alice.awaitTransfer(TransferView.Direction.UPLOAD, TransferState.DONE);
        assertThat(done.isEncrypted()).isFalse();
        assertThat(done.peer()).isEqualTo(KIM);
    }

    @Test
    void theOriginalIsToldThatAFileIsNotThere() throws IOException {
        kim.type("/file dn alice nothing.txt");
        Assertions.assertThatThrownBy(() -> kim.awaitDownload("alice", "nothing.txt"))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void theEngineListsAndFetchesFromTheOriginal() throws IOException {
        alice.engine().list(KIM, "", "");
        ListingEvent.ListingReceived list = alice.log().await(ListingEvent.ListingReceived.class);
        assertThat(list.isFlat()).isTrue();
        assertThat(list.entries())
                .extracting(RemoteEntry::name)
                .containsExactlyInAnyOrder("about epoll.txt", "100%.txt");

        Path downloads = folder.resolve("downloads");
        alice.engine().download(KIM, "about epoll.txt", OptionalLong.empty(), downloads);
        TransferView done = alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.DONE);
        assertThat(done.sentence()).isEqualTo("Its length wasn't known, so it couldn't be checked.");
        assertThat(downloads.resolve("about epoll.txt")).hasBinaryContent(content);
    }

    @Test
    void aPercentSignInANameIsTheSameOnBothSides() throws IOException {
        kim.type("/file dn alice 50%.txt");
        assertThat(kim.awaitDownload("alice", "50%.txt"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("half");

        Path downloads = folder.resolve("downloads");
        alice.engine().download(KIM, "100%.txt", OptionalLong.empty(), downloads);
        alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.DONE);
        assertThat(downloads.resolve("100%.txt")).hasContent("percent");
    }

    @Test
    void theEngineIsToldThatTheOriginalHasNoSuchFile() {
        alice.engine().download(KIM, "nothing.txt", OptionalLong.empty(), folder.resolve("downloads"));
        assertThat(alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.FAILED)
                        .sentence())
                .contains("kim doesn't share that file");
    }
}
