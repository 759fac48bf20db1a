package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.EngineSettings;
import io.naru.client.app.Folders;
import io.naru.client.app.Preferences;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.client.testkit.Person;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code naru share}: what it keeps for the next start, and a seed box. */
@Timeout(120)
class ShareCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(Writer out, String... arguments) {
        Environment environment = new Environment(
                Map.of(),
                new Folders(folder, folder.resolve("config"), folder.resolve("state"), folder.resolve("data")),
                folder,
                "alice",
                Optional.empty(),
                TerminalDisplay::open,
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Clock.system(),
                new Breakdown());
        return new ClientProgram(environment).run(arguments);
    }

    private List<String> kept() throws IOException {
        return Preferences.read(folder.resolve("config").resolve("naru.properties"))
                .shares();
    }

    private Path music() throws IOException {
        Path music = Files.createDirectories(folder.resolve("music"));
        Files.writeString(music.resolve("song.ogg"), "words", StandardCharsets.UTF_8);
        return music;
    }

    @Test
    void foldersAreSharedFromTheNextStartOnAsTheyWereTyped() throws IOException {
        music();
        Files.createDirectories(folder.resolve("pictures"));
        StringWriter out = new StringWriter();
        int status = run(out, "share", "music", "pictures as photos for bob,#team only *.jpg except drafts/");
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString())
                .isEqualTo("Shared from the next start on: music (" + folder.resolve("music") + ")\n"
                        + "Shared from the next start on: photos (" + folder.resolve("pictures")
                        + ", for #team, bob; only *.jpg; except drafts/)\n");
        assertThat(kept()).hasSize(2);
        assertThat(kept().get(1)).endsWith("\" as \"photos\" for \"#team\" \"bob\" only \"*.jpg\" except \"drafts/\"");

        assertThat(run(out, "share", "pictures as photos")).isZero();
        assertThat(kept()).hasSize(2);
        assertThat(kept().get(1)).doesNotContain("only");
    }

    @Test
    void whatIsNoFolderIsRefusedAndNothingIsKept() throws IOException {
        Path music = music();
        StringWriter out = new StringWriter();
        assertThat(run(out, "share", "music", "nowhere")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no folder " + folder.resolve("nowhere") + ".");
        assertThat(run(out, "share", music.resolve("song.ogg").toString())).isEqualTo(1);
        assertThat(run(out, "share")).isEqualTo(2);
        assertThat(err.toString()).contains("Say which folders");
        assertThat(run(out, "share", "music for")).isEqualTo(2);
        assertThat(run(out, "share", "--serve", "nowhere")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("config")).doesNotExist();
    }

    /** A script that reads until it has read something, and then goes. */
    private static final class ReadsUntil extends Writer {
        private final StringBuilder read = new StringBuilder();
        private final String what;

        private ReadsUntil(String what) {
            this.what = what;
        }

        @Override
        public synchronized void write(char[] characters, int from, int count) throws IOException {
            flush();
            read.append(characters, from, count);
        }

        @Override
        public synchronized void flush() throws IOException {
            if (read.indexOf(what) >= 0) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void close() {}
    }

    @Test
    void aSeedBoxServesUntilNobodyReadsItsLinesAndKeepsNothing() throws Exception {
        Path music = music();
        Path password = Files.createFile(
                folder.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "secret of alice\n", StandardCharsets.UTF_8);
        ReadsUntil out = new ReadsUntil("to bob");
        try (RelayServer relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")))) {
            int port = relay.address().getPort();
            Person bob = Person.of("bob", EngineSettings.standard("test", folder.resolve("data-bob")));
            bob.engine()
                    .connect(Login.of(
                            new RelayAddress("127.0.0.1", port),
                            bob.user(),
                            Optional.of(Password.of("secret of bob")),
                            Protection.pinned(relay.fingerprint())));
            bob.log().await(EngineEvent.LinkUp.class);
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> run(
                    out,
                    "share",
                    "--serve",
                    "--relay",
                    "alice@127.0.0.1:" + port,
                    "--fingerprint",
                    relay.fingerprint().toString(),
                    "--password-file",
                    password.toString(),
                    music.toString()));
            bob.log()
                    .await(
                            EngineEvent.UserSeen.class,
                            seen -> seen.user().equals(UserName.of("alice")) && seen.state() == PresenceState.ONLINE);

            bob.engine().download(UserName.of("alice"), "song.ogg", OptionalLong.empty(), folder.resolve("downloads"));

            bob.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.DONE);
            assertThat(folder.resolve("downloads/song.ogg")).hasContent("words");
            assertThat(status.get(40, TimeUnit.SECONDS)).as(err.toString()).isZero();
            assertThat(out.read.toString()).isEqualTo("song.ogg  5 B  to bob");
            bob.close();
        }
        assertThat(folder.resolve("config")).doesNotExist();
    }
}
