package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.BanInForce;
import io.naru.client.event.BoundKey;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TrustEvent;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.testkit.Person;
import io.naru.client.testkit.ScriptedRelay;
import io.naru.common.identity.Identity;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.Facts;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine over TLS against a relay that does as it is told. */
@Timeout(60)
class KeyLoginTest {
    private static final RelayMessage.Error UNKNOWN_KEY =
            new RelayMessage.Error("This key isn't bound.", ErrorCode.KEY_UNKNOWN, "");

    private final Identity identity = Identity.create(new SecureRandom(), Instant.EPOCH);

    @TempDir
    private Path folder;

    private ScriptedRelay relay;
    private Person alice;

    @BeforeEach
    void start() throws IOException {
        relay = ScriptedRelay.encrypted(identity);
        alice = Person.of("alice", EngineSettings.standard("test", folder));
    }

    @AfterEach
    void end() throws IOException {
        relay.close();
        alice.close();
    }

    private void connect(Optional<Password> password) {
        alice.engine()
                .connect(Login.of(relay.address(), alice.user(), password, Protection.pinned(identity.fingerprint())));
    }

    private void connectByKey() throws IOException {
        connect(Optional.empty());
        relay.letKeyIn();
        alice.log().await(EngineEvent.LinkUp.class);
    }

    private void presence(String name, Optional<Fingerprint> key) throws IOException {
        relay.send(new RelayMessage.Presence(
                UserName.of(name),
                PresenceState.ONLINE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                "",
                key,
                Role.MEMBER));
    }

    @Test
    void theKeyIsTriedFirstAndIsEnough() throws IOException {
        connectByKey();

        assertThat(alice.log().all(TrustEvent.PasswordWanted.class)).isEmpty();
        assertThat(alice.log().all(TrustEvent.KeyUnbound.class)).isEmpty();
    }

    @Test
    void whenTheKeyIsUnknownThePasswordFollowsOnTheSameConnection() throws IOException {
        connect(Optional.of(Password.of("secret")));
        relay.greetKey();
        relay.send(UNKNOWN_KEY);

        assertThat(relay.expect(ClientMessage.Credentials.class).password()).isEqualTo(Password.of("secret"));
        relay.send(new RelayMessage.Welcome(alice.user(), Role.OPERATOR, new Facts(Map.of("key", "unbound"))));
        assertThat(alice.log().await(EngineEvent.LinkUp.class).role()).isEqualTo(Role.OPERATOR);
        alice.log().await(TrustEvent.KeyUnbound.class);
    }

    @Test
    void thePasswordIsAskedForOnceEvenIfTheRelayHasNoPatience() throws IOException {
        connect(Optional.empty());
        relay.greetKey();
        relay.send(UNKNOWN_KEY);
        alice.log().await(TrustEvent.PasswordWanted.class);
        relay.send(new RelayMessage.Error("Too slow.", ErrorCode.LOGIN_TIMEOUT, ""));
        relay.send(new RelayMessage.Close("Too slow.", Optional.of(ErrorCode.LOGIN_TIMEOUT)));
        assertThat(relay.isHungUp()).isTrue();

        alice.engine().password(Password.of("secret"));

        assertThat(relay.letIn().password()).isEqualTo(Password.of("secret"));
        alice.log().await(EngineEvent.LinkUp.class);
        assertThat(alice.log().all(TrustEvent.PasswordWanted.class)).hasSize(1);
        assertThat(alice.log().all(EngineEvent.LinkLost.class)).isEmpty();
    }

    @Test
    void thePasswordThatIsTypedInTimeGoesOnTheSameConnection() throws IOException {
        connect(Optional.empty());
        relay.greetKey();
        relay.send(UNKNOWN_KEY);
        alice.log().await(TrustEvent.PasswordWanted.class);

        alice.engine().password(Password.of("secret"));

        assertThat(relay.expect(ClientMessage.Credentials.class).password()).isEqualTo(Password.of("secret"));
    }

    @Test
    void aPasswordThatNobodyWantsIsWiped() {
        Password password = Password.of("secret");
        alice.engine().password(password);
        alice.engine().bans();
        alice.log().await(EngineEvent.RequestRefused.class);
        assertThat(password.octets()).containsOnly(0);
    }

