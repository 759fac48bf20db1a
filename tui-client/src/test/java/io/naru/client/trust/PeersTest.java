package io.naru.client.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TrustEvent;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.common.identity.KnownPeers;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is known of users' keys, with a disk that works when the test says so. */
@Timeout(60)
class PeersTest {
    private static final UserName ALICE = UserName.of("alice");
    private static final UserName BOB = UserName.of("bob");
    private static final Fingerprint RELAY = key("relay");
    private static final Fingerprint OWN = key("alice");
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final Heard heard = new Heard();
    private final Queue<Runnable> disk = new ArrayDeque<>();
    private Peers peers;

    @BeforeEach
    void up() {
        peers = new Peers(new KnownPeers(file()), stepped.agent(), disk::add, heard);
        stepped.run(() -> peers.onUp(ALICE, Optional.of(OWN), Optional.of(RELAY)));
    }

    @AfterEach
    void stop() {
        stepped.stop();
    }

    private static Fingerprint key(String of) {
        return Fingerprint.ofKey(of.getBytes(StandardCharsets.UTF_8));
    }

    private Path file() {
        return folder.resolve("known_peers");
    }

    private PeerTrust seen(UserName user, Fingerprint key) {
        List<PeerTrust> trust = new ArrayList<>();
        stepped.run(() -> trust.add(peers.onSeen(user, Optional.of(key))));
        return trust.get(0);
    }

    private void work() {
        Runnable next = disk.poll();
        while (next != null) {
            next.run();
            next = disk.poll();
        }
        stepped.run(() -> {});
    }

    @Test
    void aStormOfNewUsersIsOneWrite() throws IOException {
        for (int i = 0; i < 1000; i++) {
            assertThat(seen(UserName.of("user" + i), key("user" + i))).isEqualTo(PeerTrust.NEW);
        }
        assertThat(disk).isEmpty();
        stepped.advance(MOMENT);

        assertThat(disk).hasSize(1);
        work();
        assertThat(Files.readAllLines(file())).hasSize(1000);
        for (int i = 0; i < 1000; i++) {
            seen(UserName.of("user" + i), key("user" + i));
        }
        stepped.advance(MOMENT);
        assertThat(disk).isEmpty();
    }

    @Test
    void aKeyThatChangesWhileTheFirstIsBeingWrittenHasChanged() {
        assertThat(seen(BOB, key("bob"))).isEqualTo(PeerTrust.NEW);
        stepped.advance(MOMENT);
        assertThat(seen(BOB, key("mallory"))).isEqualTo(PeerTrust.CHANGED);
        work();
        assertThat(seen(BOB, key("mallory"))).isEqualTo(PeerTrust.CHANGED);
        assertThat(peers.obstacle(BOB)).isPresent();
        assertThat(seen(BOB, key("bob"))).isEqualTo(PeerTrust.NEW);
        assertThat(peers.obstacle(BOB)).isEmpty();
    }

