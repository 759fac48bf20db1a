package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.FileMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.MessageId;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.control.ControlAnswer;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.control.SessionView;
import io.naru.relay.metrics.DropReason;
import io.naru.relay.session.SessionLimits;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One account that is online from several installs at once: others see one user, and each install gets everything. */
final class SeveralSessionsTest {
    private static final int FILE = 2;
    private static final Fingerprint LAPTOP = KeyLoginTest.key("the laptop");
    private static final Fingerprint DESKTOP = KeyLoginTest.key("the desktop");

    private SteppedRelay relay;
    private ScriptedPeer bob;
    private ScriptedPeer laptop;
    private ScriptedPeer desktop;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary());
        bob = relay.extended("bob");
        laptop = relay.extended("alice", LAPTOP);
        bob.barrier();
        desktop = relay.extended("alice", DESKTOP);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static ClientMessage chat(String text) {
        return new ClientMessage.Chat(text, Optional.of(new MessageId(text)), Optional.empty());
    }

    private static ClientMessage presence(PresenceState state, long files, String status) {
        return new ClientMessage.Presence(state, files, files * 10, status);
    }

    private ControlAnswer order(ModerationVerb verb, Optional<Role> role) throws IOException {
        CompletableFuture<ControlAnswer> answer = new CompletableFuture<>();
        ModerationTarget target = new ModerationTarget.User(UserName.of("alice"));
        relay.relay()
                .control()
                .moderate(new ModerationOrder(verb, target, OptionalLong.empty(), role, ""), answer::complete);
        relay.until("the order is answered", answer::isDone);
        return answer.join();
    }

    private RelayMessage.Presence shownToBob() throws IOException {
        List<RelayMessage> told = bob.barrier();
        assertThat(told).hasSize(1);
        return (RelayMessage.Presence) told.get(0);
    }

    // Coming and going.

    @Test
    void theSecondSessionIsNoNewsToOthersAndKnowsWhoIsThere() throws IOException {
        assertThat(bob.barrier()).isEmpty();
        assertThat(laptop.barrier()).isEmpty();
        ScriptedPeer third = relay.hello();
        third.send(SteppedRelay.credentials("alice", "secret"));

        third.expect(RelayMessage.Welcome.class);
        assertThat(users(third.barrier())).containsExactly("bob", "alice");
    }

    @Test
    void whoComesLaterSeesTheUserOnce() throws IOException {
        ScriptedPeer carol = relay.hello();
        carol.send(SteppedRelay.credentials("carol", "secret"));
        carol.expect(RelayMessage.Welcome.class);

        assertThat(users(carol.barrier())).containsExactly("bob", "alice", "carol");
    }

    private static List<String> users(List<RelayMessage> messages) {
        return messages.stream()
                .filter(RelayMessage.Presence.class::isInstance)
                .map(message -> ((RelayMessage.Presence) message).user().display())
                .toList();
    }

    @Test
    void theUserGoesWithTheLastSession() throws IOException {
        desktop.send(new ClientMessage.Close());
        desktop.expectEnd();
        assertThat(bob.barrier()).isEmpty();

        laptop.send(new ClientMessage.Close());
        laptop.expectEnd();

        assertThat(shownToBob().state()).isEqualTo(PresenceState.OFFLINE);
    }

    @Test
    void aSecondLoginWithAWrongPasswordDisturbsNobody() throws IOException {
        ScriptedPeer second = relay.hello();

        second.send(SteppedRelay.credentials("alice", "wrong"));

        assertThat(second.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
        assertThat(laptop.barrier()).isEmpty();
    }

    @Test
    void baseAndExtendedSessionsOfOneUserStandSideBySide() throws IOException {
        ScriptedPeer base = relay.base("alice");
        assertThat(bob.barrier()).isEmpty();

        bob.send(chat("hi"));

        assertThat(base.expectText(0)).isEqualTo("bob: hi");
        assertThat(laptop.expect(RelayMessage.Chat.class).text()).isEqualTo("hi");
        assertThat(desktop.expect(RelayMessage.Chat.class).text()).isEqualTo("hi");
    }

    @Test
    void theNinthSessionEndsTheOneThatWasSilentLongest() throws IOException {
        List<ScriptedPeer> more = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            more.add(relay.extended("alice"));
        }
        relay.advance(Duration.ofSeconds(5));
        laptop.barrier();
        for (ScriptedPeer peer : more) {
            peer.barrier();
        }
        bob.barrier();

        ScriptedPeer ninth = relay.extended("alice");

        RelayMessage.Close close = desktop.expect(RelayMessage.Close.class);
        assertThat(close.code()).contains(ErrorCode.REPLACED);
        desktop.expectEnd();
        assertThat(relay.drops(DropReason.REPLACED)).isEqualTo(1);
        assertThat(bob.barrier()).isEmpty();
        assertThat(laptop.barrier()).isEmpty();
        assertThat(ninth.barrier()).isEmpty();
        assertThat(relay.relay().control().status().users()).isEqualTo(2);
    }

    @Test
    void aFullRelayTakesFurtherSessionsOfWhoIsThere() throws IOException {
        relay.close();
        relay = new SteppedRelay(RelayConfig.temporary()
                .withSessions(SessionLimits.DEFAULT.withMaxUsers(1).withMaxConnections(20)));
        relay.extended("alice");

        relay.extended("alice").barrier();

        ScriptedPeer carol = relay.hello();
        carol.send(SteppedRelay.credentials("carol", "secret"));
        assertThat(carol.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.RELAY_FULL);
    }

    // What is said.

    @Test
    void everySessionOfTheAuthorGetsTheAuthorsCopy() throws IOException {
        laptop.send(chat("m-1"));

        RelayMessage.Chat receipt = laptop.expect(RelayMessage.Chat.class);
        assertThat(receipt.id()).contains(new MessageId("m-1"));
        desktop.expect(receipt);
        bob.expect(receipt);
    }

    @Test
    void onlyTheBaseSessionThatItWasTypedInGetsNoCopy() throws IOException {
        ScriptedPeer typed = relay.base("alice");
        ScriptedPeer other = relay.base("alice");

        typed.send("\0hello\0");

        assertThat(laptop.expect(RelayMessage.Chat.class).text()).isEqualTo("hello");
        assertThat(other.expectText(0)).isEqualTo("alice: hello");
        assertThat(typed.baseBarrier()).isEmpty();
    }

    // What others see.

    @Test
    void theUserIsAwayWhenAllSessionsAre() throws IOException {
        laptop.send(presence(PresenceState.ONLINE, 0, ""));
        laptop.barrier();
        desktop.send(presence(PresenceState.AWAY, 0, "at lunch"));
        desktop.barrier();
        relay.advance(Duration.ofSeconds(2));
        assertThat(shown(bob.barrier())).containsOnly(PresenceState.ONLINE);
        relay.advance(Duration.ofSeconds(2));

        laptop.send(presence(PresenceState.AWAY, 0, ""));
        laptop.barrier();
        RelayMessage.Presence away = shownToBob();
        assertThat(away.state()).isEqualTo(PresenceState.AWAY);
        assertThat(away.status()).isEqualTo("at lunch");

        desktop.reset();
        assertThat(bob.expect(RelayMessage.Presence.class).status()).isEmpty();
    }

    @Test
    void changesInSeveralSessionsAreToldTogetherOnceInAnInterval() throws IOException {
        laptop.send(presence(PresenceState.ONLINE, 1, ""));
        assertThat(shownToBob().sharedFiles()).hasValue(1);
        for (int i = 0; i < 10; i++) {
            laptop.send(presence(PresenceState.ONLINE, 1, "laptop " + i));
            laptop.barrier();
            desktop.send(presence(PresenceState.ONLINE, 0, "desktop " + i));
            desktop.barrier();
        }
        assertThat(bob.barrier()).isEmpty();

        relay.advance(Duration.ofSeconds(1));

        assertThat(shownToBob().status()).isEqualTo("desktop 9");
    }

    @Test
    void whatWasPlannedIsToldAlsoWhenItsSessionHasGone() throws IOException {
        laptop.send(presence(PresenceState.ONLINE, 1, ""));
        laptop.send(presence(PresenceState.ONLINE, 1, "busy"));
        laptop.barrier();
        assertThat(shownToBob().status()).isEmpty();

        desktop.reset();

        assertThat(bob.expect(RelayMessage.Presence.class).status()).isEqualTo("busy");
        relay.advance(Duration.ofSeconds(1));
        assertThat(bob.barrier()).isEmpty();
    }

    @Test
    void theShareAndTheKeyAreThoseOfWhoFilesAreAskedOf() throws IOException {
        assertThat(relay.relay().control().who()).hasSize(3);
        desktop.send(presence(PresenceState.ONLINE, 3, ""));
        RelayMessage.Presence shown = shownToBob();
        assertThat(shown.sharedFiles()).hasValue(3);
        assertThat(shown.fingerprint()).contains(DESKTOP);
        bob.send("\2\0alice\037r1\037docs\0");
        assertThat(desktop.skipTo(RelayMessage.File.class).message()).isInstanceOf(FileMessage.ListRequest.class);
        laptop.barrier();

        desktop.reset();

        RelayMessage.Presence after = bob.expect(RelayMessage.Presence.class);
        assertThat(after.fingerprint()).contains(LAPTOP);
        assertThat(after.sharedFiles()).isEmpty();
        bob.send("\2\0alice\037r2\037docs\0");
        laptop.skipTo(RelayMessage.File.class);
    }

    @Test
    void whoSharesWithSomeIsAskedAndNobodySeesWhy() throws IOException {
        desktop.send(new ClientMessage.Presence(PresenceState.ONLINE, 0, 0, "", true));
        RelayMessage.Presence shown = shownToBob();
        assertThat(shown.sharedFiles()).hasValue(0);
        bob.send("\2\0alice\037r1\037docs\0");
        assertThat(desktop.skipTo(RelayMessage.File.class).message()).isInstanceOf(FileMessage.ListRequest.class);
        laptop.send(presence(PresenceState.ONLINE, 0, ""));
        desktop.send(presence(PresenceState.ONLINE, 0, ""));
        laptop.barrier();
        desktop.barrier();
        bob.send("\2\0alice\037r2\037docs\0");
        assertThat(laptop.skipTo(RelayMessage.File.class).message()).isInstanceOf(FileMessage.ListRequest.class);
    }

    // Files.

    @Test
    void oneSessionIsAskedAndAnAnswerGoesToAllThatAsked() throws IOException {
        ScriptedPeer base = relay.base("alice");
        bob.send("\2\0alice\037r1\037docs\0\2\4alice a.txt\0");
        assertThat(laptop.expectText(FILE, 0)).isEqualTo("bob\037r1\037docs");
        assertThat(laptop.expectText(FILE, 4)).isEqualTo("bob a.txt\037\037\037\037127.0.0.1");
        assertThat(desktop.barrier()).isEmpty();
        assertThat(base.baseBarrier()).isEmpty();

        laptop.send("\2\0bob\037x1\037docs\0");
        desktop.send("\2\0bob\037y1\037docs\0");
        laptop.barrier();
        desktop.barrier();
        bob.send("\2\1alice\037x1\037docs\0");
        assertThat(laptop.expectText(FILE, 1)).isEqualTo("bob\037x1\037docs");
        assertThat(desktop.expectText(FILE, 1)).isEqualTo("bob\037x1\037docs");
        bob.send("\2\1alice\0");
        assertThat(laptop.expectText(FILE, 1)).isEqualTo("bob");
        assertThat(base.baseBarrier()).as("a session that never asked").isEmpty();

        base.send("\2\0bob\0");
        base.baseBarrier();
        bob.send("\2\1alice\0\2\1alice\037y1\037docs\0");
        assertThat(base.expectText(FILE, 1)).isEqualTo("bob");
        assertThat(base.baseBarrier()).as("it knows no request ids").isEmpty();
    }

    @Test
    void theAddressInAnAcceptanceIsThatOfTheSessionThatAnswered() throws IOException {
        laptop.send("\2\5bob test.txt 10.0.0.9 4000\037r1\0");

        FileMessage.DownloadAccept accept =
                (FileMessage.DownloadAccept) bob.expect(RelayMessage.File.class).message();
        assertThat(accept.seen().orElseThrow().getHostAddress()).isEqualTo("127.0.0.1");
    }

    // What whoever runs the relay does.

    @Test
    void aKickEndsAllSessions() throws IOException {
        ScriptedPeer base = relay.base("alice");
        order(ModerationVerb.KICK, Optional.empty());

        for (ScriptedPeer peer : List.of(laptop, desktop)) {
            assertThat(peer.skipTo(RelayMessage.Close.class).code()).contains(ErrorCode.KICKED);
            peer.expectEnd();
        }
        assertThat(base.expectText(0)).startsWith("* ");
        base.expectText(3);
        base.expectEnd();
        assertThat(shown(bob.barrier())).containsOnlyOnce(PresenceState.OFFLINE).endsWith(PresenceState.OFFLINE);
    }

    private static List<PresenceState> shown(List<RelayMessage> messages) {
        return messages.stream()
                .filter(RelayMessage.Presence.class::isInstance)
                .map(message -> ((RelayMessage.Presence) message).state())
                .toList();
    }

    @Test
    void aMuteIsToldToAllSessionsAndHoldsInThem() throws IOException {
        order(ModerationVerb.MUTE, Optional.empty());
        for (ScriptedPeer peer : List.of(laptop, desktop)) {
            assertThat(peer.expect(RelayMessage.Moderated.class).verb()).isEqualTo(ModerationVerb.MUTE);
            peer.send(chat("hi"));
            assertThat(peer.expect(RelayMessage.Error.class).code()).isEqualTo(ErrorCode.MUTED);
        }
    }

    @Test
    void aRoleIsOneForAllSessions() throws IOException {
        order(ModerationVerb.ROLE, Optional.of(Role.OPERATOR));
        for (ScriptedPeer peer : List.of(laptop, desktop)) {
            assertThat(peer.skipTo(RelayMessage.Presence.class).role()).isEqualTo(Role.OPERATOR);
            peer.skipTo(RelayMessage.Moderated.class);
        }
        assertThat(shown(bob.barrier())).hasSize(1);
    }

    @Test
    void everySessionIsShownToWhoeverRunsTheRelay() {
        List<SessionView> sessions = relay.relay().control().who().stream()
                .filter(session -> session.user().equals(Optional.of(UserName.of("alice"))))
                .toList();

        assertThat(sessions)
                .extracting(session -> session.fingerprint().orElseThrow())
                .containsExactlyInAnyOrder(LAPTOP, DESKTOP);
    }
}
