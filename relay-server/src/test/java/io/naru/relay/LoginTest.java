package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.LoginMode;
import io.naru.common.message.Password;
import io.naru.common.message.Registration;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.metrics.LoginOutcome;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the first octet to the room, or not. */
final class LoginTest {
    private final MemoryStore store = new MemoryStore();
    private SteppedRelay relay;

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private void start(RelayConfig config) throws IOException {
        relay = new SteppedRelay(config, store);
    }

    /** Restarts the relay on the same accounts, which nobody can add to any more. */
    private void restartClosed() throws IOException {
        relay.closeButStore();
        start(RelayConfig.temporary().withRegistration(Registration.CLOSED));
    }

    @Test
    void helloIsAnsweredAndALoginWelcomed() throws IOException {
        start(RelayConfig.temporary().withName("강가"));
        ScriptedPeer alice = relay.connect();

        alice.send(new ClientMessage.Hello(1, "test"));
        RelayMessage.Hello hello = alice.expect(RelayMessage.Hello.class);
        alice.send(SteppedRelay.credentials("앨리스", "secret"));
        RelayMessage.Welcome welcome = alice.expect(RelayMessage.Welcome.class);

        assertThat(hello.relayName()).isEqualTo("강가");
        assertThat(hello.registration()).isEqualTo(Registration.OPEN);
        assertThat(hello.limits().number("frame")).hasValue(64 * 1024);
        assertThat(hello.limits().number("chat")).hasValue(16 * 1024);
        assertThat(welcome.user()).isEqualTo(UserName.of("앨리스"));
        assertThat(welcome.facts().number("time")).isPresent();
        assertThat(welcome.facts().number("ping")).hasValue(30);
        assertThat(welcome.facts().number("timeout")).hasValue(75);
    }

    @Test
    void whatIsSentRightBehindALoginIsHandledAfterIt() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.extended("alice");
        ScriptedPeer bob = relay.connect();

        bob.send("\1bob secret\0\0hello\0\0again\0\3\0");

