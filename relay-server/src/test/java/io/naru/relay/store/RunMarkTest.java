package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.log.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When rooms get new epochs by themselves. */
class RunMarkTest {
    @TempDir
    Path temp;

    private Path data;
    private Logging logging;

    @BeforeEach
    void start() throws IOException {
        logging = Logging.silent();
        data = temp.resolve("data");
        try (Store store = serve(data)) {
            new Talking(store).createAccounts("alice");
        }
    }

    @AfterEach
    void stop() {
        logging.close();
    }

    private static Store serve(Path folder) throws StoreException {
        return Store.openForServing(DataFolder.open(folder));
    }

    private static String epoch(Store store) {
        return new Talking(store).lobby("alice").epoch();
    }

    private String epoch() throws StoreException {
        try (Store store = serve(data)) {
            return epoch(store);
        }
    }

    /** What a relay leaves that is killed, or a backup gets that is made while it runs. */
    private static Path image(Path from, Path to) throws IOException {
        DataFolder.createFolder(to);
        for (String name : List.of("naru.db", "naru.db-wal", "history-run")) {
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }

    private void restore(Path backup) throws IOException {
        for (String name : List.of("naru.db-wal", "naru.db-shm")) {
            Files.deleteIfExists(data.resolve(name));
        }
        for (String name : List.of("naru.db", "naru.db-wal")) {
            if (Files.exists(backup.resolve(name))) {
                Files.copy(
                        backup.resolve(name),
                        data.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void epochsStayOverRestarts() throws IOException {
        String epoch = epoch();

        assertThat(epoch()).isEqualTo(epoch);
        assertThat(epoch()).isEqualTo(epoch);
    }

    @Test
    void markIsItsOwnersOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("history-run"))))
                .isEqualTo("rw-------");
    }

    @Test
    void epochsStayWhenTheRelayIsKilled() throws IOException {
        try (Store store = serve(data)) {
            Path killed = image(data, temp.resolve("killed"));
            try (Store other = serve(killed)) {
                assertThat(epoch(other)).isEqualTo(epoch(store));
            }
        }
    }

    @Test
    void epochsStayWhenTheRelayIsKilledBetweenFileAndDatabase() throws IOException {
        String epoch = epoch();
        Path mark = data.resolve("history-run");
        Files.writeString(mark, Files.readString(mark) + "0123456789abcdef0123456789abcdef\n");

        assertThat(epoch()).isEqualTo(epoch);
        assertThat(epoch()).isEqualTo(epoch);
    }

    @Test
    void commandsChangeNothing() throws IOException {
        String epoch = epoch();
        String mark = Files.readString(data.resolve("history-run"));

        Store.open(DataFolder.open(data)).close();

        assertThat(Files.readString(data.resolve("history-run"))).isEqualTo(mark);
        assertThat(epoch()).isEqualTo(epoch);
    }

    @Test
    void databaseOfAnEarlierRunGetsNewEpochsOnce() throws IOException {
        String epoch = epoch();
        Path backup = image(data, temp.resolve("backup"));
        assertThat(epoch()).isEqualTo(epoch);

        restore(backup);

        String other = epoch();
        assertThat(other).isNotEqualTo(epoch);
        assertThat(epoch()).isEqualTo(other);
    }

    @Test
    void databaseThatWasCopiedWhileTheRelayRanGetsNewEpochsAfterItHasStopped() throws IOException {
        String epoch;
        Path backup;
        try (Store store = serve(data)) {
            epoch = epoch(store);
            backup = image(data, temp.resolve("backup"));
        }

        restore(backup);

        assertThat(epoch()).isNotEqualTo(epoch);
    }

    @Test
    void databaseThatIsRestoredIntoAnotherFolderGetsNewEpochs() throws IOException {
        String epoch = epoch();
        Files.delete(data.resolve("history-run"));

        assertThat(epoch()).isNotEqualTo(epoch);
    }

    @Test
    void emptiedMarkMeansNewEpochs() throws IOException {
        String epoch = epoch();
        Files.write(data.resolve("history-run"), new byte[0]);

        assertThat(epoch()).isNotEqualTo(epoch);
    }

    @Test
    void killedWhileNewEpochsAreGivenGetsThemAtTheNextStart() throws IOException {
        String epoch = epoch();
        // The mark is written before the database has it.
        Files.writeString(data.resolve("history-run"), "0123456789abcdef0123456789abcdef\n");

        assertThat(epoch()).isNotEqualTo(epoch);
    }

    @Test
    void recreatedDatabaseHasOtherEpochs() throws IOException {
        String epoch = epoch();
        for (String name : List.of("naru.db", "naru.db-wal", "naru.db-shm")) {
            Files.deleteIfExists(data.resolve(name));
        }

        try (Store store = serve(data)) {
            new Talking(store).createAccounts("alice");
            assertThat(epoch(store)).isNotEqualTo(epoch);
        }
    }
}
