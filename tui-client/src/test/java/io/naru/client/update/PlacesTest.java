package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.state.Reach;
import io.naru.client.state.Room;
import io.naru.client.state.Scroll;
import io.naru.client.state.Scrollback;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scrolling through a history that is longer than what is kept. */
class PlacesTest {
    private static final long NEWEST = 100_000;

    /** 20 rows of chat. */
    private final AppHarness app = new AppHarness(120, 25)
            .connected()
            .present("bob")
            .entered("#lobby", NEWEST, NEWEST)
            .entered("#dev", 300, 300);

    private long newest = NEWEST;

    PlacesTest() {
        for (long seq = NEWEST - 99; seq <= NEWEST; seq++) {
            app.replays("#lobby", seq, "bob", "m" + seq);
        }
        app.deliver(new RoomEvent.CaughtUp(RoomName.LOBBY, 0));
        app.press("F2").forget();
    }

    private Room room() {
        return app.state().room();
    }

    /** Answers what is asked as a relay would, with messages from this one on. */
    private void answer(long oldest) {
        List<RoomEffect.AskPast> asked = app.effects(RoomEffect.AskPast.class).stream()
                .filter(ask -> ask.room().equals(RoomName.LOBBY))
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        long before = asked.get(asked.size() - 1).before().orElse(newest + 1);
        long to = Math.min(newest, before - 1);
        long from = Math.max(oldest, to - 199);
        app.past("#lobby", from, to, from > oldest, to < newest).forget();
    }

    private String top() {
        return room().lines().get(room().scroll().topLine()).text().value();
    }

    private void assertContiguous() {
        long before = 0;
        for (long number = room().lines().first(); number < room().lines().end(); number++) {
            OptionalLong seq = room().lines().get(number).seq();
            if (seq.isPresent()) {
                assertThat(before == 0 || seq.getAsLong() == before + 1).isTrue();
                before = seq.getAsLong();
            }
        }
    }

    @Test
    void olderMessagesAreLoadedAsOneScrollsUpAndNothingJumps() {
        app.press("PgUp", "PgUp");
        assertThat(app.effects(RoomEffect.AskPast.class)).hasSize(1);
        app.press("PgUp");
        assertThat(app.effects(RoomEffect.AskPast.class)).as("asked once").hasSize(1);
        String shown = top();
        answer(1);
        assertThat(top()).isEqualTo(shown);
        assertThat(room().firstSeq()).isEqualTo(NEWEST - 299);
        assertContiguous();
    }

    private String screen() {
        return String.join("\n", app.screen());
    }

    @Test
    void thatOlderMessagesAreOnTheirWayIsShownAtTheTopUntilTheyCame() {
        app.press("PgUp", "PgUp");
        assertThat(screen()).as("not at the top yet").doesNotContain("loading…");
        app.press("Ctrl+Home");
        assertThat(screen()).contains(" loading… ");

        answer(1);
        assertThat(screen()).doesNotContain("loading…");
    }

    @Test
    void thatOlderMessagesAreOnTheirWayIsShownUntilThatHasFailed() {
        app.press("Ctrl+Home");
        assertThat(screen()).contains(" loading… ");

        app.deliver(new EngineEvent.RequestRefused("The relay can't read its disk.", Optional.empty()));

        assertThat(screen()).doesNotContain("loading…");
        assertThat(app.lines()).last().asString().contains("can't read its disk");
    }

    @Test
    void theBeginningIsMarked() {
        app.press("Alt+2").says("#dev", 301, "bob", "hi").press("PgUp");
        app.past("#dev", 1, 300, false, true).press("Ctrl+Home");
        assertThat(app.lines().get(0)).isEqualTo("MARK #dev begins here.");
        assertThat(app.forget().press("PgUp").effects(RoomEffect.AskPast.class)).isEmpty();
    }

    @Test
    void whatTheRelayKeepsNoMoreIsSaid() {
        app.press("Ctrl+Home");
        answer(NEWEST - 150);
        assertThat(app.lines().get(0)).isEqualTo("MARK What was said before isn't kept any more.");
        assertThat(room().reach().hasOlder()).isFalse();
    }

