package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.event.TrustEvent;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.client.testkit.Person;
import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines and a relay in one process, over TLS. */
@Timeout(60)
class TrustAtRelayTest {
    @TempDir
    private Path folder;

    private RelayServer relay;

    @BeforeEach
    void start() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")));
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    private Path keys(String name) {
        return folder.resolve("keys-" + name);
    }

    private Person person(String name) {
        return Person.of(name, EngineSettings.standard("test", keys(name)));
    }

    private Login login(Person person, Protection protection) {
        return Login.of(address(), person.user(), Optional.of(Password.of("secret of " + person.user())), protection);
    }

    private RelayAddress address() {
        return new RelayAddress("127.0.0.1", relay.address().getPort());
    }

    private Person arrives(String name) {
        Person person = person(name);
        person.engine().connect(login(person, Protection.pinned(relay.fingerprint())));
        person.log().await(EngineEvent.LinkUp.class);
        return person;
    }

    private static Fingerprint anotherKey() {
        return Identity.create(new SecureRandom(), Instant.EPOCH).fingerprint();
    }

    private String knownRelays(String name) throws IOException {
        Path file = keys(name).resolve("known_relays");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void aRelayIsUnknownUntilTheUserTrustsItAndKnownFromThenOn() throws IOException {
        Person alice = person("alice");
        alice.engine().connect(login(alice, Protection.TLS));

        TrustEvent.RelayUnknown unknown = alice.log().await(TrustEvent.RelayUnknown.class);
        assertThat(unknown.fingerprint()).isEqualTo(relay.fingerprint());
        assertThat(unknown.relay()).isEqualTo(address().toString());
        assertThat(knownRelays("alice")).isEmpty();
        alice.engine().trustRelay(unknown.relay(), anotherKey());
        alice.engine().trustRelay(unknown.relay(), unknown.fingerprint());

        EngineEvent.LinkUp up = alice.log().await(EngineEvent.LinkUp.class);
        assertThat(up.relayKey()).contains(relay.fingerprint());
        assertThat(knownRelays("alice")).contains(address() + " " + relay.fingerprint());
        alice.close();
        Person again = person("alice");
        again.engine().connect(login(again, Protection.TLS));
        again.log().await(EngineEvent.LinkUp.class);
        assertThat(again.log().all(TrustEvent.RelayUnknown.class)).isEmpty();
        again.close();
    }

    @Test
    void nobodyGetsOnToARelayWithAnotherKeyThanTheKnownOne() throws IOException {
        Fingerprint before = anotherKey();
        Person alice = person("alice");
        Files.createDirectories(keys("alice"));
        Files.writeString(
                keys("alice").resolve("known_relays"),
                "# mine\n" + address() + " " + before + " 2026-01-01T00:00:00Z\n");
        alice.engine().connect(login(alice, Protection.TLS));

        TrustEvent.RelayChanged changed = alice.log().await(TrustEvent.RelayChanged.class);
        assertThat(changed.expected()).isEqualTo(before);
        assertThat(changed.seen()).isEqualTo(relay.fingerprint());
        assertThat(changed.file()).contains(keys("alice").resolve("known_relays"));
        assertThat(changed.line()).isEqualTo(2);
        assertThat(changed.sentence())
                .contains(before.toString(), relay.fingerprint().toString(), "remove line 2 of");
        alice.engine().trustRelay(changed.relay(), changed.seen());

        Files.delete(keys("alice").resolve("known_relays"));
        alice.engine().reconnectNow();
        TrustEvent.RelayUnknown unknown = alice.log().await(TrustEvent.RelayUnknown.class);
        alice.engine().trustRelay(unknown.relay(), unknown.fingerprint());
        alice.log().await(EngineEvent.LinkUp.class);
        alice.close();
    }

    @Test
    void aFingerprintOfAnInviteIsCheckedBeforeAnythingIsSaid() throws IOException {
        Person alice = person("alice");
        alice.engine().connect(login(alice, Protection.pinned(anotherKey())));

        TrustEvent.RelayChanged changed = alice.log().await(TrustEvent.RelayChanged.class);
        assertThat(changed.file()).isEmpty();
        assertThat(changed.sentence()).contains("wrong fingerprint");
        assertThat(knownRelays("alice")).isEmpty();
        assertThat(relay.counters().toString()).doesNotContain("LOGIN_REFUSED=1");
        alice.close();
    }

    @Test
    void aRightFingerprintIsRememberedAndAnotherOneLaterRefused() throws IOException {
        arrives("alice").close();
        assertThat(knownRelays("alice")).contains(relay.fingerprint().toString());

        Person again = person("alice");
        Fingerprint other = anotherKey();
        again.engine().connect(login(again, Protection.pinned(other)));
        assertThat(again.log().await(EngineEvent.LinkEnded.class).sentence())
                .contains("isn't the one in line 1 of")
                .contains(other.toString(), relay.fingerprint().toString())
                .contains("known_relays");
        again.close();
    }

    @Test
    void thePasswordIsAskedForWhenItIsWantedAndAgainWhenItIsWrong() throws IOException {
        arrives("bob").close();
        Files.delete(keys("bob").resolve("identity.pem"));
        Person again = person("bob");
        again.engine().connect(Login.of(address(), again.user(), Optional.empty(), Protection.TLS));

        assertThat(again.log().await(TrustEvent.PasswordWanted.class).refusal()).isEmpty();
        again.engine().password(Password.of("wrong"));
        assertThat(again.log().await(TrustEvent.PasswordWanted.class).refusal()).contains("Wrong");
        again.engine().password(Password.of("secret of bob"));
        again.log().await(EngineEvent.LinkUp.class);
        assertThat(again.log().all(TrustEvent.PasswordWanted.class)).hasSize(2);
        again.close();
    }

    @Test
    void whoIsKnownIsToldFromWhoIsNewAndWhoHasChanged() throws IOException {
        Person alice = arrives("alice");
        Person bob = arrives("bob");
        EngineEvent.UserSeen first = seen(alice, bob.user());
        assertThat(first.trust()).isEqualTo(PeerTrust.NEW);
        assertThat(seen(bob, bob.user()).trust()).isEqualTo(PeerTrust.VERIFIED);
        bob.close();
        alice.close();

        alice = arrives("alice");
        bob = arrives("bob");
        assertThat(seen(alice, bob.user()).trust()).isEqualTo(PeerTrust.KNOWN);
        bob.close();
        alice.log().await(EngineEvent.UserSeen.class, gone -> gone.state() == PresenceState.OFFLINE);

        Files.delete(keys("bob").resolve("identity.pem"));
        bob = arrives("bob");
        bob.engine().addKey("the new one");
        assertThat(bob.log().await(TrustEvent.KeysReceived.class).keys())
                .hasSize(2)
                .anyMatch(bound -> bound.isCurrent() && bound.label().equals("the new one"));
        EngineEvent.UserSeen changed = seen(alice, bob.user());
        assertThat(changed.trust()).isEqualTo(PeerTrust.CHANGED);
        assertThat(changed.fingerprint()).isPresent().isNotEqualTo(first.fingerprint());
        alice.engine().acceptPeer(bob.user(), first.fingerprint().get());
        assertThat(alice.log().await(EngineEvent.RequestRefused.class).sentence())
                .contains("has changed since");
        alice.engine().acceptPeer(bob.user(), changed.fingerprint().get());
        assertThat(alice.log().await(TrustEvent.PeerTrusted.class).trust()).isEqualTo(PeerTrust.KNOWN);
        alice.close();
        bob.close();
    }

    private static EngineEvent.UserSeen seen(Person by, UserName user) {
        return by.log().await(EngineEvent.UserSeen.class, seen -> seen.user().equals(user));
    }

    @Test
    void bothMakeTheSameSafetyNumberAndVerifyingStays() {
        Person alice = arrives("alice");
        Person bob = arrives("bob");
        Fingerprint key = seen(alice, bob.user()).fingerprint().orElseThrow();
        seen(bob, alice.user());

        alice.engine().safetyNumber(bob.user());
        bob.engine().safetyNumber(alice.user());
        TrustEvent.SafetyNumberMade number = alice.log().await(TrustEvent.SafetyNumberMade.class);
        assertThat(number.groups())
                .hasSize(12)
                .isEqualTo(bob.log().await(TrustEvent.SafetyNumberMade.class).groups());
        alice.engine().verifyPeer(bob.user(), number.fingerprint());
        assertThat(alice.log().await(TrustEvent.PeerTrusted.class))
                .isEqualTo(new TrustEvent.PeerTrusted(bob.user(), key, PeerTrust.VERIFIED));
        alice.close();

        Person again = arrives("alice");
        assertThat(seen(again, bob.user()).trust()).isEqualTo(PeerTrust.VERIFIED);
        again.close();
        bob.close();
    }

    @Test
    void noFilesGoToOrComeFromSomebodyWhoseKeyHasChangedUntilItIsAccepted() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.writeString(shared.resolve("a.txt"), "words", StandardCharsets.UTF_8);
        Person alice = arrives("alice");
        Person bob = arrives("bob");
        seen(alice, bob.user());
        bob.close();
        alice.close();
        Files.delete(keys("bob").resolve("identity.pem"));
        alice = arrives("alice");
        bob = arrives("bob");
        bob.engine().share(shared);
        alice.engine().share(shared);
        bob.log().await(EngineEvent.ShareCounted.class, counted -> counted.files() == 1);
        alice.log().await(EngineEvent.ShareCounted.class, counted -> counted.files() == 1);
        Fingerprint changed = seen(alice, bob.user()).fingerprint().orElseThrow();

        alice.engine().download(bob.user(), "a.txt", OptionalLong.empty(), folder.resolve("in"));
        TransferView failed = alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.FAILED);
        assertThat(failed.sentence()).contains("/verify bob", "/accept bob");
        bob.engine().download(alice.user(), "a.txt", OptionalLong.empty(), folder.resolve("in"));
        assertThat(bob.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.FAILED)
                        .sentence())
                .contains("Your key isn't the one");

        alice.engine().acceptPeer(bob.user(), changed);
        alice.log().await(TrustEvent.PeerTrusted.class);
        alice.engine().retry(failed.id());
        alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.DONE);
        alice.close();
        bob.close();
    }

    @Test
    void aFileOfSomebodyKnownByAKeyWaitsForThem() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.writeString(shared.resolve("a.txt"), "words", StandardCharsets.UTF_8);
        Person alice = arrives("alice");
        Person bob = arrives("bob");
        seen(alice, bob.user());
        bob.close();
        alice.close();
        alice = arrives("alice");
        alice.engine().download(bob.user(), "a.txt", OptionalLong.empty(), folder.resolve("in"));
        alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.WAITING);

        bob = arrives("bob");
        bob.engine().share(shared);

        alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.DONE);
        bob.close();
        alice.log().await(EngineEvent.UserSeen.class, gone -> gone.state() == PresenceState.OFFLINE);
        alice.engine().download(UserName.of("bob"), "b.txt", OptionalLong.empty(), folder.resolve("in"));
        alice.awaitTransfer(TransferView.Direction.DOWNLOAD, TransferState.WAITING);
        alice.close();
    }

    @Test
    void aReconnectAsksNothing() throws IOException {
        Person alice = person("alice");
        alice.engine().connect(login(alice, Protection.TLS));
        TrustEvent.RelayUnknown unknown = alice.log().await(TrustEvent.RelayUnknown.class);
        alice.engine().trustRelay(unknown.relay(), unknown.fingerprint());
        alice.log().await(EngineEvent.LinkUp.class);
        InetSocketAddress at = relay.address();

        relay.close();
        alice.log().await(EngineEvent.LinkLost.class);
        relay = RelayServer.start(
                RelayConfig.temporary().withData(folder.resolve("relay")).withListen(List.of(at)));

        alice.log().await(EngineEvent.LinkUp.class);
        assertThat(alice.log().all(TrustEvent.RelayUnknown.class)).hasSize(1);
        assertThat(alice.log().all(TrustEvent.PasswordWanted.class)).isEmpty();
        alice.close();
    }

    @Test
    void aRelayThatComesBackWithAnotherKeyIsNotTalkedTo() throws IOException {
        Person alice = arrives("alice");
        InetSocketAddress at = relay.address();
        relay.close();
        alice.log().await(EngineEvent.LinkLost.class);
        relay = RelayServer.start(RelayConfig.temporary().withListen(List.of(at)));

        TrustEvent.RelayChanged changed = alice.log().await(TrustEvent.RelayChanged.class);
        assertThat(changed.seen()).isEqualTo(relay.fingerprint());
        assertThat(changed.line()).isEqualTo(1);
        alice.close();
    }

    @Test
    void withoutTlsNothingIsKnownOfAnybodysKey() {
        Person alice = arrives("alice");
        Person plain = person("plain");
        plain.engine().connect(login(plain, Protection.PLAIN));
        EngineEvent.LinkUp up = plain.log().await(EngineEvent.LinkUp.class);
        assertThat(up.isEncrypted()).isFalse();
        assertThat(up.isLocal()).isTrue();

        assertThat(seen(plain, alice.user()).trust()).isEqualTo(PeerTrust.NONE);
        assertThat(seen(alice, plain.user()).trust()).isEqualTo(PeerTrust.NONE);
        assertThat(keys("plain").resolve("identity.pem")).doesNotExist();
        plain.engine().safetyNumber(alice.user());
        assertThat(plain.log().await(EngineEvent.RequestRefused.class).sentence())
                .contains("no encrypted link");
        alice.close();
        plain.close();
    }

    @Test
    void anIdentityThatOthersCanReadEndsItWithTheChmodToType() throws IOException {
        arrives("alice").close();
        Path identity = keys("alice").resolve("identity.pem");
        Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rw-r--r--"));
        Person alice = person("alice");
        alice.engine().connect(login(alice, Protection.TLS));
        assertThat(alice.log().await(EngineEvent.LinkEnded.class).sentence())
                .contains("chmod")
                .contains(identity.toString());
        alice.close();
    }

    @Test
    void aFolderThatOthersCanWriteToEndsItWithTheChmodToType() throws IOException {
        arrives("alice").close();
        Files.setPosixFilePermissions(keys("alice"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Person alice = person("alice");
        alice.engine().connect(login(alice, Protection.TLS));
        assertThat(alice.log().await(EngineEvent.LinkEnded.class).sentence())
                .contains("chmod go-w")
                .contains(keys("alice").toString());
        alice.close();
    }

    @Test
    void aBrokenLineOfEitherListEndsItWithTheLineToMend() throws IOException {
        for (String list : List.of("known_relays", "known_peers")) {
            arrives("alice").close();
            Path file = keys("alice").resolve(list);
            byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            Files.writeString(file, "nonsense\n");
            Person alice = person("alice");
            alice.engine().connect(login(alice, Protection.TLS));
            assertThat(alice.log().await(EngineEvent.LinkEnded.class).sentence())
                    .contains(file + ", line 1:")
                    .contains("mend or remove that line");
            alice.close();
            Files.write(file, before);
        }
    }
}
