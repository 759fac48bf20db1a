package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.Folders;
import io.naru.client.app.ScreenClient;
import io.naru.common.time.Clock;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A thread has ended by an error, whichever it was: every kind of program ends with a sentence and its status. */
@Timeout(120)
class BrokenProgramTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Breakdown breakdown = new Breakdown();
    private RelayServer relay;
    private PipedInputStream keys;
    private PipedOutputStream typed;

    @BeforeEach
    void start() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")));
        typed = new PipedOutputStream();
        keys = new PipedInputStream(typed);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        typed.close();
    }

    private CompletableFuture<Integer> begin(InputStream in, String... arguments) throws IOException {
        Path password = Files.createFile(
                folder.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "secret of alice\n", StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--fingerprint", relay.fingerprint().toString(), "--password-file", password.toString()));
        Environment environment = new Environment(
                Map.of("TERM", "xterm-256color"),
                new Folders(folder, folder.resolve("config"), folder.resolve("state"), folder.resolve("data")),
                folder,
                "alice",
                Optional.empty(),
                ScreenClient.Terminal.imagined(keys, screen),
                in,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Clock.system(),
                breakdown);
        return CompletableFuture.supplyAsync(() -> new ClientProgram(environment).run(all.toArray(String[]::new)));
    }

    private String target() {
        return "alice@127.0.0.1:" + relay.address().getPort();
    }

    private static void awaitText(Object said, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> said.toString().contains(text));
    }

    private void breakDown() {
        breakdown.uncaughtException(Thread.currentThread(), new OutOfMemoryError("on purpose"));
    }

    @Test
    void theScreenIsGivenBackAndTheSentenceStandsBehindIt() throws Exception {
        CompletableFuture<Integer> status = begin(InputStream.nullInputStream(), target());
        awaitText(screen, "Connected");
        breakDown();
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(out.toString()).containsOnlyOnce(Breakdown.SENTENCE);
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("\033[?1049l");
    }

    @Test
    void thePlainModeEnds() throws Exception {
        CompletableFuture<Integer> status = begin(keys, "chat", "--plain", target());
        awaitText(out, "* logged in");
        breakDown();
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(out.toString()).contains(Breakdown.SENTENCE);
    }

    @Test
    void aSeedBoxEnds() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        CompletableFuture<Integer> status =
                begin(InputStream.nullInputStream(), "share", "--serve", shared.toString(), "--relay", target());
        awaitText(err, "Sharing");
        breakDown();
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(err.toString()).contains("naru: " + Breakdown.SENTENCE);
    }
}
