package io.naru.client.view;

import io.naru.client.event.BanInForce;
import io.naru.client.event.BoundKey;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TrustEvent;
import io.naru.client.state.Settings;
import io.naru.client.testkit.AppHarness;
import io.naru.client.testkit.Golden;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the screen says of relays, keys and bans, at the usual sizes. */
class TrustGoldenTest {
    private static final Instant NOON = AppHarness.START.instant();
    private static final UserName MINSU = UserName.of("김민수");

    private static AppHarness place(int columns, int rows) {
        return new AppHarness(columns, rows, Settings.DEFAULT, new Layout());
    }

    private static Fingerprint key(int number) {
        return Fingerprint.ofKey(new byte[] {(byte) number});
    }

    private static void check(String name, AppHarness app) {
        String size =
                app.state().window().columns() + "x" + app.state().window().rows();
        if (size.equals("120x40")) {
            Golden.checkWithStyles(size + "/" + name, app.drawn());
        } else {
            Golden.check(size + "/" + name, app.drawn());
        }
    }

    private static AppHarness inRoom(int columns, int rows) {
        return place(columns, rows)
                .connected()
                .deliver(seen("bob", Role.OPERATOR, PeerTrust.KNOWN, PresenceState.ONLINE))
                .deliver(seen("carol", Role.MEMBER, PeerTrust.NEW, PresenceState.AWAY))
                .deliver(seen("dave", Role.MEMBER, PeerTrust.NONE, PresenceState.ONLINE))
                .deliver(seen("erin", Role.OWNER, PeerTrust.VERIFIED, PresenceState.ONLINE))
                .deliver(seen("김민수", Role.MEMBER, PeerTrust.CHANGED, PresenceState.ONLINE));
    }

    private static EngineEvent seen(String name, Role role, PeerTrust trust, PresenceState state) {
        return new EngineEvent.UserSeen(
                UserName.of(name),
                state,
                OptionalLong.of(12),
                OptionalLong.of(34_000_000),
                Optional.of(NOON),
                "",
                role,
                trust == PeerTrust.NONE ? Optional.empty() : Optional.of(key(trust.ordinal())),
                trust,
                true);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void aRelayIsSeenForTheFirstTime(int columns, int rows) {
        check("first-contact", place(columns, rows).deliver(new TrustEvent.RelayUnknown("lab.example:7411", key(1))));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void aRelayShowsAnotherKey(int columns, int rows) {
        check("other-key", otherKey(place(columns, rows)));
    }

    @ParameterizedTest
    @CsvSource({"80,24", "40,12"})
    void theEndOfWhatIsToldOfAnotherKey(int columns, int rows) {
        check("other-key-end", otherKey(place(columns, rows)).press("End"));
    }

    private static AppHarness otherKey(AppHarness app) {
        return app.deliver(new TrustEvent.RelayChanged(
                "lab.example:7411",
                key(1),
                key(2),
                Optional.of(Path.of("/home/alice/.local/share/naru/known_relays")),
                3,
                "lab.example:7411 shows another key than it should. Nothing was sent to it."));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void aPasswordIsTyped(int columns, int rows) {
        check(
                "password",
                place(columns, rows)
                        .deliver(new TrustEvent.PasswordWanted(MINSU, "lab.example:7411", ""))
                        .type("비밀 sesame"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void aPasswordWasWrong(int columns, int rows) {
        check(
                "password-wrong",
                place(columns, rows)
                        .deliver(new TrustEvent.PasswordWanted(
                                MINSU, "lab.example:7411", "Wrong user name or password.")));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void signsStandBeforeNames(int columns, int rows) {
        check("users-signs", inRoom(columns, rows).press("F3"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void someoneWhoseKeyChanged(int columns, int rows) {
        check("user-changed", inRoom(columns, rows).enter("/whois 김민수"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void numbersToCompare(int columns, int rows) {
        List<String> groups =
                IntStream.range(0, 12).mapToObj(i -> "1" + (2345 + i * 7)).toList();
        check(
                "safety-number",
                inRoom(columns, rows)
                        .deliver(new TrustEvent.SafetyNumberMade(MINSU, key(4), groups, PeerTrust.CHANGED)));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void keysOfTheAccount(int columns, int rows) {
        check(
                "keys",
                inRoom(columns, rows)
                        .deliver(new TrustEvent.KeysReceived(
                                KeysVerb.LIST,
                                List.of(
                                        new BoundKey(key(1), "연구실 노트북", NOON, Optional.of(NOON), true),
                                        new BoundKey(key(2), "", NOON, Optional.empty(), false)))));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void bansInForce(int columns, int rows) {
        check(
                "bans",
                inRoom(columns, rows)
                        .deliver(new TrustEvent.BansReceived(List.of(
                                new BanInForce(
                                        ModerationVerb.BAN,
                                        ModerationTarget.parse("key:" + key(1)),
                                        Optional.of(UserName.of("erin")),
                                        NOON,
                                        Optional.empty(),
                                        "도배"),
                                new BanInForce(
                                        ModerationVerb.MUTE,
                                        ModerationTarget.parse("김민수"),
                                        Optional.empty(),
                                        NOON,
                                        Optional.of(NOON.plus(Duration.ofHours(2))),
                                        "")))));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void kickedOut(int columns, int rows) {
        check(
                "kicked",
                inRoom(columns, rows)
                        .deliver(new EngineEvent.LinkEnded(
                                "You were kicked by 김민수: 잠깐 쉬세요, please.", Optional.of(ErrorCode.KICKED))));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void othersCanReadAlong(int columns, int rows) {
        check(
                "exposed",
                place(columns, rows)
                        .deliver(new EngineEvent.LinkUp(
                                MINSU, "lab.example:7411", "lab", Role.MEMBER, Optional.empty(), false, 4096)));
    }
}
