package io.naru.common.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.naru.common.file.AtomicFiles;
import io.naru.common.message.Fingerprint;
import io.naru.common.testkit.FakeClock;
import io.naru.common.testkit.Seeds;
import io.naru.common.testkit.TestIdentities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFileTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FakeClock clock = new FakeClock();

    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void place() {
        file = home.resolve("naru/identity.pem");
    }

    @Test
    void firstNeedMakesItAndLaterOnesFindIt() throws IOException {
        Identity made = create();
        Identity found = create();

        assertThat(found.fingerprint()).isEqualTo(made.fingerprint());
        assertThat(found.certificate()).isEqualTo(made.certificate());
        assertThat(IdentityFile.load(file).privateKey()).isEqualTo(made.privateKey());
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(file.getParent())).isEqualTo("rwx------");
        assertThat(names(file.getParent())).containsExactly("identity.pem");
    }

    @Test
    void programsThatComeAtTheSameTimeGetTheSame() throws Exception {
        for (int round = 0; round < 5; round++) {
            file = home.resolve("naru" + round + "/identity.pem");
            ExecutorService threads = Executors.newFixedThreadPool(6);
            try {
                Callable<Fingerprint> task = () -> create().fingerprint();
                Set<Fingerprint> all = new HashSet<>();
                for (Future<Fingerprint> one : threads.invokeAll(Collections.nCopies(6, task))) {
                    all.add(one.get());
                }
                assertThat(all).hasSize(1);
                assertThat(names(file.getParent())).containsExactly("identity.pem");
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void keyThatOthersCanReadIsRefusedWithTheCommandToType() throws IOException {
        create();
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            chmod(file, mode);
            assertThatIOException()
                    .isThrownBy(this::create)
                    .withMessage(
                            "%s holds a secret, but others than you can open it. Type: chmod 600 '%s'", file, file);
        }
    }

    @Test
    void folderThatOthersCanWriteIsRefusedWithTheCommandToType() throws IOException {
        create();
        Path folder = file.getParent();
        for (String mode : List.of("rwxrwx---", "rwxr-xrwx")) {
            chmod(folder, mode);
            String refusal = "Others than you can change %s. Type: chmod go-w '%s'".formatted(folder, folder);
            assertThatIOException().isThrownBy(this::create).withMessage(refusal);
            assertThatIOException().isThrownBy(() -> IdentityFile.load(file)).withMessage(refusal);
        }
        Files.delete(file);
        assertThatIOException().isThrownBy(this::create);
        assertThat(file).doesNotExist();
    }

    @Test
    void linkInPlaceOfTheKeyIsRefused() throws IOException {
        create();
        Path elsewhere = Files.move(file, home.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        assertThatIOException()
                .isThrownBy(this::create)
                .withMessage("The identity file %s is a symbolic link; put the file itself there", file);
    }

    @Test
    void linkToNothingIsNotFollowedInMaking() throws IOException {
        AtomicFiles.createPrivateFolders(file.getParent());
        Files.createSymbolicLink(file, home.resolve("planted"));
        assertThatIOException().isThrownBy(this::create).withMessageContaining("is a symbolic link");
        assertThat(home.resolve("planted")).doesNotExist();
    }

    @Test
    void folderInPlaceOfTheKeyIsRefused() throws IOException {
        AtomicFiles.createPrivateFolders(file);
        assertThatIOException().isThrownBy(this::create).withMessage("The identity file %s is no regular file", file);
    }

    @Test
    void missingKeyIsToldAndNotMadeByLoading() {
        assertThatIOException()
                .isThrownBy(() -> IdentityFile.load(file))
                .withMessage("The identity file %s isn't there", file);
        assertThat(file).doesNotExist();
    }

    @Test
    void truncatedKeyGivesASentenceWhereverItEnds() throws IOException {
        create();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length += 7) {
            AtomicFiles.write(file, Arrays.copyOf(whole, length));
            assertThatIOException().isThrownBy(this::create).satisfies(IdentityFileTest::isOneSentence);
        }
        assertThat(Files.size(file)).isLessThan(whole.length);
    }

    @Test
    void damagedKeyGivesASentence() throws IOException {
        create();
        byte[] whole = Files.readAllBytes(file);
        Seeds.run(400, random -> {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            AtomicFiles.write(file, damaged);
            try {
                IdentityFile.load(file);
            } catch (IOException e) {
                isOneSentence(e);
            }
        });
    }

    @Test
    void fileTooLargeToBeAKeyIsNotReadWhole() throws IOException {
        AtomicFiles.createPrivateFolders(file.getParent());
        AtomicFiles.write(file, new byte[70_000]);
        assertThatIOException()
                .isThrownBy(this::create)
                .withMessage("The identity file %s is too large to be one", file);
    }

    @Test
    void exportedIdentityCanBeImportedElsewhere() throws IOException {
        Identity identity = create();
        Path export = home.resolve("backup.pem");
        Path other = home.resolve("other/naru/identity.pem");

        assertThat(IdentityFile.export(file, export).fingerprint()).isEqualTo(identity.fingerprint());
        assertThat(IdentityFile.importFrom(export, other).fingerprint()).isEqualTo(identity.fingerprint());

        assertThat(mode(export)).isEqualTo("rw-------");
        assertThat(mode(other)).isEqualTo("rw-------");
        assertThat(mode(other.getParent())).isEqualTo("rwx------");
        assertThat(IdentityFile.load(other).fingerprint()).isEqualTo(identity.fingerprint());
    }

    @Test
    void neitherImportNorExportOverwritesAnything() throws IOException {
        Identity identity = create();
        Path source = home.resolve("source.pem");
        AtomicFiles.write(source, PemIdentity.write(TestIdentities.of("other")));

        assertThatIOException()
                .isThrownBy(() -> IdentityFile.importFrom(source, file))
                .withMessage(
                        "There is an identity in %s already, and it would be lost; "
                                + "move it away first if that is meant",
                        file);
        assertThatIOException()
                .isThrownBy(() -> IdentityFile.export(file, source))
                .withMessage("There is a file %s already; choose another name", source);
        assertThat(IdentityFile.load(file).fingerprint()).isEqualTo(identity.fingerprint());
    }

    @Test
    void importOfAKeyThatOthersCouldReadIsRefused() throws IOException {
        Path source = home.resolve("source.pem");
        AtomicFiles.write(source, PemIdentity.write(TestIdentities.of("other")));
        chmod(source, "rw-r--r--");
        assertThatIOException()
                .isThrownBy(() -> IdentityFile.importFrom(source, file))
                .withMessageContaining("chmod 600 '" + source + "'");
        assertThat(file).doesNotExist();
    }

    private Identity create() throws IOException {
        return IdentityFile.loadOrCreate(file, RANDOM, clock);
    }

    static void isOneSentence(IOException fault) {
        assertThat(fault.getMessage())
                .doesNotContain("Exception")
                .doesNotContain("java.")
                .doesNotContain("\n");
        assertThat(fault.getMessage().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(10, 500);
    }

    static void chmod(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
