package io.naru.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.ListingEvent;
import io.naru.client.testkit.AppHarness;
import org.junit.jupiter.api.Test;

class FilesPaneTest {
    private final AppHarness app = new AppHarness().connected().present("bob");

    private String title() {
        return FilesPane.title(app.state(), 40);
    }

    @Test
    void theTitleTellsThatTheOwnerHasLeft() {
        app.enter("/ls bob").lists("bob", "", "a", "b");
        assertThat(title()).isEqualTo("bob:/ · 2 items");

        app.goes("bob");
        assertThat(title()).isEqualTo("bob:/ · not here");

        app.comes("bob");
        assertThat(title()).isEqualTo("bob:/ · 2 items");
    }

    @Test
    void ofAFolderThatDidNotComeNothingIsCounted() {
        app.enter("/ls bob");
        app.deliver(new ListingEvent.ListingFailed(AppHarness.user("bob"), "", "bob didn't answer."));
        assertThat(title()).isEqualTo("bob:/");
    }
}