    @Test
    void scrollingUpWithoutEndKeepsMemoryBoundedAndComesBack() {
        for (int page = 0; page < 70; page++) {
            app.press("Ctrl+Home");
            answer(1);
            assertThat(room().lines().size()).isLessThanOrEqualTo(Scrollback.LINES_MAX);
        }
        assertThat(room().reach().isDetached()).isTrue();
        assertThat(room().firstSeq()).isEqualTo(NEWEST - 99 - 70 * 200);
        assertContiguous();
        newest++;
        app.says("#lobby", newest, "bob", "alice: news");
        assertThat(room().unread()).isOne();
        assertThat(room().isNamed()).isTrue();
        app.press("Ctrl+End");
        answer(1);
        assertThat(room().reach().isDetached()).isFalse();
        assertThat(room().scroll()).isEqualTo(Scroll.BOTTOM);
        assertThat(app.lastLine().text().value()).isEqualTo("m" + newest);
        app.press("F2");
        assertThat(room().unread()).isZero();
        assertThat(room().lines().get(room().unreadFrom().orElseThrow()).seq()).isEqualTo(OptionalLong.of(newest));
    }

    @Test
    void pagingDownFromFarUpReachesTheNewestWithoutAHole() {
        app.forget().press("Ctrl+F").press("Esc");
        open(500);
        assertThat(room().reach().isDetached()).isTrue();
        assertContiguous();
        for (int i = 0; i < 40; i++) {
            app.press("PgDn");
            answerUpTo(NEWEST);
            assertContiguous();
        }
        assertThat(room().lastSeq()).isGreaterThan(900);
    }

    @Test
    void ofAPageThatIsCutWhatLacksIsMarkedAndLoadedWhenOneComesBack() {
        openAndGoDown();
        app.past("#lobby", 951, 1_027, true, true).forget();
        assertThat(room().reach().holes()).hasSize(1);
        Reach.Hole hole = room().reach().holes().get(0);
        assertThat(hole.fromSeq()).isEqualTo(828);
        assertThat(hole.toSeq()).isEqualTo(950);
        assertThat(room().lines().get(hole.line()).text().value()).contains("123 messages are not shown");
        assertThat(room().lines().get(hole.line() - 1).seq()).isEqualTo(OptionalLong.of(827));
        assertThat(room().lines().get(hole.line() + 1).seq()).isEqualTo(OptionalLong.of(951));
        assertThat(room().reach().endSeq()).isEqualTo(1_027);

        while (room().scroll().topLine() <= hole.line()) {
            app.press("PgDn");
        }
        if (!app.effects(RoomEffect.AskPast.class).isEmpty()) {
            app.past("#lobby", 1_028, 1_227, true, true).forget();
        }
        app.press("PgUp");
        assertThat(app.effects(RoomEffect.AskPast.class)).hasSize(1);
        assertThat(app.effects(RoomEffect.AskPast.class).get(0).before()).isEqualTo(OptionalLong.of(951));
        app.past("#lobby", 751, 950, true, true);
        assertThat(room().reach().holes()).isEmpty();
        assertContiguous();
    }

    @Test
    void whatLacksBecauseItIsNotKeptIsSaidToBeGone() {
        openAndGoDown();
        app.past("#lobby", 951, 1_027, false, true).forget();
        assertThat(room().reach().holes()).isEmpty();
        assertThat(app.lines()).contains("MARK 123 messages are missing here: the relay doesn't keep them any more.");
    }

    private void openAndGoDown() {
        open(777);
        app.forget();
        for (int i = 0; i < 5 && app.effects(RoomEffect.AskPast.class).isEmpty(); i++) {
            app.press("PgDn");
        }
        assertThat(app.effects(RoomEffect.AskPast.class)).hasSize(1);
    }

    private void answerUpTo(long last) {
        if (!app.effects(RoomEffect.AskPast.class).isEmpty()) {
            long before = app.effects(RoomEffect.AskPast.class).get(0).before().orElseThrow();
            app.past("#lobby", before - 200, before - 1, true, before <= last).forget();
        }
    }

