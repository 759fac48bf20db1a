package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.naru.client.app.Engine;
import io.naru.client.app.Folders;
import io.naru.client.app.Preferences;
import io.naru.client.app.ScreenClient;
import io.naru.client.event.BanInForce;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TrustEvent;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** First contacts, passwords, keys and moderation in the plain mode. */
class PlainTrustTest {
    private static final UserName ALICE = UserName.of("alice");
    private static final UserName BOB = UserName.of("bob");
    private static final String RELAY = "relay.example:7777";
    private static final Fingerprint KEY = Fingerprint.ofKey("one".getBytes(StandardCharsets.UTF_8));
    private static final Fingerprint OTHER = Fingerprint.ofKey("two".getBytes(StandardCharsets.UTF_8));

    private final Engine engine = mock(Engine.class);
    private final StringWriter printed = new StringWriter();

    /** Somebody at a terminal who answers so. */
    private record Answers(boolean isTrusted, Optional<Password> password) implements Questions {
        @Override
        public boolean isTrusted(String relay, Fingerprint fingerprint) {
            return isTrusted;
        }

        @Override
        public Password password(UserName user, String relay) throws IOException {
            return password.orElseThrow(() -> new IOException("No password was typed."));
        }
    }

    private PlainSession session(Questions questions) {
        return new PlainSession(
                engine,
                new ScreenClient.Start(
                        Login.of(new RelayAddress("relay.example", 7777), ALICE, Optional.empty(), Protection.TLS),
                        Optional.empty(),
                        Path.of("downloads"),
                        Preferences.NONE,
                        Folders.of(Map.of(), "home"),
                        Path.of(""),
                        Map.of()),
                new PlainOutput(new PrintWriter(printed, true)),
                Optional.ofNullable(questions),
                new FakeClock(),
                "m",
                () -> {});
    }

    private PlainSession up() {
        PlainSession session = session(null);
        session.onLinkUp(new EngineEvent.LinkUp(ALICE, RELAY, "relay", Role.MEMBER, Optional.of(KEY), false, 16_384));
        session.onLagMeasured(new EngineEvent.LagMeasured(Duration.ofMillis(1)));
        return session;
    }

    private static EngineEvent.UserSeen bob(Fingerprint key, PeerTrust trust) {
        return new EngineEvent.UserSeen(
                BOB,
                PresenceState.ONLINE,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                "",
                Role.MEMBER,
                Optional.of(key),
                trust,
                false);
    }

    private String last() {
        return printed.toString().lines().reduce("", (before, line) -> line);
    }

    @Test
    void aNewRelayIsTrustedOnlyBySomebodyWhoSaysYes() {
        TrustEvent.RelayUnknown unknown = new TrustEvent.RelayUnknown(RELAY, KEY);
        session(new Answers(true, Optional.empty())).onTrust(unknown);
        verify(engine).trustRelay(RELAY, KEY);

        PlainSession careful = session(new Answers(false, Optional.empty()));
        careful.onTrust(unknown);
        assertThat(careful.exitStatus()).hasValue(1);
        assertThat(last()).isEqualTo("! Not connected: nothing was sent to " + RELAY + ".");

        PlainSession nobody = session(null);
        nobody.onTrust(unknown);
        assertThat(nobody.exitStatus()).hasValue(1);
        assertThat(last()).contains(KEY.toString(), "--fingerprint");
        verify(engine).trustRelay(any(), any());
    }

    @Test
    void aPasswordIsAskedForOnceAndAWrongOneEndsIt() {
        Password password = Password.of("secret");
        PlainSession session = session(new Answers(true, Optional.of(password)));
        session.onTrust(new TrustEvent.PasswordWanted(ALICE, RELAY, ""));
        verify(engine).password(password);
        session.onTrust(new TrustEvent.PasswordWanted(ALICE, RELAY, "Wrong password."));
        assertThat(session.exitStatus()).hasValue(1);
        assertThat(last()).isEqualTo("! Wrong password.");

        PlainSession silent = session(new Answers(true, Optional.empty()));
        silent.onTrust(new TrustEvent.PasswordWanted(ALICE, RELAY, ""));
        assertThat(silent.exitStatus()).hasValue(1);
        assertThat(last()).isEqualTo("! No password was typed.");
    }

    @Test
    void whatWasComparedIsTheKeyOfTheNumberThatWasShown() {
        PlainSession session = up();
        session.onUserSeen(bob(KEY, PeerTrust.KNOWN));
        session.onLine("/verify bob");
        verify(engine).safetyNumber(BOB);
        session.onTrust(new TrustEvent.SafetyNumberMade(BOB, KEY, Collections.nCopies(12, "12345"), PeerTrust.KNOWN));
        assertThat(printed.toString()).contains("  12345 12345 12345 12345 12345 12345\n");
        session.onUserSeen(bob(OTHER, PeerTrust.CHANGED));
        assertThat(last()).startsWith("! The key of bob isn't a known one").contains("/accept bob");

        session.onLine("/verify bob yes");

        verify(engine).verifyPeer(BOB, KEY);
        verify(engine, never()).verifyPeer(BOB, OTHER);
    }

    @Test
    void nobodyIsVerifiedWhoseNumberWasNotShown() {
        PlainSession session = up();
        session.onUserSeen(bob(OTHER, PeerTrust.CHANGED));

        session.onLine("/verify bob yes");

        verify(engine, never()).verifyPeer(any(), any());
        assertThat(last()).isEqualTo("! No number of bob was shown here yet. Compare it first: /verify bob");
    }

    @Test
    void endOfInputWaitsForAnswers() {
        PlainSession session = up();
        session.onUserSeen(bob(OTHER, PeerTrust.CHANGED));
        session.onLine("/accept bob");
        verify(engine).acceptPeer(BOB, OTHER);
        session.onEndOfInput("");
        assertThat(session.exitStatus()).isEmpty();

        session.onTrust(new TrustEvent.PeerTrusted(BOB, OTHER, PeerTrust.KNOWN));

        assertThat(session.exitStatus()).hasValue(0);
    }

    @Test
    void moderatingIsAnsweredInALineAndARefusalIsAFailure() {
        PlainSession session = up();
        session.onLine("/ban addr:192.0.2.0/24 7d flooding the room");
        ModerationTarget net = ModerationTarget.parse("addr:192.0.2.0/24");
        verify(engine)
                .moderate(
                        ModerationVerb.BAN,
                        net,
                        Optional.of(Duration.ofDays(7)),
                        Optional.empty(),
                        "flooding the room");
        session.onTrust(new TrustEvent.Moderated(
                ModerationVerb.BAN,
                net,
                Optional.of(ALICE),
                Optional.of(Duration.ofDays(7)),
                Optional.empty(),
                "flooding the room",
                true));
        assertThat(last()).isEqualTo("* ban of addr:192.0.2.0/24 by you for 7 days: flooding the room");
        session.onLine("/bans");
        session.onTrust(new TrustEvent.BansReceived(List.of(new BanInForce(
                ModerationVerb.BAN, net, Optional.empty(), Instant.EPOCH, Optional.empty(), "esc \u001b[2J"))));
        assertThat(last())
                .startsWith("  ban of addr:192.0.2.0/24")
                .contains("for good")
                .doesNotContain("\u001b");
        session.onLine("/kick bob");
        session.onRequestRefused(new EngineEvent.RequestRefused("Your role doesn't allow that.", Optional.empty()));
        session.onEndOfInput("");
        assertThat(session.exitStatus()).hasValue(1);
    }
}
