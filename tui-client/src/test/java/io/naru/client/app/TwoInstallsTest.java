package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TrustEvent;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.client.testkit.Person;
import io.naru.common.message.MessageId;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One user on a laptop and a desktop at once, and another one, over TLS. */
@Timeout(60)
class TwoInstallsTest {
    private static final UserName KIM = UserName.of("kim");

    @TempDir
    private Path folder;

    private RelayServer relay;
    private Person bob;
    private Person laptop;
    private Person desktop;

    @BeforeEach
    void start() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")));
        bob = arrives("bob", "bob");
        laptop = arrives("kim", "laptop");
        bob.log().await(EngineEvent.UserSeen.class, seen -> seen.user().equals(KIM));
        desktop = arrives("kim", "desktop");
    }

    @AfterEach
    void stop() {
        List.of(laptop, desktop, bob).forEach(Person::close);
        relay.close();
    }

    private Person arrives(String name, String install) {
        Person person = Person.of(name, EngineSettings.standard("test", folder.resolve(install)));
        RelayAddress address = new RelayAddress("127.0.0.1", relay.address().getPort());
        person.engine()
                .connect(Login.of(
                        address,
                        person.user(),
                        Optional.of(Password.of("secret of " + name)),
                        Protection.pinned(relay.fingerprint())));
        person.log().await(EngineEvent.LinkUp.class);
        return person;
    }

    @Test
    void bothGetWhatIsSaidInEitherOfThem() {
        laptop.engine().say(new MessageId("of-the-laptop"), "hello");
        for (Person person : List.of(laptop, desktop, bob)) {
            EngineEvent.ChatReceived heard = person.log().await(EngineEvent.ChatReceived.class);
            assertThat(heard.text()).isEqualTo("hello");
            assertThat(heard.id()).contains(new MessageId("of-the-laptop"));
            assertThat(heard.isOwn()).isEqualTo(person != bob);
        }

        bob.engine().say(new MessageId("of-bob"), "welcome");
        for (Person person : List.of(laptop, desktop)) {
            assertThat(person.log().await(EngineEvent.ChatReceived.class).text())
                    .isEqualTo("welcome");
        }
    }

    @Test
    void eachGetsItsOwnAnswersOfAnOwnerWhomBothAsk() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("shared"));
        for (String inside : List.of("red", "blue")) {
            Files.createDirectories(shared.resolve(inside));
            Files.writeString(shared.resolve(inside).resolve(inside + ".txt"), inside);
        }
        bob.engine().share(shared);
        laptop.log()
                .await(
                        EngineEvent.UserSeen.class,
                        seen -> seen.user().equals(bob.user())
                                && seen.sharedFiles().orElse(0) == 2);

        laptop.engine().list(bob.user(), "red", "");
        desktop.engine().list(bob.user(), "blue", "");

        assertThat(names(laptop)).containsExactly("red.txt");
        assertThat(names(desktop)).containsExactly("blue.txt");
        assertThat(laptop.log().all(ListingEvent.ListingReceived.class)).hasSize(1);
    }

    private static List<String> names(Person asker) {
        return asker.log().await(ListingEvent.ListingReceived.class).entries().stream()
                .map(RemoteEntry::name)
                .toList();
    }

    @Test
    void othersSeeOneUserAndJudgeTheKeyOfTheInstallThatShares() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.writeString(shared.resolve("a.txt"), "a");
        desktop.engine().share(shared);

        EngineEvent.UserSeen changed = bob.log()
                .await(
                        EngineEvent.UserSeen.class,
                        seen -> seen.user().equals(KIM) && seen.sharedFiles().orElse(0) == 1);
        assertThat(changed.trust()).isEqualTo(PeerTrust.CHANGED);
        bob.engine().acceptPeer(KIM, changed.fingerprint().orElseThrow());
        assertThat(bob.log().await(TrustEvent.PeerTrusted.class).trust()).isEqualTo(PeerTrust.KNOWN);

        desktop.engine().unshare();
        EngineEvent.UserSeen back = bob.log()
                .await(
                        EngineEvent.UserSeen.class,
                        seen -> seen.user().equals(KIM) && !seen.fingerprint().equals(changed.fingerprint()));
        assertThat(back.trust()).isEqualTo(PeerTrust.NEW);
        assertThat(Files.readAllLines(folder.resolve("bob/known_peers"))).hasSize(2);
        assertThat(laptop.log().all(EngineEvent.UserSeen.class))
                .filteredOn(seen -> seen.user().equals(KIM))
                .noneMatch(seen -> seen.trust() == PeerTrust.CHANGED);
        assertThat(bob.log().all(EngineEvent.UserSeen.class)).noneMatch(seen -> seen.state() == PresenceState.OFFLINE);
    }
}
