package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.state.Scroll;
import io.naru.client.testkit.AppHarness;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScrollingTest {
    /** 20 rows of chat. */
    private final AppHarness app = new AppHarness(120, 25).connected();

    private long fill(int lines) {
        for (int i = 0; i < lines; i++) {
            app.says("bob", "line " + i);
        }
        return app.state().room().lines().end();
    }

    private Scroll scroll() {
        return app.state().room().scroll();
    }

    @Test
    void aPageUpShowsTheRowsAboveAndKeepsOne() {
        long end = fill(100);
        app.press("PgUp");
        assertThat(scroll()).isEqualTo(Scroll.from(end - 39, 0));
        app.press("PgUp");
        assertThat(scroll()).isEqualTo(Scroll.from(end - 58, 0));
    }

    @Test
    void whatIsShownStaysWhileLinesCome() {
        fill(100);
        app.press("PgUp");
        Scroll before = scroll();
        fill(50);
        assertThat(scroll()).isEqualTo(before);
        assertThat(app.state().room().unread()).isEqualTo(50);
    }

    @Test
    void pageDownComesBackToTheBottomAndStaysThere() {
        fill(100);
        app.press("PgUp", "PgUp", "PgDn", "PgDn");
        assertThat(scroll()).isEqualTo(Scroll.BOTTOM);
        app.press("PgDn");
        assertThat(scroll()).isEqualTo(Scroll.BOTTOM);
    }

    @Test
    void thereIsNothingToScrollInAShortChat() {
        fill(5);
        app.press("PgUp");
        assertThat(scroll()).isEqualTo(Scroll.BOTTOM);
    }

    @Test
    void linesOfManyRowsAreScrolledByRows() {
        fill(30);
        app.says("bob", "x".repeat(80 * 50));
        long end = app.state().room().lines().end();
        app.press("PgUp");
        assertThat(scroll()).isEqualTo(Scroll.from(end - 1, 51 - 20 - 19));
        app.press("PgUp", "PgDn");
        assertThat(scroll()).isEqualTo(Scroll.from(end - 1, 51 - 20 - 19));
    }

    @Test
    void topAndBottomAreReachedInEveryWay() {
        fill(100);
        for (String[] way : new String[][] {{"Ctrl+Home", "Ctrl+End"}, {"Alt+Home", "Alt+End"}}) {
            app.press(way[0]);
            assertThat(scroll())
                    .isEqualTo(Scroll.from(app.state().room().lines().first(), 0));
            app.press(way[1]);
            assertThat(scroll()).isEqualTo(Scroll.BOTTOM);
        }
        app.press("Esc", "Home");
        assertThat(scroll()).isEqualTo(Scroll.from(app.state().room().lines().first(), 0));
    }

    @Test
    void linesThatCameWhileScrolledUpAreUnreadUntilTheBottomIsSeen() {
        long end = fill(100);
        app.press("PgUp").says("bob", "alice?");
        assertThat(app.state().room().unreadFrom()).isEqualTo(OptionalLong.of(end));
        assertThat(app.state().room().isNamed()).isTrue();
        app.press("Ctrl+End");
        assertThat(app.state().room().unread()).isZero();
        assertThat(app.state().room().isNamed()).isFalse();
        assertThat(app.state().room().unreadFrom())
                .as("it stays to be looked at")
                .isPresent();
        app.enter("answer");
        assertThat(app.state().room().unreadFrom()).isEmpty();
    }

    @Test
    void linesThatComeWhileNobodyTypesAreUnread() {
        app.press("a").says("bob", "seen").advance(Duration.ofMinutes(3));
        long number = app.state().room().lines().end();
        app.says("bob", "unseen").says("bob", "unseen too");
        assertThat(app.state().room().unreadFrom()).isEqualTo(OptionalLong.of(number));
        assertThat(app.state().room().unread()).isEqualTo(2);
        app.press("b");
        assertThat(app.state().room().hasUnseen()).isFalse();
    }

    @Test
    void theFirstUnreadLineIsShown() {
        long end = fill(100);
        app.press("PgUp");
        fill(100);
        app.press("Ctrl+End", "Alt+u");
        assertThat(scroll()).isEqualTo(Scroll.from(end - 20 / 3, 0));
        app.press("Ctrl+End", "Esc", "u");
        assertThat(scroll().isAtBottom()).isFalse();
    }

    @Test
    void withoutUnreadLinesAltUSaysSo() {
        fill(3);
        assertThat(app.press("Alt+u").hint()).isEqualTo("Nothing here is unread.");
    }

    @Test
    void scrollingSurvivesThatItsLineIsGone() {
        fill(9_900);
        app.press("Ctrl+Home");
        fill(9_000);
        app.press("PgDn");
        assertThat(scroll().topLine()).isEqualTo(app.state().room().lines().first() + 19);
        app.enter("/clear").press("PgUp", "PgDn");
        assertThat(scroll()).isEqualTo(Scroll.BOTTOM);
    }

    @Test
    void searchingShowsTheNewestHitAndGoesBackFromThere() {
        fill(100);
        app.press("Ctrl+F").type("LINE 4");
        var search = app.state().overlay().orElseThrow().asSearch().orElseThrow();
        assertThat(search.hits()).hasSize(11);
        long newest = search.currentLine().orElseThrow();
        assertThat(app.state().room().lines().get(newest).text().value()).isEqualTo("line 49");
        assertThat(scroll().topLine()).isEqualTo(newest - 6);
        app.press("Up", "Ctrl+F", "Up", "Down");
        assertThat(current()).isEqualTo("line 47");
        app.press("Esc");
        assertThat(app.state().overlay()).isEmpty();
        assertThat(scroll().isAtBottom()).isFalse();
    }

    private String current() {
        long number = app.state()
                .overlay()
                .orElseThrow()
                .asSearch()
                .orElseThrow()
                .currentLine()
                .orElseThrow();
        return app.state().room().lines().get(number).text().value();
    }

    @Test
    void searchingStopsAtBothEnds() {
        fill(100);
        app.press("Ctrl+S").type("line 77").press("Up");
        assertThat(app.hint()).contains("oldest");
        assertThat(app.press("Down").hint()).contains("newest");
        assertThat(current()).isEqualTo("line 77");
        app.type("x").press("Up");
        assertThat(app.hint()).contains("Nothing here holds that");
    }

    @Test
    void givingTheSearchUpGoesBackToWhereOneWas() {
        fill(100);
        app.press("Ctrl+F").type("line 5").press("Ctrl+C");
        assertThat(app.state().overlay()).isEmpty();
        assertThat(scroll()).isEqualTo(Scroll.BOTTOM);
    }

    @Test
    void senderNamesAreFoundToo() {
        app.says("bob", "x").says("carol", "y");
        app.press("Ctrl+F").type("caro");
        assertThat(current()).isEqualTo("y");
    }

    @Test
    void theAnswerToACommandIsShown() {
        fill(100);
        for (String command : List.of("/who", "/nonsense", "/whois nobody")) {
            app.press("PgUp");
            assertThat(scroll().isAtBottom()).isFalse();
            app.enter(command);
            assertThat(scroll()).as(command).isEqualTo(Scroll.BOTTOM);
        }
    }
}
