package io.naru.client.view;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.state.HitList;
import io.naru.client.state.Overlay;
import io.naru.client.state.Settings;
import io.naru.client.testkit.AppHarness;
import io.naru.client.testkit.Golden;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searching, marked messages and answers, at the usual sizes. */
class MessagesGoldenTest {
    private static final Instant NOON = AppHarness.START.instant();
    private static final RoomName DEV = RoomName.of("#dev");

    private static void check(String name, AppHarness app) {
        String size =
                app.state().window().columns() + "x" + app.state().window().rows();
        if (size.equals("120x40")) {
            Golden.checkWithStyles(size + "/" + name, app.drawn());
        } else {
            Golden.check(size + "/" + name, app.drawn());
        }
    }

    private static AppHarness place(int columns, int rows) {
        return new AppHarness(columns, rows, Settings.DEFAULT, new Layout())
                .connected()
                .present("bob", "김민수")
                .deliver(new RoomEvent.Entered(RoomName.LOBBY, false, false, "", Optional.empty(), 0, 0))
                .deliver(said(1, "bob", "where is the key?", OptionalLong.empty()))
                .deliver(said(2, "김민수", "> bob: where is the key?\n열쇠는 매트 아래에 있어요, 언제나처럼", OptionalLong.of(1)))
                .deliver(said(3, "bob", "thanks!", OptionalLong.empty()));
    }

    private static EngineEvent said(long seq, String sender, String text, OptionalLong replyTo) {
        return new EngineEvent.ChatReceived(
                UserName.of(sender),
                text,
                Optional.empty(),
                NOON,
                false,
                RoomName.LOBBY,
                OptionalLong.of(seq),
                replyTo,
                false);
    }

    private static RoomEvent.Hit hit(RoomName room, int daysAgo, String sender, String text) {
        return new RoomEvent.Hit(
                room,
                new RoomEvent.PastMessage(
                        7,
                        UserName.of(sender),
                        text,
                        Optional.empty(),
                        NOON.minusSeconds(86_400L * daysAgo),
                        false,
                        OptionalLong.empty()));
    }

    private static AppHarness searched(int columns, int rows, List<RoomEvent.Hit> hits) {
        AppHarness app = place(columns, rows).enter("/search 열쇠 key");
        long request = app.state()
                .overlay()
                .flatMap(Overlay::asHits)
                .map(HitList::request)
                .orElseThrow();
        return app.deliver(new RoomEvent.Found(request, "열쇠 key", hits, OptionalLong.empty()));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "250,70", "20,6"})
    void hits(int columns, int rows) {
        AppHarness app = searched(
                columns,
                rows,
                List.of(
                        hit(RoomName.LOBBY, 0, "김민수", "열쇠(key)는 매트 아래에 있어요"),
                        hit(DEV, 1, "bob", "the KEY is where it always was: 열쇠 box, second floor"),
                        hit(
                                RoomName.of("@carol"),
                                400,
                                "a-very-long-name-of-somebody",
                                "so much had to be said before anybody came to speak of it, and then somebody did: 열쇠,"
                                        + " the key, lies under the mat")));
        check("hits", app.press("Down"));
    }

    @ParameterizedTest
    @CsvSource({"80,24", "40,12"})
    void nothingFound(int columns, int rows) {
        check("hits-none", searched(columns, rows, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void marked(int columns, int rows) {
        check("marked", place(columns, rows).press("Alt+Up", "Up"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void answering(int columns, int rows) {
        check("answering", place(columns, rows).press("Alt+Up", "Up", "Alt+r").type("고마워요"));
    }
}