        bob.expectText(0);
        bob.expectEnd();
        alice.skipTo(RelayMessage.Chat.class, chat -> chat.text().equals("hello"));
        alice.expect(RelayMessage.Chat.class);
    }

    @Test
    void unknownUserAndWrongPasswordGetTheSameWords() throws IOException {
        start(RelayConfig.temporary());
        relay.base("bob").send("\3\0");
        restartClosed();

        List<String> wrong = refusalOfBase("\1bob wrong\0");
        List<String> unknown = refusalOfBase("\1nobody wrong\0");

        assertThat(wrong).containsExactly("* Wrong user name or password.", "").isEqualTo(unknown);
        assertThat(relay.drops(DropReason.LOGIN_REFUSED)).isEqualTo(2);
    }

    private List<String> refusalOfBase(String octets) throws IOException {
        ScriptedPeer peer = relay.connect();
        peer.send(octets);
        List<String> said = List.of(peer.expectText(0), peer.expectText(3));
        peer.expectEnd();
        return said;
    }

    @Test
    void theRightPasswordOpensAnAccountWhateverTheCaseOfTheName() throws IOException {
        start(RelayConfig.temporary());
        relay.base("Bob").send("\3\0");
        restartClosed();
        ScriptedPeer peer = relay.connect();

        peer.send("\1BOB secret\0");

        assertThat(peer.expectText(0)).startsWith("* Welcome to Naru, Bob.");
    }

    @Test
    void anExtendedRefusalIsAnErrorAndAClose() throws IOException {
        start(RelayConfig.temporary());
        relay.base("bob").send("\3\0");
        restartClosed();
        ScriptedPeer peer = relay.hello();

        peer.send(SteppedRelay.credentials("bob", "wrong"));

        assertThat(peer.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
        assertThat(peer.expect(RelayMessage.Close.class).code()).contains(ErrorCode.LOGIN_REFUSED);
        peer.expectEnd();
    }

    @Test
    void aTakenNameCannotBeRegisteredAgain() throws IOException {
        start(RelayConfig.temporary());
        relay.base("bob").send("\3\0");
        ScriptedPeer peer = relay.hello();

        peer.send(new ClientMessage.Credentials(UserName.of("bob"), Password.of("other"), LoginMode.REGISTER, ""));

        assertThat(peer.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.REGISTRATION_REFUSED);
    }

    @Test
    void aClosedRelayRegistersNobody() throws IOException {
        start(RelayConfig.temporary().withRegistration(Registration.CLOSED));
        ScriptedPeer peer = relay.hello();

        peer.send(new ClientMessage.Credentials(UserName.of("bob"), Password.of("secret"), LoginMode.REGISTER, ""));

        assertThat(peer.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.REGISTRATION_REFUSED);
    }

    @Test
    void aFullRelayRefusesEitherLevelInWords() throws IOException {
        start(config(SessionLimits.DEFAULT.withMaxUsers(1)));
        relay.base("alice");

        List<String> base = refusalOfBase("\1bob secret\0");
        ScriptedPeer extended = relay.hello();
        extended.send(SteppedRelay.credentials("carol", "secret"));

        assertThat(base).containsExactly("* The relay is full (1 user); try again later.", "");
        assertThat(extended.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.RELAY_FULL);
        assertThat(extended.expect(RelayMessage.Close.class).code()).contains(ErrorCode.RELAY_FULL);
        extended.expectEnd();
        assertThat(relay.counters().snapshot().loginOutcomes()).containsEntry(LoginOutcome.RELAY_FULL, 2L);
    }

    @Test
    void severalPlacesAreCountedInThePlural() throws IOException {
        start(config(SessionLimits.DEFAULT.withMaxUsers(2)));
        relay.base("alice");
        relay.base("bob");

        assertThat(refusalOfBase("\1carol secret\0"))
                .containsExactly("* The relay is full (2 users); try again later.", "");
    }

    @Test
    void aSecondHelloIsToldApartFromTalkBeforeTheLogin() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer twice = relay.hello();
        twice.send(new ClientMessage.Hello(1, "test"));
        assertThat(twice.expect(RelayMessage.Error.class).text()).isEqualTo("HELLO comes only once; log in now.");

        ScriptedPeer early = relay.hello();
        early.send(new ClientMessage.Chat("hello", Optional.empty(), Optional.empty()));
        assertThat(early.expect(RelayMessage.Error.class).text()).isEqualTo("Log in first.");
    }

    @Test
    void aPlaceThatIsLeftCanBeTaken() throws IOException {
        start(config(SessionLimits.DEFAULT.withMaxUsers(1)));
        ScriptedPeer alice = relay.base("alice");
        alice.send("\3\0");
        alice.expectEnd();

        relay.base("bob");
    }

    @Test
    void theLoginDeadlineIsAbsolute() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer peer = relay.hello();
        for (int i = 0; i < 4; i++) {
            relay.advance(Duration.ofSeconds(2));
            peer.send(new ClientMessage.Ping("still-here"));
            peer.expect(RelayMessage.Pong.class);
        }

        relay.advance(Duration.ofSeconds(2));

        assertThat(peer.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.LOGIN_TIMEOUT);
        peer.expect(RelayMessage.Close.class);
        peer.expectEnd();
    }

    @Test
    void aConnectionThatSaysNothingIsClosedAtTheDeadline() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer peer = relay.connect();
        relay.until("it is accepted", () -> relay.relay().sessions().size() == 1);

        relay.advance(Duration.ofSeconds(10));

        assertThat(peer.expectText(0)).isEqualTo("* No login within 10 seconds; connect again.");
        peer.expectText(3);
        peer.expectEnd();
        peer.close();
        relay.until("it is gone", () -> relay.relay().sessions().size() == 0);
    }

    @Test
    void aLoginIsHeldToItsLimits() throws IOException {
        start(RelayConfig.temporary());

        ScriptedPeer chatty = relay.hello();
        for (int i = 0; i < 8; i++) {
            chatty.send("\10t\0");
        }
        assertThat(chatty.skipTo(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_ALLOWED);

        ScriptedPeer wordy = relay.connect();
        wordy.send("\1" + "x".repeat(2048));
        assertThat(wordy.expectText(0)).isEqualTo("* A frame is longer than the 2048 octets allowed here.");
        assertThat(relay.drops(DropReason.PROTOCOL_BROKEN)).isEqualTo(2);
    }

    @Test
    void whoDoesNotBeginAsAClientIsTurnedAway() throws IOException {
        start(RelayConfig.temporary());
        for (String first : List.of("\0hello\0", "\2\0bob\0", "\7oops\0", "\1bob\0")) {
            ScriptedPeer peer = relay.connect();
            peer.send(first);
            assertThat(peer.expectText(0)).as(first).startsWith("* ");
            assertThat(peer.expectText(3)).isEmpty();
            peer.expectEnd();
        }
        assertThat(relay.drops(DropReason.PROTOCOL_BROKEN)).isEqualTo(4);
    }

    @Test
    void aHelloThatIsNoneIsAnsweredOnItsLevel() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer peer = relay.connect();

        peer.send("\4naru/x\0");

        assertThat(peer.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.MALFORMED);
        peer.expect(RelayMessage.Close.class);
        peer.expectEnd();
    }

    @Test
    void aSecondLoginMessageIsRefusedAndTheSessionGoesOn() throws IOException {
        start(RelayConfig.temporary());
        ScriptedPeer alice = relay.extended("alice");

        alice.send(SteppedRelay.credentials("bob", "secret"));

        assertThat(alice.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(alice.barrier()).isEmpty();
    }

    @Test
    void aClientThatLeavesWhileItsPasswordIsHashedLeavesNothingBehind() throws IOException {
        start(RelayConfig.temporary());
        for (int i = 0; i < 20; i++) {
            ScriptedPeer peer = relay.connect();
            peer.send("\1user" + i + " secret\0");
            peer.reset();
        }
        relay.until(
                "all are gone",
                () -> relay.relay().counters().snapshot().accepted() == 20
                        && relay.relay().sessions().size() == 0);

        assertThat(relay.extended("alice").barrier()).isEmpty();
    }

    @Test
    void aFrameMayBeLongerOnceLoggedIn() throws IOException {
        start(RelayConfig.temporary().withFrames(new Limits(8192, 512, 4096)));
        ScriptedPeer alice = relay.extended("alice");

        alice.send(new ClientMessage.Chat("x".repeat(4096), Optional.empty(), Optional.empty()));
        assertThat(alice.expect(RelayMessage.Chat.class).text()).hasSize(4096);

        alice.send("\0" + "x".repeat(8192) + "\0");
        assertThat(alice.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.TOO_LARGE);
        alice.expect(RelayMessage.Close.class);
    }

    private static RelayConfig config(SessionLimits limits) {
        return RelayConfig.temporary().withSessions(limits);
    }
}
