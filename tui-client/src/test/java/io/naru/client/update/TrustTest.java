package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.BanInForce;
import io.naru.client.event.BoundKey;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TrustEvent;
import io.naru.client.state.Line;
import io.naru.client.state.Link.Phase;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Relays, passwords, keys and moderation, as a person meets them. */
class TrustTest {
    private static final UserName BOB = UserName.of("bob");
    private static final Fingerprint KEY = Fingerprint.ofKey(new byte[] {1});
    private static final Fingerprint OTHER = Fingerprint.ofKey(new byte[] {2});
    private static final Duration READ = Duration.ofSeconds(1);

    private final AppHarness app = new AppHarness();

    private AppHarness firstContact() {
        return app.deliver(new TrustEvent.RelayUnknown("lab:7411", KEY)).advance(READ);
    }

    private AppHarness askedForPassword() {
        return app.deliver(new TrustEvent.PasswordWanted(BOB, "lab:7411", ""));
    }

    private AppHarness inRoomWithBob(PeerTrust trust) {
        return app.connected().deliver(bob(trust, Role.MEMBER)).forget();
    }

    private static EngineEvent bob(PeerTrust trust, Role role) {
        return new EngineEvent.UserSeen(
                BOB,
                PresenceState.ONLINE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                "",
                role,
                Optional.of(KEY),
                trust,
                true);
    }

    private static TrustEvent.Moderated moderated(
            ModerationVerb verb, String target, Optional<Duration> span, String reason, boolean isByMe) {
        Optional<Role> role = verb == ModerationVerb.ROLE ? Optional.of(Role.OPERATOR) : Optional.empty();
        return new TrustEvent.Moderated(
                verb, ModerationTarget.parse(target), Optional.of(UserName.of("kim")), span, role, reason, isByMe);
    }

