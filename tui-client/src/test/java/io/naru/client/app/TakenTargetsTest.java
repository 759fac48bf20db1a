package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.testkit.Person;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads whose name something else has already: it stays what it is, and the download is beside it. */
@Timeout(120)
class TakenTargetsTest {
    private static final String NAME = "big.bin";

    @TempDir
    private Path folder;

    private RelayServer relay;
    private Person alice;
    private Person bob;
    private Path into;

    @BeforeEach
    void start() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")));
        alice = Person.of("alice", EngineSettings.standard("test", folder.resolve("data-alice")))
                .connect(relay.address());
        bob = Person.of("bob", EngineSettings.standard("test", folder.resolve("data-bob")))
                .connect(relay.address());
        into = Files.createDirectories(folder.resolve("in"));
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        relay.close();
    }

    @ParameterizedTest
    @CsvSource({
        "file, 100",
        "file, 600000",
        "folder, 100",
        "folder, 600000",
        "link, 600000",
        "link to nothing, 100",
        "link to nothing, 600000",
        "pipe, 100",
        "pipe, 600000"
    })
    void whatIsThereStaysAndTheDownloadIsBesideIt(String what, int octets) throws Exception {
        byte[] content = new byte[octets];
        new Random(octets).nextBytes(content);
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.write(shared.resolve(NAME), content);
        bob.engine().share(shared);
        bob.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning() && counted.files() == 1);
        Path elsewhere = folder.resolve("elsewhere");
        Path taken = into.resolve(NAME);
        take(what, taken, elsewhere);

        alice.engine().download(bob.user(), NAME, OptionalLong.of(octets), into);

        TransferView done = alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.DONE);
        assertThat(done.target()).contains(into.resolve("big (1).bin"));
        assertThat(into.resolve("big (1).bin")).hasBinaryContent(content);
        assertThat(into.toFile().list()).containsExactlyInAnyOrder(NAME, "big (1).bin");
        switch (what) {
            case "file" -> assertThat(taken).hasContent("mine");
            case "folder" -> assertThat(taken).isEmptyDirectory();
            case "link" -> assertThat(elsewhere).hasContent("mine");
            case "link to nothing" -> assertThat(elsewhere).doesNotExist();
            default ->
                assertThat(Files.isRegularFile(taken, LinkOption.NOFOLLOW_LINKS))
                        .isFalse();
        }
    }

    private static void take(String what, Path taken, Path elsewhere) throws Exception {
        switch (what) {
            case "file" -> Files.writeString(taken, "mine");
            case "folder" -> Files.createDirectory(taken);
            case "link" -> Files.createSymbolicLink(taken, Files.writeString(elsewhere, "mine"));
            case "link to nothing" -> Files.createSymbolicLink(taken, elsewhere);
            default ->
                assertThat(new ProcessBuilder("mkfifo", taken.toString())
                                .start()
                                .waitFor())
                        .isZero();
        }
    }
}
