package io.naru.client.view;

import static io.naru.client.view.Samples.ALICE;
import static io.naru.client.view.Samples.BOB;
import static io.naru.client.view.Samples.NOON;
import static io.naru.client.view.Samples.safe;

import io.naru.client.state.Browser;
import io.naru.client.state.Completion;
import io.naru.client.state.Focus;
import io.naru.client.state.HistorySearch;
import io.naru.client.state.Line;
import io.naru.client.state.Link;
import io.naru.client.state.ListCursor;
import io.naru.client.state.ListFilter;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Answer;
import io.naru.client.state.Overlay.Choice;
import io.naru.client.state.Purpose;
import io.naru.client.state.Room;
import io.naru.client.state.Roster;
import io.naru.client.state.Scroll;
import io.naru.client.state.Scrollback;
import io.naru.client.state.Subject;
import io.naru.client.state.TextField;
import io.naru.client.state.Transfers;
import io.naru.client.testkit.Golden;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every pane and every overlay at the usual sizes; colours at one of them. */
class ScreenGoldenTest {

    private static void check(String name, StateEditor state) {
        String size = state.window.columns() + "x" + state.window.rows();
        if (size.equals("120x40")) {
            Golden.checkWithStyles(size + "/" + name, state.drawn());
        } else {
            Golden.check(size + "/" + name, state.drawn());
        }
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "250,70", "60,16", "20,6"})
    void chat(int columns, int rows) {
        check("chat", Samples.ordinary(columns, rows));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void firstPaint(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows);
        state.link = Link.STARTING.connecting(safe("lab:7411"), 1);
        state.roster = Roster.EMPTY;
        state.rooms = List.of(Room.LOBBY);
        state.browser = Browser.EMPTY;
        state.transfers = Transfers.EMPTY;
        check("first-paint", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void linkIsAway(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows).written("what I was saying");
        state.link = state.link.lost(safe("The connection broke."), 3_200_000_000L);
        state.roster = state.roster.unknown();
        check("away", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "250,70", "20,6"})
    void users(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows).focus(Focus.USERS);
        state.roster = state.roster.withCursor(new ListCursor(4, 0));
        check("users", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void usersFiltered(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows).focus(Focus.USERS);
        state.roster = state.roster.withFilter(new ListFilter(TextField.of("김민"), true));
        check("users-filter", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "250,70", "60,16", "20,6"})
    void files(int columns, int rows) {
        check("files", Samples.ordinary(columns, rows).focus(Focus.FILES));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void filesLoading(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows).focus(Focus.FILES);
        state.browser = Browser.EMPTY.opening(Samples.MINSU, "아주/깊은/폴더/안에/있는/사진", "");
        check("files-loading", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void filesFailed(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows).focus(Focus.FILES);
        state.browser = state.browser
                .withFilter(new ListFilter(TextField.of("이"), false))
                .failed(safe("bob didn't answer within 10 seconds. Press r to ask again."));
        check("files-failed", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "250,70", "60,16"})
    void queue(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows).focus(Focus.QUEUE);
        state.transfers = state.transfers.withCursor(new ListCursor(3, 0));
        check("queue", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "60,16", "20,6"})
    void manyLinesInTheComposer(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows)
                .written("한글로 쓴 긴 글이 줄 끝에서 잘리지 않고 다음 줄로 넘어가는지 봅니다. 그리고 끝에 🚢\n"
                        + "a second line\n\n".repeat(columns / 20) + "the end");
        check("composer", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void completing(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows).written("b");
        List<Completion.Candidate> candidates =
                List.of("bob", "bobby", "베리", "barbara", "bert", "bartholomew", "빛나").stream()
                        .map(name -> new Completion.Candidate(name, safe(name), ": "))
                        .toList();
        state.composer = state.composer.completed(TextField.of("베리: "), new Completion(candidates, 2, 0, "b"));
        check("completion", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void historySearch(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows).written("/file dn bob data/hello.txt");
        state.composer =
                state.composer.withSearch(Optional.of(new HistorySearch(TextField.of("data"), 0, TextField.EMPTY)));
        check("history-search", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void search(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows);
        state.rooms = List.of(state.rooms.get(0).withScroll(Scroll.from(3, 0)));
        check("search", state.overlay(new Overlay.Search(TextField.of("그"), List.of(4L), 0, Scroll.BOTTOM)));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "60,16", "20,6"})
    void scrolledUp(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows);
        Scrollback lines = state.rooms.get(0).lines();
        for (int index = 0; index < 60; index++) {
            lines = lines.append(Samples.said(0, BOB, "line " + index));
        }
        Room room = state.rooms.get(0).withLines(lines).withScroll(Scroll.from(3, 0));
        state.rooms = List.of(room.withUnseen(70, true, false).withUnseen(71, true, false));
        check("scrolled", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void bare(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows);
        state.isBare = true;
        check("bare", state);
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "250,70", "60,16", "20,6"})
    void help(int columns, int rows) {
        check("help", Samples.ordinary(columns, rows).overlay(new Overlay.Help(0)));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void helpAtItsEnd(int columns, int rows) {
        check("help-end", Samples.ordinary(columns, rows).overlay(new Overlay.Help(10_000)));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void details(int columns, int rows) {
        StateEditor state = Samples.ordinary(columns, rows).focus(Focus.QUEUE);
        check("details", state.overlay(new Overlay.Details(new Subject.OfTransfer(5), 0)));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "60,16", "20,6"})
    void quitting(int columns, int rows) {
        List<Choice> choices = List.of(
                new Choice('w', "when they are done", Answer.AFTER_TRANSFERS),
                new Choice('y', "leave now", Answer.YES),
                new Choice('n', "stay", Answer.NO));
        check(
                "quit",
                Samples.ordinary(columns, rows)
                        .overlay(new Overlay.Confirm(
                                safe("3 transfers are running. Leave?"), safe(""), choices, 2, new Purpose.Quit())));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void pasting(int columns, int rows) {
        String text = "첫째 줄은 한글입니다. 아주 길어서 상자보다 넓을 것이고 그래서 끝이 잘려야 합니다 그렇지요\n" + "a line\n".repeat(11);
        check(
                "paste",
                Samples.ordinary(columns, rows)
                        .overlay(new Overlay.Confirm(
                                safe("Send 12 lines as one message?"),
                                safe(text),
                                List.of(new Choice('y', "send", Answer.YES), new Choice('n', "edit first", Answer.NO)),
                                0,
                                new Purpose.SendPaste(text))));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "20,6"})
    void askingForAFolder(int columns, int rows) {
        check(
                "prompt",
                Samples.ordinary(columns, rows)
                        .focus(Focus.FILES)
                        .overlay(new Overlay.Prompt(
                                safe("Download hello.txt into which folder?"),
                                TextField.of("~/다운로드/아주 긴 이름을 가진 폴더/그리고 그 안에 있는 또 다른 폴더/"),
                                new Overlay.Downloads(List.of()))));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void hint(int columns, int rows) {
        check(
                "hint",
                Samples.ordinary(columns, rows)
                        .hint("연결이 끊겼습니다. Your text stays here; press Enter again when the link is back."));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void wideCharactersAtEveryEdge(int columns, int rows) {
        String wide = "한".repeat(columns);
        StateEditor state = Samples.ordinary(columns, rows).written("a" + wide);
        Scrollback lines = Scrollback.EMPTY
                .append(Line.said(Line.Kind.CHAT, NOON, Samples.person("한".repeat(32)), safe(wide), false))
                .append(Line.said(Line.Kind.CHAT, NOON, Samples.person("é".repeat(32)), safe("a" + wide), true))
                .append(Line.own(
                        Line.Kind.ACTION,
                        NOON,
                        ALICE,
                        safe("🚢".repeat(columns)),
                        Line.Delivery.SENDING,
                        new MessageId("t9")))
                .append(Line.of(Line.Kind.NOTICE, NOON, safe("a" + wide)));
        state.rooms = List.of(Room.of(io.naru.common.message.RoomName.of("#" + "한".repeat(Math.min(31, columns))))
                .withTopic(safe("x" + wide))
                .withLines(lines));
        state.roster = Roster.EMPTY
                .with(Samples.user(Samples.person("한".repeat(32)), PresenceState.AWAY, wide, 0, 0, false))
                .with(Samples.user(Samples.person("각".repeat(31)), PresenceState.ONLINE, "", 1, 1, false));
        state.browser = state.browser.opening(BOB, "a" + wide, "").failed(safe("x" + wide));
        check("wide", state);
    }
}
