package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temp;

    static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    static void refuses(Path folder, String sentence) {
        assertThatThrownBy(() -> Store.open(DataFolder.open(folder)).close())
                .isInstanceOf(StoreException.class)
                .hasMessage(sentence);
    }

    @Test
    void folderAndEverythingInItIsForTheOwnerOnly() throws Exception {
        Path folder = temp.resolve("deep/data");
        try (Store store = Store.open(DataFolder.open(folder));
                FolderLock lock = DataFolder.open(folder).lockForServing()) {
            Answers<Accounts.Creation> created = new Answers<>();
            store.accounts().create(AccountsTest.account("minsu"), AccountsTest.ENTRY, Runnable::run, created);
            created.value();

            assertThat(mode(folder)).isEqualTo("rwx------");
            try (Stream<Path> content = Files.list(folder)) {
                List<Path> files = content.toList();
                assertThat(files)
                        .extracting(file -> file.getFileName().toString())
                        .contains("naru.db", "naru.db-wal", "naru.db-shm", "relay.lock", "native");
                for (Path file : files) {
                    assertThat(mode(file))
                            .as(file.toString())
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
                }
            }
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void pathsWithSpacesQuestionMarksAndHangulWork() throws Exception {
        for (String name : List.of("two words", "what?mode=ro", "a#b%20c", "나루 데이터", "file:x")) {
            Path folder = temp.resolve(name);

            Store.open(DataFolder.open(folder)).close();

            assertThat(folder.resolve("naru.db")).as(name).isNotEmptyFile();
        }
    }

    @Test
    void libraryLeavesNothingBehindAndLeftoversAreRemoved() throws Exception {
        Path libraries = temp.resolve("data/native");
        Files.createDirectories(libraries);
        Files.writeString(libraries.resolve("sqlite-of-a-killed-run.so"), "old");
        Files.writeString(libraries.resolve("sqlite-of-a-killed-run.so.lck"), "");

        Store.open(DataFolder.open(temp.resolve("data"))).close();

        assertThat(libraries).isEmptyDirectory();
    }

    @Test
    void fileInPlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        refuses(file, file + " isn't a folder; name a folder for the relay's data");
        refuses(file.resolve("below"), "The folder " + file.resolve("below") + " can't be made: Not a directory");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void folderThatCannotBeMadeIsRefused() {
        // Nobody, not even root, makes folders there.
        assertThatThrownBy(() -> DataFolder.open(Path.of("/proc/naru")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The folder /proc/naru can't be made: ");
    }

    @Test
    void folderThatCannotBeWrittenIsRefused() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        assumeTrue(!Files.isWritable(folder), "root may write everywhere");

        refuses(
                folder,
                "The data folder " + folder
                        + " can't be written; give yourself the right to, or choose another folder");
    }

    @Test
    void folderThatOthersMayWriteIsRefused() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("data"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));

        refuses(folder, "Others may write in the data folder " + folder + "; type: chmod 700 " + folder);
    }

    @Test
    void databaseThatOthersMayReadIsRefused() throws IOException {
        Path database = Files.createFile(temp.resolve("naru.db"));
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));

        refuses(temp, "Others may read " + database + "; type: chmod 600 " + database);
    }

    @Test
    void fileThatIsNoDatabaseIsRefused() throws IOException {
        Path database = temp.resolve("naru.db");
        DataFolderTest.ownersFile(database);
        Files.writeString(database, "This is a text of some length, which no database begins with. ".repeat(50));

        refuses(temp, database + " isn't a database; move it away, or choose another data folder");
        assertThat(Files.readString(database, StandardCharsets.UTF_8)).startsWith("This is a text");
    }

    @Test
    void databaseOfAnotherProgramIsRefused() throws Exception {
        Path database = temp.resolve("naru.db");
        sql(database, "CREATE TABLE recipe (name TEXT)");

        refuses(temp, database + " is the database of another program; move it away, or choose another data folder");
    }

    @Test
    void databaseOfANewerVersionIsRefused() throws Exception {
        Path database = temp.resolve("naru.db");
        sql(database, "PRAGMA application_id = " + Migrations.APPLICATION_ID, "PRAGMA user_version = 99");

        refuses(
                temp,
                "The database " + database + " was written by a newer version of Naru (its format is 99, this version"
                        + " knows " + Migrations.ALL.size() + "); start that newer version");
    }

    @Test
    void lockedDatabaseIsRefusedAfterTheTimeout() throws Exception {
        Path database = temp.resolve("naru.db");
        ownersFile(database);
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            StoreLimits impatient = new StoreLimits(1, 1, Duration.ofMillis(10));
            assertThatThrownBy(() -> SqliteStore.open(DataFolder.open(temp), impatient))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The database " + database
                            + " is locked by another program; close that program or try again");
        }
    }

    @Test
    void folderWithoutADatabaseIsNotOpenedAsAnExistingOne() {
        assertThatThrownBy(() -> DataFolder.openExisting(temp))
                .isInstanceOf(StoreException.class)
                .hasMessage("There is no database in " + temp + " yet; check the name, or add a first account");
        assertThatThrownBy(() -> DataFolder.openExisting(temp.resolve("none")))
                .isInstanceOf(StoreException.class)
                .hasMessage("There is no data folder " + temp.resolve("none") + "; check the name");
        assertThat(temp).isEmptyDirectory();
    }

    static void ownersFile(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void sql(Path database, String... statements) throws IOException, SQLException {
        ownersFile(database);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
