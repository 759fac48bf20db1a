package io.naru.client.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.app.EngineSettings;
import io.naru.client.link.LinkTimes;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.common.chaos.ChaosRounds;
import io.naru.common.chaos.Checker;
import io.naru.common.chaos.Diary;
import io.naru.common.chaos.DiaryText;
import io.naru.common.chaos.HarmfulProxy;
import io.naru.common.chaos.HarmfulProxy.Way;
import io.naru.common.chaos.HistoryReader;
import io.naru.common.chaos.Noted;
import io.naru.common.chaos.Reading;
import io.naru.common.message.Password;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import io.naru.relay.session.SessionLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A message and its receipt, cut behind each of their octets: it arrives once, whichever octet was the last. */
@Timeout(300)
class CutEverywhereTest {
    private static final LinkTimes AT_ONCE = new LinkTimes(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMillis(2),
            Duration.ofMillis(4),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1));
    private static final int LONGEST_FILLER = 40;
    private static final int MORE_THAN_AN_EXCHANGE = 1_000;

    @TempDir
    private Path folder;

    private final ChaosTalk talk = new ChaosTalk(List.of("alice", "bob"), 100);
    private RelayServer relay;
    private HarmfulProxy proxy;
    /** What a client noted that lives for a round only. */
    private final List<Noted> carol = new ArrayList<>();

    private ChaosClient alice;
    private ChaosClient bob;

    @BeforeEach
    void start() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary()
                .withSessions(SessionLimits.DEFAULT.withoutShares())
                .withData(folder.resolve("relay")));
        proxy = new HarmfulProxy(relay.address(), () -> HarmfulProxy.Harms.NONE);
        alice = client("alice", proxy.address());
        bob = client("bob", relay.address());
        rest();
    }

    @AfterEach
    void stop() throws IOException {
        alice.stop();
        bob.stop();
        proxy.close();
        relay.close();
    }

    private Path diary(String name) {
        return folder.resolve(name + ".diary");
    }

    private ChaosClient client(String name, InetSocketAddress at) throws IOException {
        RelayAddress address = new RelayAddress("127.0.0.1", at.getPort());
        EngineSettings settings =
                EngineSettings.standard("test", folder.resolve(name)).with(AT_ONCE);
        ChaosClient client = new ChaosClient(
                name,
                settings,
                diary(name),
                () -> Login.of(
                        address,
                        UserName.of(name),
                        Optional.of(Password.of(ChaosHost.passwordOf(name))),
                        Protection.PLAIN),
                talk,
                new Random(1));
        client.start();
        return client;
    }

    private void rest() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(alice.unrest() + bob.unrest()).isEmpty());
    }

    /** Nothing is on its way to a client any more, which it couldn't know itself. */
    private static void awaitLevel(ChaosClient client, RoomName room, long seq) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(client.shown(room)).as(client.name()).isEqualTo(seq));
    }

    /** Yields how many octets one exchange has, which is how many cuts it took to get through uncut. */
    private int cutEverywhere(Way way, RoomName room, Random random) {
        // All are equally long, so that no octet is left out.
        String filler = "-".repeat(random.nextInt(LONGEST_FILLER));
        for (int octets = 0; octets < MORE_THAN_AN_EXCHANGE; octets++) {
            int breaks = alice.breaks();
            proxy.cutAllAfter(way, octets);
            alice.say(room, filler);
            rest();
            boolean isThrough = alice.breaks() == breaks;
            proxy.cutAllAfter(way, Long.MAX_VALUE);
            if (isThrough) {
                return octets;
            }
        }
        throw new AssertionError("an exchange has less than " + MORE_THAN_AN_EXCHANGE + " octets");
    }

    private void checkAll() throws IOException {
        alice.stop();
        bob.stop();
        List<Diary> diaries = List.of(
                new Diary("carol", "carol", carol),
                new Diary("alice", "alice", DiaryText.read(diary("alice"))),
                new Diary("bob", "bob", DiaryText.read(diary("bob"))));
        List<Reading> readings = new ArrayList<>();
        for (String user : List.of("alice", "bob")) {
            readings.addAll(HistoryReader.read(relay.address(), user, ChaosHost.passwordOf(user)));
        }
        assertThat(readings).isNotEmpty();
        assertThat(Checker.violations(diaries, readings)).isEmpty();
        alice.start();
        bob.start();
    }

    @Test
    void onItsWayToTheRelay() {
        ChaosRounds.run("Cuts on the way to the relay", 1, random -> {
            assertThat(cutEverywhere(Way.UP, RoomName.LOBBY, random)).isGreaterThan(10);
            awaitLevel(bob, RoomName.LOBBY, alice.shown(RoomName.LOBBY));
            checkAll();
        });
    }

    @Test
    void onItsWayBack() {
        ChaosRounds.run("Cuts on the way back", 1, random -> {
            assertThat(cutEverywhere(Way.DOWN, RoomName.LOBBY, random)).isGreaterThan(30);
            awaitLevel(bob, RoomName.LOBBY, alice.shown(RoomName.LOBBY));
            checkAll();
        });
    }

    @Test
    void toSomebodyAlone() {
        ChaosRounds.run("Cuts on the way to somebody alone", 1, random -> {
            assertThat(cutEverywhere(Way.UP, RoomName.of("@bob"), random)).isGreaterThan(10);
            awaitLevel(bob, RoomName.of("@alice"), alice.shown(RoomName.of("@bob")));
            checkAll();
        });
    }

    /** Clients that ask for what they missed find their message there; here only the relay can know it. */
    @Test
    void alsoWhereTheClientSaysItAgainWithoutAsking() {
        ChaosRounds.run("Cuts before a client that doesn't ask", 1, random -> {
            String filler = "-".repeat(random.nextInt(LONGEST_FILLER));
            try (HarmfulProxy own = new HarmfulProxy(relay.address(), () -> HarmfulProxy.Harms.NONE);
                    BluntClient blunt = new BluntClient("carol", own.address())) {
                int octets = 0;
                boolean hasBroken = true;
                while (hasBroken) {
                    String id = talk.newId("carol");
                    own.cutAllAfter(Way.DOWN, octets);
                    hasBroken = blunt.say(id, id + filler);
                    octets++;
                }
                assertThat(octets).isGreaterThan(30);
                carol.addAll(blunt.diary().lines());
            }
            rest();
            long last = ((Noted.Shown) carol.get(carol.size() - 1)).seq();
            awaitLevel(alice, RoomName.LOBBY, last);
            awaitLevel(bob, RoomName.LOBBY, last);
            checkAll();
        });
    }
}
