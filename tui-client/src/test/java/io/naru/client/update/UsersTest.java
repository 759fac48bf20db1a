package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.testkit.AppHarness;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final AppHarness app = new AppHarness(120, 25).connected().present("carol");

    private String selected() {
        return app.state()
                .roster()
                .selected()
                .map(entry -> entry.person().name().value())
                .orElse("-");
    }

    @Test
    void theCursorRestsOnTheFirstUserUntilItIsMoved() {
        app.press("F3", "Home", "F2").comes("aaron");
        assertThat(selected()).isEqualTo("aaron");
    }

    @Test
    void aCursorThatWasMovedFollowsItsUser() {
        app.press("F3", "End", "F2");
        String before = selected();
        app.comes("aaron").comes("bob");
        assertThat(selected()).isEqualTo(before);
    }

    @Test
    void whileThePaneHasTheFocusTheCursorFollowsItsUserFromTheTopToo() {
        app.press("F3", "Home");
        String before = selected();
        app.comes("aaron");
        assertThat(selected()).isEqualTo(before).isNotEqualTo("aaron");
    }
}
