package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.RoomName;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What ignored people say is neither shown nor counted, but to whoever asks. */
class IgnoringTest {
    private static final RoomName BOB = RoomName.of("@bob");

    private final AppHarness app = new AppHarness().connected().present("bob", "carol");

    private void said(String sender, RoomName room, long seq, boolean isReplayed) {
        app.deliver(new EngineEvent.ChatReceived(
                AppHarness.user(sender),
                "alice, listen",
                Optional.empty(),
                app.now().instant(),
                false,
                room,
                OptionalLong.of(seq),
                OptionalLong.empty(),
                isReplayed));
    }

    private void entered(RoomName room) {
        app.deliver(new RoomEvent.Entered(room, false, false, "", Optional.empty(), 0, 0));
    }

    @Test
    void nothingOfItIsShownRungOrCounted() {
        entered(RoomName.LOBBY);
        app.enter("/ignore bob").forget();
        said("bob", RoomName.LOBBY, 1, false);
        said("carol", RoomName.LOBBY, 2, true);
        assertThat(app.lines()).noneMatch(line -> line.contains("bob alice, listen"));
        assertThat(app.state().room().unread()).isEqualTo(1);
        assertThat(app.effects(Effect.RingBell.class)).isEmpty();

        app.enter("/ignore");
        assertThat(app.lastLine().text().value()).contains("bob (1 message hidden since you came)");
        app.enter("/unignore bob").enter("/ignore bob").enter("/ignore");
        assertThat(app.lastLine().text().value()).doesNotContain("hidden");
    }

    @Test
    void nobodyGetsATabForWhatIgnoredPeopleSayToThemAlone() {
        app.enter("/ignore bob").forget();
        entered(BOB);
        said("bob", BOB, 1, false);
        assertThat(app.state().rooms()).hasSize(1);
        assertThat(app.effects(Effect.RingBell.class)).isEmpty();

        app.deliver(new RoomEvent.Entered(BOB, true, false, "", Optional.empty(), 1, 0));
        assertThat(app.state().room().id()).isEqualTo(BOB);
    }

    @Test
    void oldLinesNeverRing() {
        entered(RoomName.LOBBY);
        app.forget();
        said("bob", RoomName.LOBBY, 1, true);
        assertThat(app.effects(Effect.RingBell.class)).isEmpty();
        said("bob", RoomName.LOBBY, 2, false);
        said("bob", RoomName.LOBBY, 3, false);
        assertThat(app.effects(Effect.RingBell.class)).hasSize(1);
    }
}
