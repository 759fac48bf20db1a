package io.naru.common.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.common.testkit.Seeds;
import io.naru.common.testkit.TestIdentities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownPeersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final Fingerprint RELAY = TestIdentities.of("relay").fingerprint();
    private static final Fingerprint OTHER_RELAY =
            TestIdentities.of("other relay").fingerprint();
    private static final Fingerprint ONE = TestIdentities.of("one").fingerprint();
    private static final Fingerprint TWO = TestIdentities.of("two").fingerprint();
    private static final UserName KIM = UserName.of("Kim");
    private static final UserName SKY = UserName.of("김하늘");

    @TempDir
    private Path home;

    private Path file;
    private KnownPeers peers;

    @BeforeEach
    void place() {
        file = home.resolve("naru/known_peers");
        peers = new KnownPeers(file);
    }

    @Test
    void rememberedUserIsFoundOnThatRelayOnly() throws IOException {
        assertThat(peers.find(RELAY, KIM)).isEmpty();

        KnownPeer known = peers.remember(RELAY, KIM, ONE, NOW);

        assertThat(known).isEqualTo(new KnownPeer(RELAY, KIM, ONE, NOW, false));
        assertThat(peers.find(RELAY, UserName.of("KIM"))).contains(known);
        assertThat(peers.find(OTHER_RELAY, KIM)).isEmpty();
        assertThat(new KnownPeers(file).find(RELAY, KIM)).contains(known);
        assertThat(file).hasContent(RELAY + " Kim " + ONE + " 2026-11-23T09:00:00Z known\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void furtherKeyIsKnownOnceItIsAcceptedOrVerified() throws IOException {
        KnownPeer first = peers.verify(RELAY, KIM, ONE, NOW);
        assertThat(first.isVerified()).isTrue();

        assertThat(peers.remember(RELAY, KIM, TWO, LATER)).isEqualTo(first);
        assertThat(peers.accept(RELAY, KIM, ONE, LATER)).isEqualTo(first);
        assertThat(peers.find(RELAY, KIM)).containsExactly(first);

        KnownPeer second = new KnownPeer(RELAY, KIM, TWO, LATER, false);
        assertThat(peers.accept(RELAY, KIM, TWO, LATER)).isEqualTo(second);
        assertThat(new KnownPeers(file).find(RELAY, KIM)).containsExactly(first, second);
        assertThat(peers.remember(RELAY, KIM, TWO, NOW)).isEqualTo(second);

        KnownPeer verified = new KnownPeer(RELAY, KIM, TWO, LATER, true);
        assertThat(peers.verify(RELAY, KIM, TWO, NOW)).isEqualTo(verified);
        assertThat(new KnownPeers(file).find(RELAY, KIM)).containsExactly(first, verified);
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void userWithEverNewKeysIsKnownBySixteenAtMost() throws IOException {
        for (int i = 0; i < KnownPeers.KEYS_OF_A_USER; i++) {
            peers.accept(RELAY, KIM, fingerprint(i), NOW);
        }
        assertThatIOException()
                .isThrownBy(() -> peers.verify(RELAY, KIM, ONE, NOW))
                .withMessage("%s has 16 keys of Kim already; remove lines that aren't needed any more", file);
        assertThat(peers.find(RELAY, KIM)).hasSize(KnownPeers.KEYS_OF_A_USER);
        assertThat(peers.remember(RELAY, SKY, ONE, NOW)).isNotNull();
    }

    @Test
    void verifyingKeepsWhenTheUserWasSeenFirst() throws IOException {
        peers.remember(RELAY, KIM, ONE, NOW);
        assertThat(peers.verify(RELAY, KIM, ONE, LATER)).isEqualTo(new KnownPeer(RELAY, KIM, ONE, NOW, true));
        assertThat(file).content().endsWith(" verified\n");
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void commentsAndOtherLinesStay() throws IOException {
        peers.remember(RELAY, KIM, ONE, NOW);
        peers.remember(RELAY, SKY, TWO, NOW);
        Files.writeString(file, "# friends\n" + Files.readString(file) + "\n# end");

        peers.verify(RELAY, SKY, TWO, NOW);

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "# friends",
                        RELAY + " Kim " + ONE + " 2026-11-23T09:00:00Z known",
                        RELAY + " 김하늘 " + TWO + " 2026-11-23T09:00:00Z verified",
                        "",
                        "# end");
    }

    @Test
    void whatAnotherProgramWroteIsSeen() throws IOException {
        KnownPeers elsewhere = new KnownPeers(file);
        assertThat(peers.find(RELAY, KIM)).isEmpty();
        elsewhere.remember(RELAY, KIM, ONE, NOW);
        assertThat(peers.find(RELAY, KIM)).isNotEmpty();
        elsewhere.verify(RELAY, KIM, ONE, NOW);
        assertThat(peers.find(RELAY, KIM).get(0).isVerified()).isTrue();
        Files.delete(file);
        assertThat(peers.find(RELAY, KIM)).isEmpty();
    }

    @Test
    void manyAreRememberedWithOneWrite() throws IOException {
        peers.remember(RELAY, KIM, ONE, NOW);
        Map<UserName, Fingerprint> users = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            users.put(UserName.of("user" + i), fingerprint(i));
        }
        users.put(KIM, TWO);
        Object before = Files.readAttributes(file, "unix:ino").get("ino");

        peers.rememberAll(RELAY, users, LATER);

        assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isNotEqualTo(before);
        assertThat(Files.readAllLines(file)).hasSize(501);
        assertThat(peers.find(RELAY, UserName.of("user499")).get(0).fingerprint())
                .isEqualTo(fingerprint(499));
        assertThat(peers.find(RELAY, KIM).get(0).fingerprint()).isEqualTo(ONE);
    }

    @Test
    void relayThatInventsUsersMakesNothingForgotten() throws IOException {
        peers.remember(RELAY, KIM, ONE, NOW);
        Map<UserName, Fingerprint> users = new HashMap<>();
        for (int i = 1; i < KnownPeers.KEYS_OF_A_RELAY; i++) {
            users.put(UserName.of("u" + i), ONE);
        }
        peers.rememberAll(RELAY, users, NOW);

        assertThatIOException()
                .isThrownBy(() -> peers.remember(RELAY, SKY, TWO, NOW))
                .withMessage(
                        "%s has 20000 keys of users of one relay already; remove lines that aren't needed any more",
                        file);
        assertThat(peers.find(RELAY, SKY)).isEmpty();
        assertThat(peers.find(RELAY, KIM)).isNotEmpty();
        assertThat(peers.verify(RELAY, KIM, ONE, NOW).isVerified()).isTrue();
        assertThat(peers.remember(OTHER_RELAY, SKY, TWO, NOW)).isNotNull();
    }

    @Test
    void brokenLineIsToldWithFileAndLineEachTime() throws IOException {
        peers.remember(RELAY, KIM, ONE, NOW);
        String good = Files.readString(file);
        for (String[] broken : new String[][] {
            {"x", "a line is a relay's fingerprint, a user, a fingerprint, a time, known or verified"},
            {
                RELAY + " lee " + ONE + " 2026-11-23T09:00:00Z trusted",
                "a line is a relay's fingerprint, a user, a fingerprint, a time, known or verified"
            },
            {
                RELAY + " -lee " + ONE + " 2026-11-23T09:00:00Z known",
                "A user name begins and ends with a letter or a digit"
            },
            {RELAY + " lee " + ONE + " now known", "its time isn't of the form 2026-01-31T12:00:00Z"},
            {RELAY + " kim " + ONE + " 2026-11-23T09:00:00Z verified", "line 1 is about the same key of the same user"},
        }) {
            Files.writeString(file, good + broken[0] + "\n");
            for (int again = 0; again < 2; again++) {
                assertThatIOException()
                        .isThrownBy(() -> peers.find(RELAY, KIM))
                        .withMessage("%s, line 2: %s; mend or remove that line", file, broken[1]);
            }
            assertThatIOException().isThrownBy(() -> peers.remember(RELAY, SKY, TWO, NOW));
            assertThat(file).content().startsWith(good + broken[0]);
        }
    }

    @Test
    void nothingIsLostWhenManyRememberAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            Stream<Callable<KnownPeer>> tasks = IntStream.range(0, 30).mapToObj(i -> {
                KnownPeers own = i % 2 == 0 ? peers : new KnownPeers(file);
                return () -> own.remember(RELAY, UserName.of("user" + i), fingerprint(i), NOW);
            });
            for (Future<KnownPeer> done : threads.invokeAll(tasks.toList())) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Files.readAllLines(file)).hasSize(30);
        assertThat(peers.find(RELAY, UserName.of("user29"))).isNotEmpty();
    }

    @Test
    void anyTextGivesUsersOrASentence() throws IOException {
        Files.createDirectories(file.getParent());
        String line = RELAY + " Kim " + ONE + " 2026-11-23T09:00:00Z known";
        Seeds.run(1000, random -> {
            Files.writeString(file, GarbledLines.of(random, line, line.replace("Kim", "Lee"), "#", "a b c d verified"));
            try {
                peers.find(RELAY, KIM);
            } catch (IOException e) {
                IdentityFileTest.isOneSentence(e);
            }
        });
    }

    private static Fingerprint fingerprint(int number) {
        return Fingerprint.ofKey(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }
}
