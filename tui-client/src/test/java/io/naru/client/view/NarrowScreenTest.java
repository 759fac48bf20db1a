package io.naru.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.RoomEvent;
import io.naru.client.state.Settings;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What must not be missing where there isn't much room. */
class NarrowScreenTest {
    private static final String LONG = "averyveryverylongname";

    private static AppHarness app(int columns, int rows) {
        return new AppHarness(columns, rows, Settings.DEFAULT, new Layout())
                .connected()
                .present("bob");
    }

    private static EngineEvent seen(String name, PresenceState state, String status, long files) {
        return new EngineEvent.UserSeen(
                AppHarness.user(name),
                state,
                files == 0 ? OptionalLong.empty() : OptionalLong.of(files),
                files == 0 ? OptionalLong.empty() : OptionalLong.of(1_000_000 * files),
                Optional.empty(),
                status,
                Role.MEMBER,
                Optional.empty(),
                PeerTrust.NONE,
                true);
    }

    private static String row(AppHarness app, String part) {
        return app.screen().stream()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElse("");
    }

    private static String keys(AppHarness app) {
        return app.screen().get(app.screen().size() - 1);
    }

    @Test
    void everyListOverThePanesTellsHowToCloseIt() {
        assertThat(keys(app(40, 12).enter("/find sea"))).contains("q close");
        assertThat(keys(app(40, 12).enter("/search sea"))).contains("q close");
        assertThat(keys(app(40, 12).offers(1, "a.txt").press("F8"))).contains("q not now");
        assertThat(keys(app(40, 12).press("F1"))).contains("PgDn page down", "q close");
    }

    @Test
    void onePaneAtATimeTellsTheWayBackAndTheChatTheWayToTheOthers() {
        assertThat(keys(app(40, 12))).contains("F1 help", "F3 users", "F4 files", "F5 queue");
        assertThat(keys(app(40, 12).press("F4"))).contains("Esc back", "Enter open");
    }

    @Test
    void aPageThatIsSeenWholeTellsOfNoOtherPage() {
        assertThat(keys(app(80, 24).press("F3", "i"))).contains("q close").doesNotContain("PgDn");
    }

    @Test
    void theRoomOfTheChosenHitIsNamed() {
        AppHarness app = app(40, 12).enter("/search sea");
        RoomEvent.PastMessage message = new RoomEvent.PastMessage(
                7,
                AppHarness.user("bob"),
                "the sea",
                Optional.empty(),
                app.now().instant(),
                false,
                OptionalLong.empty());
        app.deliver(new RoomEvent.Found(
                1, "sea", List.of(new RoomEvent.Hit(RoomName.of("#dev"), message)), OptionalLong.empty()));
        assertThat(app.screen().toString()).contains("#dev · 1 of 1");
    }

    @Test
    void theReasonForBeingAwayIsSeenAsFarAsThereIsRoom() {
        AppHarness app = app(80, 24).deliver(seen("bob", PresenceState.AWAY, "lunch with everybody", 0));
        assertThat(row(app, "○  bob")).contains("away: lunch w");
        app.deliver(seen(LONG, PresenceState.AWAY, "lunch with everybody", 0));
        assertThat(row(app, "averyvery")).contains("away");
    }

    @Test
    void aNameIsWholeWhereNothingStandsBehindIt() {
        AppHarness app = app(120, 40).deliver(seen(LONG, PresenceState.ONLINE, "", 0));
        assertThat(row(app, "●  averyvery")).contains(LONG);
        app.deliver(seen(LONG, PresenceState.ONLINE, "", 5));
        assertThat(row(app, "●  averyvery")).contains("5 files", "5.0 MB").doesNotContain(LONG);
    }

    @Test
    void theWordsOfAnEmptyQueueAreWhole() {
        assertThat(String.join(" ", app(40, 12).press("F5").screen())).contains("downloads it.");
    }

    @Test
    void aQuoteTakesOneRow() {
        AppHarness app = app(40, 12)
                .deliver(new EngineEvent.ChatReceived(
                        AppHarness.user("carol"),
                        "> bob: where is the key, and who was it that had it last?\nmat",
                        Optional.empty(),
                        AppHarness.START.instant(),
                        false,
                        RoomName.LOBBY,
                        OptionalLong.of(2),
                        OptionalLong.of(1),
                        false));
        List<String> screen = app.screen();
        int quote = screen.indexOf(row(app, "> bob: where"));
        assertThat(screen.get(quote)).contains("carol: > bob", "…");
        assertThat(screen.get(quote + 1)).contains("mat");
    }
}
