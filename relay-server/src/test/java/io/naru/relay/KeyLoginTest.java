package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeyStanding;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Registration;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logging in by a key, and the keys of an account. */
final class KeyLoginTest {
    private static final Fingerprint LAPTOP = key("laptop");
    private static final Fingerprint DESK = key("desk");
    private static final RequestId REQUEST = new RequestId("r1");

    private final MemoryStore store = new MemoryStore();
    private SteppedRelay relay;

    static Fingerprint key(String seed) {
        return Fingerprint.ofKey(seed.getBytes(StandardCharsets.UTF_8));
    }

    /** Loopback isn't exempt, so that limits by address are seen. */
    @BeforeEach
    void start() throws IOException {
        restart(RelayConfig.temporary().withSessions(SessionLimits.DEFAULT.withPendingPerAddress(64, false)));
    }

    private void restart(RelayConfig config) throws IOException {
        relay = new SteppedRelay(config, store);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static ClientMessage keyLogin(String name) {
        return new ClientMessage.KeyLogin(UserName.of(name));
    }

    private static ClientMessage keys(KeysVerb verb, Fingerprint fingerprint, String label) {
        return new ClientMessage.Keys(verb, REQUEST, Optional.ofNullable(fingerprint), label);
    }

    /** Registers somebody whose account the key opens, and who has left. */
    private void account(String name, Fingerprint key) throws IOException {
        ScriptedPeer peer = relay.extended(name, key);
        peer.send(new ClientMessage.Close());
        peer.expectEnd();
    }

    private RelayMessage.Error refusal(String name, ScriptedPeer peer) throws IOException {
        peer.send(keyLogin(name));
        return peer.expect(RelayMessage.Error.class);
    }

    private List<RelayMessage> listed(ScriptedPeer peer) throws IOException {
        peer.send(keys(KeysVerb.LIST, null, ""));
        return peer.barrier();
    }

    @Test
    void theKeyThatRegisteredOpensTheAccountWithoutAPassword() throws IOException {
        account("alice", LAPTOP);
        ScriptedPeer alice = relay.hello(LAPTOP);

        alice.send(keyLogin("ALICE"));

        RelayMessage.Welcome welcome = alice.expect(RelayMessage.Welcome.class);
        assertThat(welcome.user()).isEqualTo(UserName.of("alice"));
        assertThat(KeyStanding.of(welcome.facts())).isEqualTo(KeyStanding.BOUND);
    }

    @Test
    void whoIsRefusedByKeyMayGoOnWithThePassword() throws IOException {
        account("alice", LAPTOP);
        ScriptedPeer alice = relay.hello(DESK);

        assertThat(refusal("alice", alice).code()).isEqualTo(ErrorCode.KEY_UNKNOWN);
        alice.send(SteppedRelay.credentials("alice", "secret"));

        RelayMessage.Welcome welcome = alice.expect(RelayMessage.Welcome.class);
        assertThat(KeyStanding.of(welcome.facts())).isEqualTo(KeyStanding.UNBOUND);
    }

    @Test
    void aPasswordSentRightBehindTheKeyIsHandledAfterIt() throws IOException {
        account("alice", LAPTOP);
        ScriptedPeer alice = relay.hello(DESK);

        alice.send(keyLogin("alice"));
        alice.send(SteppedRelay.credentials("alice", "secret"));

        alice.expect(RelayMessage.Error.class);
        alice.expect(RelayMessage.Welcome.class);
    }

    @Test
    void noAccountAnothersKeyNoKeyAndAWrongKeyGetTheSameWords() throws IOException {
        account("alice", LAPTOP);
        account("bob", DESK);

        RelayMessage.Error wrong = refusal("alice", relay.hello(key("unbound")));
        RelayMessage.Error others = refusal("alice", relay.hello(DESK));
        RelayMessage.Error none = refusal("alice", relay.hello());
        RelayMessage.Error nobody = refusal("Zed", relay.hello(LAPTOP));

        assertThat(others).isEqualTo(wrong);
        assertThat(none).isEqualTo(wrong);
        assertThat(nobody.text()).isEqualTo(wrong.text().replace("alice", "Zed"));
        assertThat(nobody.code()).isEqualTo(wrong.code());
    }

    @Test
    void aConnectionMayTryThreeTimes() throws IOException {
        ScriptedPeer peer = relay.hello(LAPTOP);
        for (int i = 0; i < 3; i++) {
            assertThat(refusal("alice", peer).code()).isEqualTo(ErrorCode.KEY_UNKNOWN);
        }

        assertThat(refusal("alice", peer).code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
        peer.expect(RelayMessage.Close.class);
        peer.expectEnd();
    }

    @Test
    void aFloodOfWrongPasswordsDoesNotKeepTheOwnerOut() throws IOException {
        account("alice", LAPTOP);
        for (int i = 0; i < 10; i++) {
            ScriptedPeer guesser = relay.hello();
            guesser.send(SteppedRelay.credentials("alice", "guess" + i));
            assertThat(guesser.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
        }
        ScriptedPeer guesser = relay.hello();
        guesser.send(SteppedRelay.credentials("alice", "secret"));
        assertThat(guesser.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.BUSY);
        ScriptedPeer alice = relay.hello(LAPTOP);

        alice.send(keyLogin("alice"));

        alice.expect(RelayMessage.Welcome.class);
    }

    @Test
    void keysThatOpenNothingCountForNoAddress() throws IOException {
        for (int i = 0; i < 20; i++) {
            refusal("alice", relay.hello(LAPTOP));
        }

        relay.extended("alice");
    }

    @Test
    void aClosedRelayIsOpenedByAKeyAllTheSame() throws IOException {
        account("alice", LAPTOP);
        relay.closeButStore();
        restart(RelayConfig.temporary().withRegistration(Registration.CLOSED));
        ScriptedPeer alice = relay.hello(LAPTOP);

        alice.send(keyLogin("alice"));

        alice.expect(RelayMessage.Welcome.class);
    }

    @Test
    void presenceShowsTheKeyThatWasProvenAndNothingElse() throws IOException {
        ScriptedPeer alice = relay.extended("alice", LAPTOP);
        ScriptedPeer bob = relay.extended("bob");

        RelayMessage.Presence bobSeen =
                alice.skipTo(RelayMessage.Presence.class, seen -> seen.user().equals(UserName.of("bob")));
        assertThat(bobSeen.fingerprint()).isEmpty();
        bob.send("\6online\0371\0372\037hi\037" + DESK + "\037\037" + DESK + "\037owner\0");
        alice.send(new ClientMessage.Presence(PresenceState.AWAY, 1, 2, ""));

        RelayMessage.Presence aliceSeen =
                bob.skipTo(RelayMessage.Presence.class, seen -> seen.user().equals(UserName.of("alice")));
        assertThat(aliceSeen.fingerprint()).contains(LAPTOP);
        RelayMessage.Presence forged =
                alice.skipTo(RelayMessage.Presence.class, seen -> seen.user().equals(UserName.of("bob")));
        assertThat(forged.status()).isEqualTo("hi");
        assertThat(forged.fingerprint()).isEmpty();
        assertThat(forged.role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void aKeyIsAddedWithItsLabelAndOpensTheAccountFromThen() throws IOException {
        account("alice", LAPTOP);
        ScriptedPeer alice = relay.extended("alice", DESK);

        alice.send(keys(KeysVerb.ADD, null, "책상"));
        RelayMessage.KeyEntry first = alice.expect(RelayMessage.KeyEntry.class);
        RelayMessage.KeyEntry second = alice.expect(RelayMessage.KeyEntry.class);
        alice.expect(new RelayMessage.KeysEnd(REQUEST));

        assertThat(first.fingerprint()).isEqualTo(LAPTOP);
        assertThat(first.isCurrent()).isFalse();
        assertThat(second)
                .isEqualTo(new RelayMessage.KeyEntry(
                        REQUEST, DESK, "책상", relay.now().toEpochMilli(), OptionalLong.empty(), true));
        alice.send(new ClientMessage.Close());
        alice.expectEnd();
        ScriptedPeer again = relay.hello(DESK);
        again.send(keyLogin("alice"));
        again.expect(RelayMessage.Welcome.class);
    }

    @Test
    void aLoginByKeyIsNoted() throws IOException {
        account("alice", LAPTOP);
        ScriptedPeer alice = relay.hello(LAPTOP);
        alice.send(keyLogin("alice"));
        alice.skipTo(RelayMessage.Welcome.class);
        alice.barrier();

        RelayMessage.KeyEntry entry = (RelayMessage.KeyEntry) listed(alice).get(0);

        assertThat(entry.usedMillis()).hasValue(relay.now().toEpochMilli());
    }

    @Test
    void withoutAKeyThereIsNothingToAdd() throws IOException {
        ScriptedPeer alice = relay.extended("alice");

        alice.send(keys(KeysVerb.ADD, null, ""));

        RelayMessage.Error refusal = alice.expect(RelayMessage.Error.class);
        assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(refusal.id()).isEqualTo("r1");
        assertThat(listed(alice)).containsExactly(new RelayMessage.KeysEnd(REQUEST));
    }

    @Test
    void aKeyOfAnotherAccountIsNotAddedAndTheAccountIsMadeWithoutIt() throws IOException {
        account("alice", LAPTOP);
        ScriptedPeer bob = relay.hello(LAPTOP);
        bob.send(SteppedRelay.credentials("bob", "secret"));

        assertThat(KeyStanding.of(bob.expect(RelayMessage.Welcome.class).facts()))
                .isEqualTo(KeyStanding.UNBOUND);
        bob.barrier();
        bob.send(keys(KeysVerb.ADD, null, ""));
        assertThat(bob.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(listed(bob)).containsExactly(new RelayMessage.KeysEnd(REQUEST));
    }

    @Test
    void anotherUsersKeyCannotBeRemoved() throws IOException {
        account("alice", LAPTOP);
        ScriptedPeer bob = relay.extended("bob", DESK);

        bob.send(keys(KeysVerb.REMOVE, LAPTOP, ""));

        assertThat(bob.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_FOUND);
        ScriptedPeer alice = relay.hello(LAPTOP);
        alice.send(keyLogin("alice"));
        alice.expect(RelayMessage.Welcome.class);
    }

    @Test
    void theKeyOfTheConnectionMayBeRemovedAndOpensNothingFromThen() throws IOException {
        ScriptedPeer alice = relay.extended("alice", LAPTOP);

        alice.send(keys(KeysVerb.REMOVE, LAPTOP, ""));

        alice.expect(new RelayMessage.KeysEnd(REQUEST));
        assertThat(alice.barrier()).isEmpty();
        assertThat(refusal("alice", relay.hello(LAPTOP)).code()).isEqualTo(ErrorCode.KEY_UNKNOWN);
    }

    @Test
    void aKeyThatWasRemovedMeanwhileCannotBringItselfBack() throws IOException {
        account("alice", LAPTOP);
        ScriptedPeer alice = relay.hello(LAPTOP);
        alice.send(keyLogin("alice"));
        alice.skipTo(RelayMessage.Welcome.class);
        alice.barrier();
        alice.send(keys(KeysVerb.REMOVE, LAPTOP, ""));
        alice.expect(RelayMessage.KeysEnd.class);

        alice.send(keys(KeysVerb.ADD, null, ""));

        assertThat(alice.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_PERMITTED);
        assertThat(listed(alice)).containsExactly(new RelayMessage.KeysEnd(REQUEST));
    }

    @Test
    void whatIsSentBehindARequestAboutKeysIsAnsweredBehindIt() throws IOException {
        ScriptedPeer alice = relay.extended("alice", LAPTOP);

        alice.send(keys(KeysVerb.LIST, null, ""));
        alice.send(keys(KeysVerb.LIST, null, ""));
        alice.send(new ClientMessage.Ping("behind"));

        alice.expect(RelayMessage.KeyEntry.class);
        alice.expect(RelayMessage.KeysEnd.class);
        alice.expect(RelayMessage.KeyEntry.class);
        alice.expect(RelayMessage.KeysEnd.class);
        alice.expect(new RelayMessage.Pong("behind"));
        assertThat(relay.drops(DropReason.FAULT)).isZero();
    }
}
