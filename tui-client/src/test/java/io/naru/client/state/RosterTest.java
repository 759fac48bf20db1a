package io.naru.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.testkit.AppHarness;
import io.naru.common.message.UserName;
import org.junit.jupiter.api.Test;

class RosterTest {
    private final AppHarness app = new AppHarness().connected().present("dave", "Bob", "carol", "가람");

    private Object names() {
        return app.state().roster().visible().stream()
                .map(entry -> entry.person().name().value())
                .toList();
    }

    @Test
    void everybodyIsSortedByNameWithoutCase() {
        assertThat(names()).isEqualTo(java.util.List.of("alice", "Bob", "carol", "dave", "가람"));
        assertThat(app.state().roster().entries().get(0).isMe()).isTrue();
    }

    @Test
    void theCursorStaysOnItsUserWhileOthersComeAndGo() {
        app.press("F3", "Down", "Down");
        app.comes("arne").comes("bert").goes("Bob");
        assertThat(app.state().roster().selected().orElseThrow().person().name().value())
                .isEqualTo("carol");
    }

    @Test
    void theFilterNarrowsAndEscShowsAll() {
        app.press("F3", "/").type("A");
        assertThat(names()).isEqualTo(java.util.List.of("alice", "carol", "dave"));
        app.comes("zara").comes("xyz");
        assertThat(names()).isEqualTo(java.util.List.of("alice", "carol", "dave", "zara"));
        app.press("Esc");
        assertThat(app.state().roster().visible()).hasSize(7);
    }

    @Test
    void anEmptyListHasNobodyUnderTheCursor() {
        app.press("F3", "/").type("nobody").press("Enter", "Enter", "i", "End", "b");
        assertThat(app.state().roster().selected()).isEmpty();
        assertThat(app.effects()).isEmpty();
    }

    @Test
    void detailsOfAUserStayWhenTheUserGoes() {
        app.press("F3", "Down", "i").goes("Bob");
        Overlay.Details details = (Overlay.Details) app.state().overlay().orElseThrow();
        assertThat(DetailLines.of(app.state(), details.subject()))
                .extracting(line -> line.value().value())
                .containsExactly("Bob", "Not online.");
    }

    @Test
    void aRelayThatInventsUsersWithoutEndFillsTheListAndNoMore() {
        AppHarness mine = new AppHarness().connected();
        for (int i = 0; i < Roster.USERS_MAX + 200; i++) {
            mine.comes("guest" + i);
        }

        assertThat(mine.state().roster().entries()).hasSize(Roster.USERS_MAX);
        assertThat(mine.lines())
                .filteredOn(line -> line.contains("More than 10000 users"))
                .hasSize(1);
        mine.goes("guest7");
        mine.comes("late");
        assertThat(mine.state().roster().find(UserName.of("late"))).isPresent();
        mine.comes("later");
        assertThat(mine.lines().get(mine.lines().size() - 1)).doesNotContain("later");
        mine.connected();
        assertThat(mine.state().roster().isCut()).isFalse();
        assertThat(mine.state().roster().entries()).hasSize(1);
    }

    @Test
    void thisUserIsInAFullListToo() {
        AppHarness mine = new AppHarness();
        mine.connected().goes("alice");
        for (int i = 0; i < Roster.USERS_MAX; i++) {
            mine.comes("guest" + i);
        }
        mine.comes("alice");
        assertThat(mine.state().roster().find(UserName.of("alice"))).isPresent();
    }
}