    @Test
    void whoIsKnownByAKeyExchangesNoFilesWithoutOne() {
        UserName original = UserName.of("original");
        stepped.run(() -> peers.onSeen(original, Optional.empty()));
        assertThat(obstacle(original)).isEmpty();

        seen(BOB, key("bob"));
        stepped.run(() -> peers.onSeen(BOB, Optional.empty()));
        assertThat(obstacle(BOB)).isPresent();

        stepped.run(peers::onDown);
        work();
        stepped.run(() -> peers.onUp(ALICE, Optional.of(OWN), Optional.of(RELAY)));
        stepped.run(() -> peers.onSeen(BOB, Optional.empty()));
        assertThat(obstacle(BOB))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("known by a key").contains(file().toString()));
        seen(BOB, key("bob"));
        assertThat(obstacle(BOB)).isEmpty();
    }

    @Test
    void whoIsKnownByAKeyAndIsntHereIsWaitedForAndNotKeptOut() {
        seen(BOB, key("bob"));
        stepped.run(() -> peers.onGone(BOB));
        assertThat(obstacle(BOB)).isEmpty();
        stepped.run(() -> peers.onSeen(BOB, Optional.empty()));
        stepped.run(() -> peers.onGone(BOB));
        assertThat(obstacle(BOB)).isEmpty();

        stepped.run(peers::onDown);
        work();
        stepped.run(() -> peers.onUp(ALICE, Optional.of(OWN), Optional.of(RELAY)));
        assertThat(obstacle(BOB)).isEmpty();
        stepped.run(() -> assertThat(peers.hasKey(BOB)).isTrue());
        assertThat(obstacle(BOB, key("the relay's"))).isPresent();
    }

    private Optional<String> obstacle(UserName user) {
        List<Optional<String>> found = new ArrayList<>();
        stepped.run(() -> found.add(peers.obstacle(user)));
        return found.get(0);
    }

    @Test
    void whoIsWrittenIsKnownOnTheNextLink() {
        seen(BOB, key("bob"));
        stepped.run(peers::onDown);
        work();
        stepped.run(() -> peers.onUp(ALICE, Optional.of(OWN), Optional.of(RELAY)));
        assertThat(seen(BOB, key("bob"))).isEqualTo(PeerTrust.KNOWN);
        stepped.run(() -> peers.onUp(ALICE, Optional.of(OWN), Optional.of(key("another relay"))));
        assertThat(seen(BOB, key("mallory"))).isEqualTo(PeerTrust.NEW);
    }

    @Test
    void comparingANewKeyMakesItTheVerifiedOne() {
        seen(BOB, key("bob"));
        stepped.run(peers::onDown);
        work();
        stepped.run(() -> peers.onUp(ALICE, Optional.of(OWN), Optional.of(RELAY)));
        assertThat(seen(BOB, key("new"))).isEqualTo(PeerTrust.CHANGED);

        stepped.run(() -> peers.verify(BOB, key("new")));
        work();

        assertThat(heard.await(TrustEvent.PeerTrusted.class).trust()).isEqualTo(PeerTrust.VERIFIED);
        assertThat(seen(BOB, key("new"))).isEqualTo(PeerTrust.VERIFIED);
        assertThat(seen(BOB, key("bob"))).isEqualTo(PeerTrust.KNOWN);
        assertThat(seen(BOB, key("mallory"))).isEqualTo(PeerTrust.CHANGED);
    }

    @Test
    void aLaptopAndADesktopAreKnownSideBySideOnceTheSecondIsAccepted() {
        assertThat(seen(BOB, key("laptop"))).isEqualTo(PeerTrust.NEW);
        assertThat(seen(BOB, key("desktop"))).isEqualTo(PeerTrust.CHANGED);
        assertThat(obstacle(BOB)).isPresent();

        stepped.run(() -> peers.accept(BOB, key("desktop")));
        work();

        assertThat(heard.await(TrustEvent.PeerTrusted.class).trust()).isEqualTo(PeerTrust.KNOWN);
        for (int i = 0; i < 3; i++) {
            assertThat(seen(BOB, key("laptop"))).isEqualTo(PeerTrust.NEW);
            assertThat(obstacle(BOB)).isEmpty();
            assertThat(seen(BOB, key("desktop"))).isEqualTo(PeerTrust.KNOWN);
            assertThat(obstacle(BOB)).isEmpty();
        }
        stepped.run(() -> peers.onUp(ALICE, Optional.of(OWN), Optional.of(RELAY)));
        assertThat(seen(BOB, key("laptop"))).isEqualTo(PeerTrust.KNOWN);
        assertThat(seen(BOB, key("desktop"))).isEqualTo(PeerTrust.KNOWN);
        assertThat(seen(BOB, key("mallory"))).isEqualTo(PeerTrust.CHANGED);
    }

    @Test
    void anotherInstallOfTheOwnAccountIsNoWarning() {
        assertThat(seen(ALICE, OWN)).isEqualTo(PeerTrust.VERIFIED);
        assertThat(seen(ALICE, key("the other install"))).isEqualTo(PeerTrust.KNOWN);
        assertThat(obstacle(ALICE)).isEmpty();
        stepped.run(() -> peers.makeSafetyNumber(ALICE));
        assertThat(heard.await(EngineEvent.RequestRefused.class).sentence()).isEqualTo("That is you.");
    }

    @Test
    void aBrokenFileIsToldOnceAndNamesTheLine() throws IOException {
        Files.writeString(file(), "nonsense\n");
        seen(BOB, key("bob"));
        seen(UserName.of("carol"), key("carol"));
        stepped.run(() -> {});
        assertThat(heard.all(EngineEvent.RequestRefused.class)).hasSize(1);
        assertThat(heard.await(EngineEvent.RequestRefused.class).sentence())
                .contains(file().toString())
                .contains("line 1");
    }

    private Optional<String> obstacle(UserName user, Fingerprint key) {
        List<Optional<String>> obstacles = new ArrayList<>();
        stepped.run(() -> obstacles.add(peers.obstacle(user, key)));
        return obstacles.get(0);
    }

    @Test
    void aKeyThatTheRelayPassesOnForFilesMustBeTheOneThatItTellsOfTheUser() {
        seen(BOB, key("bob"));

        assertThat(obstacle(BOB, key("bob"))).isEmpty();
        assertThat(obstacle(BOB, key("the relay's"))).get().asString().contains("another key", "bob");
    }

    @Test
    void aKeyThatIsKnownFromBeforeIsEnoughForFilesWithoutSeeingTheUser() throws IOException {
        new KnownPeers(file()).rememberAll(RELAY, Map.of(BOB, key("bob")), Instant.parse("2026-11-23T09:00:00Z"));

        assertThat(obstacle(BOB, key("bob"))).isEmpty();
        assertThat(obstacle(BOB, key("the relay's"))).isPresent();
    }

    @Test
    void whoHasAKeyIsKnownToHaveOne() {
        seen(BOB, key("bob"));

        stepped.run(() -> {
            assertThat(peers.hasKey(BOB)).isTrue();
            assertThat(peers.hasKey(UserName.of("carol"))).isFalse();
        });
    }

    @Test
    void whileTheKnownKeysCantBeReadNobodysKeyIsTheKnownOne() throws IOException {
        seen(BOB, key("bob"));
        stepped.advance(MOMENT);
        work();
        byte[] before = Files.readAllBytes(file());
        stepped.run(() -> peers.onUp(ALICE, Optional.of(OWN), Optional.of(RELAY)));
        Files.writeString(file(), "nonsense\n", StandardCharsets.UTF_8);

        assertThat(seen(BOB, key("mallory"))).isEqualTo(PeerTrust.CHANGED);
        stepped.run(() -> {
            assertThat(peers.obstacle(BOB).orElseThrow())
                    .contains("can't be told")
                    .contains(file().toString());
            assertThat(peers.obstacle(UserName.of("carol"), key("carol"))).isPresent();
            assertThat(peers.hasKey(BOB)).isTrue();
        });
        assertThat(heard.await(EngineEvent.RequestRefused.class).sentence()).contains("line 1");

        Files.write(file(), before);
        stepped.run(() -> assertThat(peers.obstacle(BOB).orElseThrow()).contains("isn't a known one"));
        assertThat(seen(BOB, key("bob"))).isEqualTo(PeerTrust.KNOWN);
        stepped.run(() -> assertThat(peers.obstacle(BOB)).isEmpty());
    }
}