    /** Opens a message in its place, as the search does. */
    private void open(long seq) {
        Turn turn = new Turn(app.state(), app.now(), new AppHarness.RoughMeasure());
        new Places(turn).open(RoomName.LOBBY, seq);
        app.take(turn.step());
        if (!app.effects(RoomEffect.AskAround.class).isEmpty()) {
            app.past("#lobby", seq - 50, seq + 50, true, true).forget();
        }
    }

    @Test
    void aHitOpensInItsPlaceAndIsMarked() {
        app.press("Alt+2");
        open(777);
        assertThat(room().id()).isEqualTo(RoomName.LOBBY);
        assertThat(room().lines().get(room().marked().orElseThrow()).text().value())
                .isEqualTo("m777");
        assertThat(String.join("\n", app.screen())).contains("▸");
        open(NEWEST - 5);
        assertThat(room().lines().get(room().marked().orElseThrow()).seq()).isEqualTo(OptionalLong.of(NEWEST - 5));
    }

    @Test
    void whatIsSaidWhileOneReadsFarUpIsShownAtTheNewestPlace() {
        open(777);
        app.enter("back to now");
        assertThat(room().reach().isDetached()).isFalse();
        answer(1);
        assertThat(app.lastLine().text().value()).isEqualTo("back to now");
        newest++;
        app.receipt("#lobby", newest, app.state().room().pending().get(0).id().orElseThrow(), "back to now");
        assertThat(room().lastSeq()).isEqualTo(newest);
        assertContiguous();
    }

    @Test
    void whoReadsFarUpInAFullRoomKeepsWhatIsShown() {
        for (int i = 0; i < Scrollback.LINES_MAX; i++) {
            newest++;
            app.says("#lobby", newest, "bob", "m" + newest);
        }
        app.press("Ctrl+Home");
        String shown = top();
        newest++;
        app.receipt("#lobby", newest, new MessageId("elsewhere-1"), "said from another install");
        assertThat(room().reach().isDetached()).isTrue();
        assertThat(room().unread()).isZero();
        for (int i = 0; i < 500; i++) {
            newest++;
            app.says("#lobby", newest, "bob", "m" + newest);
        }
        assertThat(top()).isEqualTo(shown);
        assertThat(room().unread()).isEqualTo(500);
        assertThat(room().reach().isDetached()).isTrue();
    }

    @Test
    void anAnswerThatNeverComesBlocksNothing() {
        app.press("Ctrl+Home");
        app.deliver(new EngineEvent.LinkLost("Gone.", Duration.ofSeconds(1)));
        assertThat(room().reach().load()).isEmpty();
        app.past("#lobby", 1, 5, false, true);
        assertThat(room().firstSeq()).isEqualTo(NEWEST - 99);
    }

    @Test
    void anEmptiedRoomLoadsAgainWhenOneScrollsUp() {
        app.enter("/clear");
        assertThat(app.lines()).isEmpty();
        assertThat(app.effects(RoomEffect.AskPast.class)).isEmpty();
        app.press("PgUp");
        answer(1);
        assertThat(room().lastSeq()).isEqualTo(NEWEST);
    }

    @Test
    void anyWayThroughTheHistoryKeepsItContiguous() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] keys = {"PgUp", "PgUp", "PgUp", "PgDn", "Ctrl+Home", "Ctrl+End", "Alt+u"};
        for (int step = 0; step < 3_000; step++) {
            int what = random.nextInt(20);
            if (what < 10) {
                app.press(keys[random.nextInt(keys.length)]);
            } else if (what < 14) {
                newest++;
                app.says("#lobby", newest, "bob", "m" + newest);
            } else if (what == 14 && app.state().room().isLobby()) {
                open(1_000 + random.nextInt((int) NEWEST - 2_000));
            } else if (app.state().room().isLobby()) {
                answer(1);
            }
            if (app.state().room().isLobby()) {
                assertThatContiguous(seed, step);
            }
        }
    }

    private void assertThatContiguous(long seed, int step) {
        try {
            assertContiguous();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ", step " + step, e);
        }
    }
}
