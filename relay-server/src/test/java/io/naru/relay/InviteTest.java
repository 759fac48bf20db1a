package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InviteCode;
import io.naru.common.message.KeyStanding;
import io.naru.common.message.LoginMode;
import io.naru.common.message.Password;
import io.naru.common.message.Registration;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Invite;
import io.naru.relay.store.KeptInvite;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.testkit.ScriptedPeer;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay that takes newcomers by invite. */
final class InviteTest {
    private static final Fingerprint LAPTOP = KeyLoginTest.key("laptop");

    private final MemoryStore store = new MemoryStore();
    private SteppedRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(
                RelayConfig.temporary()
                        .withRegistration(Registration.INVITE)
                        .withSessions(SessionLimits.DEFAULT.withPendingPerAddress(64, false)),
                store);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private InviteCode invite(int uses) throws IOException {
        InviteCode code = InviteCode.create(new SecureRandom());
        Invite invite = new Invite(uses, relay.now().plus(Duration.ofDays(1)), relay.now(), Optional.empty(), "");
        AuditEntry entry = AuditEntry.ofCommandLine(relay.now(), AuditEntry.Action.INVITE_CREATE, "", "");
        store.invites().create(invite, code, entry, Runnable::run, outcome -> {});
        return code;
    }

    private static ClientMessage register(String name, String code) {
        return new ClientMessage.Credentials(UserName.of(name), Password.of("secret"), LoginMode.REGISTER, code);
    }

    private RelayMessage.Error refusal(ClientMessage register) throws IOException {
        ScriptedPeer peer = relay.hello();
        peer.send(register);
        RelayMessage.Error refusal = peer.expect(RelayMessage.Error.class);
        assertThat(peer.expect(RelayMessage.Close.class).code()).contains(refusal.code());
        peer.expectEnd();
        return refusal;
    }

    private int usesLeft() throws IOException {
        CompletableFuture<Outcome<List<KeptInvite>>> answer = new CompletableFuture<>();
        store.invites().list(Runnable::run, answer::complete);
        return answer.join().orThrow().get(0).usesLeft();
    }

    @Test
    void anInviteMakesAnAccountAndBindsTheKey() throws IOException {
        InviteCode code = invite(1);
        ScriptedPeer peer = relay.hello(LAPTOP);

        peer.send(register("bob", code.text().toLowerCase(Locale.ROOT)));
        RelayMessage.Welcome welcome = peer.expect(RelayMessage.Welcome.class);
        assertThat(KeyStanding.of(welcome.facts())).isEqualTo(KeyStanding.BOUND);
        peer.send(new ClientMessage.Close());
        peer.skipTo(RelayMessage.Presence.class);
        ScriptedPeer again = relay.hello(LAPTOP);
        again.send(new ClientMessage.KeyLogin(UserName.of("bob")));

        again.expect(RelayMessage.Welcome.class);
        assertThat(usesLeft()).isZero();
    }

    @Test
    void usedUpExpiredRevokedUnknownAndMistypedInvitesGetTheSameWords() throws IOException {
        InviteCode used = invite(1);
        ScriptedPeer first = relay.hello();
        first.send(register("bob", used.text()));
        first.expect(RelayMessage.Welcome.class);
        InviteCode revoked = invite(1);
        store.invites()
                .revoke(
                        2,
                        AuditEntry.ofCommandLine(Instant.EPOCH, AuditEntry.Action.INVITE_REVOKE, "#2", ""),
                        Runnable::run,
                        outcome -> {});
        InviteCode expired = invite(1);

        RelayMessage.Error usedUp = refusal(register("carol", used.text()));
        RelayMessage.Error taken = refusal(register("carol", revoked.text()));
        RelayMessage.Error unknown =
                refusal(register("carol", InviteCode.create(new SecureRandom()).text()));
        RelayMessage.Error mistyped = refusal(register("carol", "x"));
        relay.advance(Duration.ofDays(2));
        RelayMessage.Error late = refusal(register("carol", expired.text()));

        assertThat(usedUp.code()).isEqualTo(ErrorCode.INVITE_REFUSED);
        assertThat(List.of(taken, unknown, mistyped, late)).containsOnly(usedUp);
    }

    @Test
    void withoutAnInviteNobodyRegistersOrLearnsWhichNamesAreTaken() throws IOException {
        ScriptedPeer bob = relay.hello();
        bob.send(register("bob", invite(1).text()));
        bob.expect(RelayMessage.Welcome.class);

        RelayMessage.Error none = refusal(register("carol", ""));
        RelayMessage.Error taken = refusal(register("bob", ""));
        RelayMessage.Error wrong = refusal(register("carol", "x"));
        RelayMessage.Error wrongAndTaken = refusal(register("bob", "x"));

        assertThat(none.code()).isEqualTo(ErrorCode.REGISTRATION_REFUSED);
        assertThat(taken).isEqualTo(none);
        assertThat(wrongAndTaken).isEqualTo(wrong);
    }

    @Test
    void aTakenNameUsesNothingUp() throws IOException {
        InviteCode code = invite(2);
        ScriptedPeer bob = relay.hello();
        bob.send(register("bob", code.text()));
        bob.expect(RelayMessage.Welcome.class);

        assertThat(refusal(register("BOB", code.text())).code()).isEqualTo(ErrorCode.REGISTRATION_REFUSED);
        assertThat(usesLeft()).isEqualTo(1);
    }

    @Test
    void ofTwoWhoComeAtOnceWithTheLastUseOneGetsIn() throws IOException {
        InviteCode code = invite(1);
        ScriptedPeer bob = relay.hello();
        ScriptedPeer carol = relay.hello();

        // Both pass the look at the invite before either's password is hashed.
        bob.send(register("bob", code.text()));
        carol.send(register("carol", code.text()));
        List<RelayMessage> first = List.of(bob.nextMessage(), carol.nextMessage());

        assertThat(first).filteredOn(RelayMessage.Welcome.class::isInstance).hasSize(1);
        assertThat(first)
                .filteredOn(RelayMessage.Error.class::isInstance)
                .extracting(message -> ((RelayMessage.Error) message).code())
                .containsExactly(ErrorCode.INVITE_REFUSED);
    }

    @Test
    void anUnknownNameIsAWrongLogin() throws IOException {
        ScriptedPeer bob = relay.hello();
        bob.send(register("bob", invite(1).text()));
        bob.expect(RelayMessage.Welcome.class);

        RelayMessage.Error unknown = refusal(SteppedRelay.credentials("carol", "secret"));
        RelayMessage.Error wrong = refusal(SteppedRelay.credentials("bob", "wrong"));

        assertThat(unknown.code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void aBaseClientIsToldThatItCannotComeByInvite() throws IOException {
        ScriptedPeer bob = relay.hello();
        bob.send(register("bob", invite(1).text()));
        bob.expect(RelayMessage.Welcome.class);

        for (String login : List.of("\1carol secret\0", "\1bob wrong\0")) {
            ScriptedPeer peer = relay.connect();
            peer.send(login);
            assertThat(peer.expectText(0))
                    .isEqualTo("* Wrong user name or password. Newcomers need an invite here, and a client that can"
                            + " send it.");
            assertThat(peer.expectText(3)).isEmpty();
            peer.expectEnd();
        }
    }

    @Test
    void guessingInvitesCountsAsFailing() throws IOException {
        for (int i = 0; i < 10; i++) {
            refusal(register("bob", InviteCode.create(new SecureRandom()).text()));
        }

        assertThat(refusal(register("bob", invite(1).text())).code()).isEqualTo(ErrorCode.BUSY);
    }
}
