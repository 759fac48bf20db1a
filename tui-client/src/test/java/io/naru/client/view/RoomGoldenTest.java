package io.naru.client.view;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.state.Settings;
import io.naru.client.testkit.AppHarness;
import io.naru.client.testkit.Golden;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rooms, conversations, what was missed and what wasn't sent, at the usual sizes. */
class RoomGoldenTest {
    private static AppHarness app(int columns, int rows) {
        AppHarness app = new AppHarness(columns, rows, Settings.DEFAULT, new Layout())
                .connected()
                .present("bob", "carol", "김민수");
        entered(app, "#lobby", "welcome to the lab", false, 3);
        app.replays("#lobby", 1, "bob", "the new data set is in my share");
        app.replays("#lobby", 2, "carol", "고마워요! 받을게요");
        app.replays("#lobby", 3, "bob", "alice: are you there?");
        app.deliver(new RoomEvent.CaughtUp(RoomName.LOBBY, 3));
        entered(app, "#dev", "what breaks, and why", false, 0);
        entered(app, "#ops", "", true, 0);
        entered(app, "@bob", "", false, 0);
        app.deliver(new RoomEvent.MemberSeen(RoomName.of("#dev"), AppHarness.user("김민수"), true));
        return app.press("F2")
                .says("#dev", 1, "김민수", "빌드가 깨졌어요")
                .says("#dev", 2, "김민수", "fixed")
                .says("@bob", 1, "bob", "do you have a minute?");
    }

    private static void entered(AppHarness app, String room, String topic, boolean isPrivate, long last) {
        app.deliver(new RoomEvent.Entered(RoomName.of(room), false, isPrivate, topic, Optional.empty(), last, 0));
    }

    private static void check(String name, AppHarness app) {
        var window = app.state().window();
        String path = window.columns() + "x" + window.rows() + "/" + name;
        if (path.startsWith("120x40")) {
            Golden.checkWithStyles(path, app.drawn());
        } else {
            Golden.check(path, app.drawn());
        }
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void tabsWithWhatIsUnread(int columns, int rows) {
        check("rooms", app(columns, rows));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void aRoomWithItsMembers(int columns, int rows) {
        check("room", app(columns, rows).press("Alt+2"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void aConversation(int columns, int rows) {
        check("conversation", app(columns, rows).press("Alt+4").enter("yes, go on"));
    }

    @ParameterizedTest
    @CsvSource({"80,24", "40,12"})
    void aConversationWithSomebodyWhoIsNotThere(int columns, int rows) {
        check(
                "conversation-later",
                app(columns, rows).enter("/query dave").entered("@dave", 0, 0).enter("for when you are back"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void fiftyRooms(int columns, int rows) {
        AppHarness app = app(columns, rows);
        for (int i = 5; i <= 50; i++) {
            app.entered("#room-" + i, 0, 0);
        }
        app.enter("/join #room-30").says("#room-40", 1, "bob", "hm").says("#room-12", 1, "bob", "alice!");
        check("rooms-fifty", app);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void theListOfRooms(int columns, int rows) {
        AppHarness app = app(columns, rows)
                .deliver(new RoomEvent.RoomsListed(List.of(
                        new RoomEvent.ListedRoom(RoomName.LOBBY, 1_204, "welcome to the lab", false, true),
                        new RoomEvent.ListedRoom(RoomName.of("#dev"), 2, "what breaks, and why", false, true),
                        new RoomEvent.ListedRoom(RoomName.of("#ops"), 1, "", true, true),
                        new RoomEvent.ListedRoom(RoomName.of("#사진"), 31, "바다에서 찍은 사진", false, false))));
        check("rooms-list", app.press("Down", "Down", "Down"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void whatWasMissedAndWhatIsMissing(int columns, int rows) {
        AppHarness app = app(columns, rows);
        app.deliver(new EngineEvent.LinkLost("The relay is gone.", Duration.ofSeconds(2)));
        app.enter("nobody hears this yet");
        app.connected();
        entered(app, "#lobby", "welcome to the lab", false, 702);
        app.deliver(new RoomEvent.Gap(RoomName.LOBBY, 4, 700, false));
        app.replays("#lobby", 701, "carol", "still there?").replays("#lobby", 702, "bob", "lunch");
        app.deliver(new RoomEvent.CaughtUp(RoomName.LOBBY, 699));
        app.deliver(new RoomEvent.Pending(
                new MessageId("t-1"),
                RoomName.LOBBY,
                "held",
                OptionalLong.empty(),
                app.now().instant(),
                true));
        check("rooms-missed", app);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void farUpInTheHistory(int columns, int rows) {
        AppHarness app = app(columns, rows).entered("#old", 90_000, 90_000);
        app.enter("/join #old");
        for (long seq = 89_901; seq <= 90_000; seq++) {
            app.replays("#old", seq, "bob", "m" + seq);
        }
        app.press("Ctrl+Home");
        app.past("#old", 89_850, 89_900, false, true).press("Ctrl+Home");
        check("rooms-past", app);
    }
}
