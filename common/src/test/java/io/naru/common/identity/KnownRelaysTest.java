package io.naru.common.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.testkit.Seeds;
import io.naru.common.testkit.TestIdentities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownRelaysTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123Z");
    private static final Instant SECOND = Instant.parse("2026-11-23T09:00:00Z");
    private static final Fingerprint ONE = TestIdentities.of("one").fingerprint();
    private static final Fingerprint TWO = TestIdentities.of("two").fingerprint();

    @TempDir
    private Path home;

    private Path file;
    private KnownRelays relays;

    @BeforeEach
    void place() {
        file = home.resolve("naru/known_relays");
        relays = new KnownRelays(file);
    }

    @Test
    void addedRelayIsFoundByHostAndPort() throws IOException {
        assertThat(relays.find("relay.example", 7411)).isEmpty();

        KnownRelay added = relays.add("Relay.Example.", 7411, ONE, NOW);

        assertThat(added).isEqualTo(new KnownRelay("relay.example", 7411, ONE, SECOND, 1));
        assertThat(relays.find("RELAY.example", 7411)).contains(added);
        assertThat(relays.find("relay.example", 7412)).isEmpty();
        assertThat(relays.find("relay", 7411)).isEmpty();
        assertThat(file).hasContent("relay.example:7411 " + ONE + " 2026-11-23T09:00:00Z\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(file.getParent())).isEqualTo("rwx------");
    }

    @Test
    void addressesOfBothKindsAreFoundWithAndWithoutBrackets() throws IOException {
        relays.add("::1", 7411, ONE, NOW);
        relays.add("192.0.2.1", 7411, TWO, NOW);
        assertThat(file).content().startsWith("[::1]:7411 ").contains("\n192.0.2.1:7411 ");
        assertThat(relays.find("[::1]", 7411).orElseThrow().fingerprint()).isEqualTo(ONE);
        assertThat(relays.find("::1", 7411).orElseThrow().fingerprint()).isEqualTo(ONE);
        assertThat(relays.find("192.0.2.1", 7411).orElseThrow().line()).isEqualTo(2);
    }

    @Test
    void commentsAndEmptyLinesStayAndCount() throws IOException {
        write("# mine\n\n  a:1   " + ONE.toString().toLowerCase(Locale.ROOT) + "\t2026-01-01T00:00:00Z  ");
        relays.add("b", 2, TWO, NOW);
        assertThat(file).content().startsWith("# mine\n\n  a:1   ").endsWith("\nb:2 " + TWO + " " + SECOND + "\n");
        assertThat(relays.find("a", 1).orElseThrow().line()).isEqualTo(3);
        assertThat(relays.find("b", 2).orElseThrow().line()).isEqualTo(4);
    }

    @Test
    void knownKeyIsNeverReplaced() throws IOException {
        relays.add("a", 1, ONE, NOW);
        assertThat(relays.add("A", 1, ONE, NOW.plusSeconds(99)).firstSeen()).isEqualTo(SECOND);
        assertThatIOException()
                .isThrownBy(() -> relays.add("a", 1, TWO, NOW))
                .withMessage("%s, line 1 knows another key of a:1: %s", file, ONE);
        assertThat(relays.all()).hasSize(1);
    }

    @Test
    void brokenLineIsToldWithFileAndLine() throws IOException {
        String good = "a:1 " + ONE + " 2026-01-01T00:00:00Z\n";
        for (String[] broken : new String[][] {
            {"a:1", "a line is HOST:PORT, a fingerprint and a time"},
            {"a " + ONE + " 2026-01-01T00:00:00Z", "A relay is HOST:PORT"},
            {"a:x " + ONE + " 2026-01-01T00:00:00Z", "A relay is HOST:PORT"},
            {"a:0 " + ONE + " 2026-01-01T00:00:00Z", "A port is 1 to 65535"},
            {"b:1 ABC 2026-01-01T00:00:00Z", "A fingerprint is 56 letters and digits, in 8 groups of 7"},
            {"b:1 " + ONE + " yesterday", "its time isn't of the form 2026-01-31T12:00:00Z"},
            {"A:1 " + TWO + " 2026-01-01T00:00:00Z", "line 1 is about the same relay"},
        }) {
            write(good + broken[0] + "\n");
            assertThatIOException()
                    .isThrownBy(() -> relays.find("other", 1))
                    .withMessage("%s, line 2: %s; mend or remove that line", file, broken[1]);
        }
        Files.write(file, new byte[] {'#', (byte) 0xFF, '\n'});
        assertThatIOException()
                .isThrownBy(() -> relays.find("a", 1))
                .withMessage("%s, line 1: it isn't UTF-8 text; mend or remove that line", file);
    }

    @Test
    void listThatOthersCanChangeIsRefused() throws IOException {
        relays.add("a", 1, ONE, NOW);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThatIOException()
                .isThrownBy(() -> relays.find("a", 1))
                .withMessage("Others than you can change %s. Type: chmod go-w '%s'", file, file);
    }

    @Test
    void whatIsNoHostIsRefusedBeforeItIsWritten() {
        for (String host : List.of("", " ", "a b", "#a", "a\nb", "a\u0000", "[]", ".", "x".repeat(256))) {
            assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> relays.add(host, 1, ONE, NOW));
        }
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> relays.add("a", 65536, ONE, NOW));
        assertThat(file).doesNotExist();
    }

    @Test
    void nothingIsLostWhenManyAddAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            Stream<Callable<KnownRelay>> tasks =
                    IntStream.rangeClosed(1, 30).mapToObj(port -> () -> new KnownRelays(file).add("a", port, ONE, NOW));
            for (Future<KnownRelay> done : threads.invokeAll(tasks.toList())) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(relays.all()).hasSize(30);
    }

    @Test
    void anyTextGivesRelaysOrASentence() throws IOException {
        Files.createDirectories(file.getParent());
        String line = "relay.example:7411 " + ONE + " 2026-11-23T09:00:00Z";
        Seeds.run(1000, random -> {
            Files.writeString(file, GarbledLines.of(random, line, "[::1]:99999", "#", "a:1 b:2 c:3"));
            try {
                relays.find("relay.example", 7411);
            } catch (IOException e) {
                IdentityFileTest.isOneSentence(e);
            }
        });
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