    @Test
    void aRelayIsTrustedByItsLetterOnly() {
        assertThat(firstContact().press("Enter").effects(TrustEffect.TrustRelay.class))
                .isEmpty();
        app.forget();
        assertThat(firstContact().press("y").effects()).containsExactly(new TrustEffect.TrustRelay("lab:7411", KEY));
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.state().asked().question()).isEmpty();
    }

    @Test
    void whatWasBeingTypedIsNoAnswer() {
        app.deliver(new TrustEvent.RelayUnknown("lab:7411", KEY)).type("yny");
        assertThat(app.effects()).isEmpty();
        assertThat(app.state().overlay()).isPresent();
        assertThat(app.advance(READ).type("y").effects(TrustEffect.TrustRelay.class))
                .hasSize(1);
    }

    @Test
    void noLeaves() {
        assertThat(firstContact().press("n").effects()).containsExactly(new Effect.Quit(false));
    }

    @Test
    void noKeyOfThePanesClosesAQuestionThatMustBeAnswered() {
        firstContact().press("F1", "F2", "F3", "F4", "F5", "F6", "Ctrl+F", "Alt+l");
        assertThat(app.state().overlay()).isPresent();
        app.paste("y");
        assertThat(app.effects()).isEmpty();
        assertThat(app.state().overlay()).isPresent();
    }

    @Test
    void aQuestionThatIsPutAsideIsAskedAgain() {
        firstContact().press("Esc");
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.effects()).isEmpty();
        assertThat(app.state().link().phase()).isEqualTo(Phase.ENDED);
        assertThat(app.lastLine().text().value()).contains("/reconnect").contains("/bye");
        app.enter("/reconnect").advance(READ).press("y");
        assertThat(app.effects()).containsExactly(new TrustEffect.TrustRelay("lab:7411", KEY));
    }

    @Test
    void anotherKeyLeavesNoWayToGoOn() {
        app.deliver(new TrustEvent.RelayChanged(
                "lab:7411", KEY, OTHER, Optional.of(Path.of("/k/known_relays")), 3, "It shows another key."));
        String screen = String.join("\n", app.screen());
        assertThat(screen)
                .contains(KEY.toString().substring(0, 31))
                .contains(OTHER.toString().substring(32))
                .contains("line 3 of /k/known_relays");
        app.advance(READ).press("y", "Enter");
        assertThat(app.effects()).isEmpty();
        assertThat(app.state().link().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void aPasswordIsGivenAndNowhereElse() {
        askedForPassword().type("sesXame").press("Backspace", "Backspace", "Backspace", "Backspace");
        app.paste("ame 1\n").press("Enter");
        assertThat(app.effects()).containsExactly(new TrustEffect.GivePassword(Password.of("sesame 1")));
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.press("Up").composer()).isEqualTo("|");
        assertThat(app.press("Ctrl+Y").composer()).isEqualTo("|");
    }

    @Test
    void thePasswordIsInNoText() {
        askedForPassword().type("sesame");
        assertThat(app.state().toString()).doesNotContain("sesame");
        assertThat(String.join("\n", app.screen())).contains("******").doesNotContain("sesame");
        app.press("Ctrl+U", "Ctrl+Y");
        assertThat(String.join("\n", app.screen())).doesNotContain("*");
        app.type("sesame").press("Enter");
        assertThat(app.effects().toString() + app.state()).doesNotContain("sesame");
    }

    @Test
    void anEmptyOrTooLongPasswordIsAskedForAgain() {
        askedForPassword().press("Enter");
        assertThat(app.effects()).isEmpty();
        assertThat(String.join("\n", app.screen())).contains("! The password is empty.");
        app.paste("x".repeat(300)).press("Enter");
        assertThat(String.join("\n", app.screen())).contains("256 octets");
        assertThat(app.effects()).isEmpty();
    }

    @Test
    void escGivesThePasswordUpAndForgetsWhatWasTyped() {
        askedForPassword().type("ses").press("Esc");
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.effects()).isEmpty();
        app.enter("/reconnect").type("x").press("Enter");
        assertThat(app.effects()).containsExactly(new TrustEffect.GivePassword(Password.of("x")));
    }

    @Test
    void ctrlCClearsThePasswordAndThenLeaves() {
        askedForPassword().type("ses").press("Ctrl+C");
        assertThat(app.effects()).isEmpty();
        assertThat(app.press("Ctrl+C").effects()).containsExactly(new Effect.Quit(false));
    }

    @Test
    void aQuestionGoesWithTheNeedForIt() {
        askedForPassword().deliver(new EngineEvent.LinkLost("The connection broke.", Duration.ofSeconds(1)));
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.state().asked().question()).isEmpty();
    }

    @Test
    void aChangedKeyIsToldOnceAndVerifyingResolvesIt() {
        inRoomWithBob(PeerTrust.CHANGED);
        assertThat(app.lastLine().kind()).isEqualTo(Line.Kind.ERROR);
        assertThat(app.lastLine().text().value())
                .contains("key of bob")
                .contains("/verify bob")
                .contains("/accept bob");
        int lines = app.lines().size();
        app.deliver(bob(PeerTrust.CHANGED, Role.MEMBER));
        assertThat(app.lines()).hasSize(lines);

        assertThat(app.enter("/verify bob").effects()).containsExactly(new TrustEffect.MakeSafetyNumber(BOB));
        app.forget()
                .deliver(new TrustEvent.SafetyNumberMade(BOB, KEY, Collections.nCopies(12, "12345"), PeerTrust.CHANGED))
                .advance(READ);
        assertThat(app.press("y").effects()).containsExactly(new TrustEffect.VerifyPeer(BOB, KEY));
        app.deliver(new TrustEvent.PeerTrusted(BOB, KEY, PeerTrust.VERIFIED));
        assertThat(app.state().roster().find(BOB).orElseThrow().trust()).isEqualTo(PeerTrust.VERIFIED);
        assertThat(app.lastLine().text().value()).startsWith("bob is verified");
    }

    @Test
    void anotherNumberVerifiesNothingAndIsExplained() {
        inRoomWithBob(PeerTrust.KNOWN)
                .deliver(new TrustEvent.SafetyNumberMade(BOB, KEY, Collections.nCopies(12, "12345"), PeerTrust.KNOWN))
                .advance(READ)
                .press("Enter");
        assertThat(app.effects()).isEmpty();
        assertThat(app.lastLine().text().value()).contains("another one").contains("stand between");
    }

    @Test
    void keysAreListedAndRemovedByNumber() {
        app.connected()
                .enter("/keys list")
                .deliver(new TrustEvent.KeysReceived(
                        KeysVerb.LIST,
                        List.of(
                                new BoundKey(KEY, "lap\u001b[2Jtop", Instant.EPOCH, Optional.empty(), true),
                                new BoundKey(OTHER, "", Instant.EPOCH, Optional.empty(), false))));
        assertThat(String.join("\n", app.screen()))
                .contains("this install")
                .contains(OTHER.toString().substring(32))
                .doesNotContain("\u001b");
        app.forget().press("q").enter("/keys remove 2");
        assertThat(app.effects()).containsExactly(new TrustEffect.RemoveKey(OTHER));
        assertThat(app.enter("/keys remove 3").lastLine().text().value()).contains("no key 3");
        assertThat(app.type("/keys remove ").press("Tab").composer()).isEqualTo("/keys remove " + KEY + "|");
    }

    @Test
    void whatIsDoneIsToldWithItsUndoing() {
        app.connected().deliver(moderated(ModerationVerb.BAN, "bob", Optional.of(Duration.ofHours(2)), "spam", true));
        assertThat(app.lastLine().text().value()).isEqualTo("Banned bob for 2 hours: spam. /unban bob undoes it.");
        app.deliver(moderated(ModerationVerb.ROLE, "bob", Optional.empty(), "", true));
        assertThat(app.lastLine().text().value()).isEqualTo("bob is an operator (@) now. /deop bob undoes it.");
    }

    @Test
    void whomAnUnbanConcernsIsCompleted() {
        app.connected();
        app.type("/unban ").press("Tab");
        assertThat(app.hint()).contains("/bans asks");
        app.press("Ctrl+U")
                .deliver(new TrustEvent.BansReceived(List.of(new BanInForce(
                        ModerationVerb.BAN,
                        ModerationTarget.parse("addr:10.0.0.0/8"),
                        Optional.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        "far too much"))));
        assertThat(String.join("\n", app.screen())).contains("addr:10.0.0.0/8").contains("far too much");
        app.press("q").deliver(moderated(ModerationVerb.BAN, "mallory", Optional.empty(), "", true));
        app.type("/unban m").press("Tab");
        assertThat(app.composer()).isEqualTo("/unban mallory|");
        app.press("Ctrl+U").deliver(moderated(ModerationVerb.UNBAN, "mallory", Optional.empty(), "", true));
        assertThat(app.type("/unban m").press("Tab").hint()).contains("Nothing begins with");
    }

    @Test
    void whatConcernsMeIsTold() {
        app.connected()
                .deliver(moderated(ModerationVerb.MUTE, "alice", Optional.of(Duration.ofMinutes(10)), "caps", false));
        assertThat(app.lastLine().kind()).isEqualTo(Line.Kind.NOTICE);
        assertThat(app.lastLine().text().value())
                .isEqualTo("kim muted you for 10 minutes: caps. You can read, and not write.");
        app.deliver(moderated(ModerationVerb.ROLE, "alice", Optional.empty(), "", false));
        assertThat(app.lastLine().text().value()).startsWith("You are an operator (@) now, by kim.");
        assertThat(app.state().link().role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void whoeverIsKickedReadsWhyUntilItIsClosed() {
        app.connected()
                .deliver(new EngineEvent.LinkEnded("You were kicked by kim: enough.", Optional.of(ErrorCode.KICKED)))
                .advance(Duration.ofMinutes(10));
        assertThat(String.join("\n", app.screen()))
                .contains("You were kicked by kim: enough.")
                .doesNotContain("in 1 s");
        assertThat(app.press("q").state().overlay()).isEmpty();
        assertThat(app.state().link().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void helpAndCompletionShowWhatMayBeDone() {
        app.connected();
        assertThat(app.type("/ki").press("Tab").composer()).isEqualTo("/ki|");
        app.press("Ctrl+U").deliver(moderated(ModerationVerb.ROLE, "alice", Optional.empty(), "", false));
        assertThat(app.type("/ki").press("Tab").composer()).isEqualTo("/kick |");
    }

    @Test
    void whoMayModerateIsToldSoWhereAUserIsDescribed() {
        inRoomWithBob(PeerTrust.KNOWN).enter("/whois bob");
        assertThat(String.join("\n", app.screen()))
                .contains("the one it was before")
                .doesNotContain("/kick");
        app.press("q").deliver(moderated(ModerationVerb.ROLE, "alice", Optional.empty(), "", false));
        assertThat(String.join("\n", app.enter("/whois bob").screen())).contains("/kick bob");
    }

    @Test
    void aListDoesNotCoverAQuestion() {
        askedForPassword().type("ses").deliver(new TrustEvent.KeysReceived(KeysVerb.LIST, List.of()));
        assertThat(app.press("Enter").effects(TrustEffect.GivePassword.class)).hasSize(1);
    }
}
