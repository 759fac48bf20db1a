package io.naru.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.testkit.AppHarness;
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
}