    @Test
    void aReconnectWithoutAKeyThatTheRelayKnowsEndsInsteadOfAsking() throws IOException {
        connectByKey();
        relay.hangUp();
        alice.log().await(EngineEvent.LinkLost.class);
        relay.greetKey();
        relay.send(UNKNOWN_KEY);

        assertThat(alice.log().await(EngineEvent.LinkEnded.class).sentence()).contains("/reconnect");
        assertThat(alice.log().all(TrustEvent.PasswordWanted.class)).isEmpty();
        alice.engine().reconnectNow();
        relay.greetKey();
        relay.send(UNKNOWN_KEY);
        alice.log().await(TrustEvent.PasswordWanted.class);
    }

    @Test
    void whoWasKickedOrBannedStaysAwayAndWhoWasTooFastComesBackLater() throws IOException {
        connectByKey();
        relay.send(new RelayMessage.Close("You were kicked by lee: enough.", Optional.of(ErrorCode.KICKED)));
        EngineEvent.LinkEnded kicked = alice.log().await(EngineEvent.LinkEnded.class);
        assertThat(kicked.code()).contains(ErrorCode.KICKED);
        assertThat(kicked.sentence()).isEqualTo("You were kicked by lee: enough.");

        alice.engine().reconnectNow();
        relay.letKeyIn();
        alice.log().await(EngineEvent.LinkUp.class);
        relay.send(new RelayMessage.Close("Too fast.", Optional.of(ErrorCode.TOO_FAST)));
        assertThat(alice.log().await(EngineEvent.LinkLost.class).retryIn())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aThousandUsersAtOnceAreWrittenTogether() throws IOException {
        Fingerprint key = identity.fingerprint();
        connectByKey();
        for (int i = 0; i < 1000; i++) {
            presence("user" + i, Optional.of(key));
        }
        alice.log().await(EngineEvent.UserSeen.class, seen -> seen.user().equals(UserName.of("user999")));
        assertThat(alice.log().all(EngineEvent.UserSeen.class))
                .hasSize(1000)
                .allMatch(seen -> seen.trust() == PeerTrust.NEW);
        alice.close();

        assertThat(Files.readAllLines(folder.resolve("known_peers")).stream().filter(line -> line.endsWith(" known")))
                .hasSize(1000);
    }

    @Test
    void somebodyWhoseKeyChangesWhileOneLooksIsTold() throws IOException {
        connectByKey();
        presence("bob", Optional.of(identity.fingerprint()));
        assertThat(alice.log().await(EngineEvent.UserSeen.class).trust()).isEqualTo(PeerTrust.NEW);
        presence("bob", Optional.of(identity.fingerprint()));
        assertThat(alice.log().await(EngineEvent.UserSeen.class).trust()).isEqualTo(PeerTrust.NEW);
        presence(
                "bob",
                Optional.of(Identity.create(new SecureRandom(), Instant.EPOCH).fingerprint()));
        assertThat(alice.log().await(EngineEvent.UserSeen.class).trust()).isEqualTo(PeerTrust.CHANGED);
        presence("bob", Optional.empty());
        assertThat(alice.log().await(EngineEvent.UserSeen.class).trust()).isEqualTo(PeerTrust.NONE);
    }

    @Test
    void keysAreAskedForAddedAndRefused() throws IOException {
        connectByKey();
        alice.engine().addKey("at the lab");
        ClientMessage.Keys asked = relay.await(ClientMessage.Keys.class);
        assertThat(asked.verb()).isEqualTo(KeysVerb.ADD);
        assertThat(asked.label()).isEqualTo("at the lab");
        relay.send(new RelayMessage.KeyEntry(
                asked.request(), identity.fingerprint(), "at the lab", 1000, OptionalLong.empty(), true));
        relay.send(new RelayMessage.KeysEnd(asked.request()));
        assertThat(alice.log().await(TrustEvent.KeysReceived.class))
                .isEqualTo(new TrustEvent.KeysReceived(
                        KeysVerb.ADD,
                        List.of(new BoundKey(
                                identity.fingerprint(),
                                "at the lab",
                                Instant.ofEpochSecond(1),
                                Optional.empty(),
                                true))));

        alice.engine().removeKey(identity.fingerprint());
        ClientMessage.Keys removed = relay.await(ClientMessage.Keys.class);
        relay.send(new RelayMessage.Error(
                "There is no such key.", ErrorCode.NOT_FOUND, removed.request().value()));
        assertThat(alice.log().await(EngineEvent.RequestRefused.class))
                .isEqualTo(new EngineEvent.RequestRefused("There is no such key.", Optional.of(ErrorCode.NOT_FOUND)));

        alice.engine().listKeys();
        relay.await(ClientMessage.Keys.class);
        relay.hangUp();
        assertThat(alice.log().await(EngineEvent.RequestRefused.class).sentence())
                .contains("broke before the relay answered");
    }

    @Test
    void moderationIsAnsweredAndWhatConcernsOneselfIsTold() throws IOException {
        connectByKey();
        ModerationTarget lee = new ModerationTarget.User(UserName.of("lee"));
        alice.engine()
                .moderate(ModerationVerb.MUTE, lee, Optional.of(Duration.ofMinutes(10)), Optional.empty(), "shouting");
        ClientMessage.Moderate asked = relay.await(ClientMessage.Moderate.class);
        assertThat(asked.seconds()).hasValue(600);
        relay.send(new RelayMessage.Moderated(
                ModerationVerb.MUTE,
                Optional.of(asked.request()),
                lee,
                OptionalLong.of(600),
                Optional.empty(),
                "shouting",
                Optional.of(alice.user())));
        TrustEvent.Moderated done = alice.log().await(TrustEvent.Moderated.class);
        assertThat(done.isByMe()).isTrue();
        assertThat(done.span()).contains(Duration.ofMinutes(10));

        relay.send(new RelayMessage.Moderated(
                ModerationVerb.ROLE,
                Optional.empty(),
                new ModerationTarget.User(alice.user()),
                OptionalLong.empty(),
                Optional.of(Role.OPERATOR),
                "",
                Optional.of(UserName.of("lee"))));
        TrustEvent.Moderated told = alice.log().await(TrustEvent.Moderated.class);
        assertThat(told.isByMe()).isFalse();
        assertThat(told.role()).contains(Role.OPERATOR);

        alice.engine().moderate(ModerationVerb.KICK, lee, Optional.of(Duration.ofMinutes(10)), Optional.empty(), "");
        assertThat(alice.log().await(EngineEvent.RequestRefused.class).sentence())
                .contains("Bans and mutes end");
    }

    @Test
    void bansAreListed() throws IOException {
        connectByKey();
        alice.engine().bans();
        ClientMessage.Bans asked = relay.await(ClientMessage.Bans.class);
        ModerationTarget key = new ModerationTarget.Key(identity.fingerprint());
        relay.send(new RelayMessage.BanEntry(
                asked.request(), ModerationVerb.BAN, key, Optional.empty(), 2000, OptionalLong.of(3000), "flooding"));
        relay.send(new RelayMessage.BansEnd(asked.request()));

        assertThat(alice.log().await(TrustEvent.BansReceived.class).bans())
                .containsExactly(new BanInForce(
                        ModerationVerb.BAN,
                        key,
                        Optional.empty(),
                        Instant.ofEpochSecond(2),
                        Optional.of(Instant.ofEpochSecond(3)),
                        "flooding"));
    }

    @Test
    void aRelayWithoutTlsIsToldApart() throws Exception {
        try (ScriptedRelay old = new ScriptedRelay()) {
            alice.engine().connect(Login.of(old.address(), alice.user(), Optional.empty(), Protection.TLS));
            old.accept();
            old.send("\0* Say HELLO or CRED first.\0\3\0".getBytes(StandardCharsets.US_ASCII));
            assertThat(alice.log().await(EngineEvent.LinkLost.class).sentence())
                    .startsWith("No encrypted connection to " + old.address() + ": the other side doesn't speak TLS.")
                    .contains("--plaintext");
        }
    }

    @Test
    void nobodyIsLedToDoWithoutTlsAtARelayWhoseKeyIsKnown() throws Exception {
        try (ScriptedRelay other = new ScriptedRelay()) {
            Protection known = Protection.pinned(identity.fingerprint());
            alice.engine().connect(Login.of(other.address(), alice.user(), Optional.empty(), known));
            other.accept();
            other.send("\0* Say HELLO or CRED first.\0\3\0".getBytes(StandardCharsets.US_ASCII));
            assertThat(alice.log().await(EngineEvent.LinkLost.class).sentence())
                    .startsWith("No encrypted connection to " + other.address() + ": the other side doesn't speak TLS.")
                    .doesNotContain("--plaintext");
        }
    }
}
