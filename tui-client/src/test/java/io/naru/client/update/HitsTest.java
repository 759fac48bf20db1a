package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.state.HitList;
import io.naru.client.state.Overlay;
import io.naru.client.state.Setting;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.RoomName;
import io.naru.common.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Searching what was said on the relay. */
class HitsTest {
    private static final RoomName DEV = RoomName.of("#dev");

    private final AppHarness app = new AppHarness().connected().present("bob");

    private RoomEvent.Hit hit(RoomName room, long seq, String sender, String text) {
        return new RoomEvent.Hit(
                room,
                new RoomEvent.PastMessage(
                        seq,
                        AppHarness.user(sender),
                        text,
                        Optional.empty(),
                        app.now().instant(),
                        false,
                        OptionalLong.empty()));
    }

    private List<RoomEvent.Hit> hits(int count) {
        List<RoomEvent.Hit> hits = new ArrayList<>();
        for (int i = count; i > 0; i--) {
            hits.add(hit(DEV, i, "bob", "key " + i));
        }
        return hits;
    }

    private RoomEffect.Search asked() {
        List<RoomEffect.Search> all = app.effects(RoomEffect.Search.class);
        return all.get(all.size() - 1);
    }

    private void found(List<RoomEvent.Hit> hits, OptionalLong next) {
        app.deliver(new RoomEvent.Found(asked().request(), asked().words(), hits, next));
    }

    private HitList list() {
        return app.state().overlay().flatMap(Overlay::asHits).orElseThrow();
    }

    private void entered(RoomName room) {
        app.deliver(new RoomEvent.Entered(room, false, false, "", Optional.empty(), 0, 0));
    }

    @Test
    void theCommandSearchesEverywhereAndShowsWhatComes() {
        app.enter("/search 열쇠 key");
        assertThat(asked().words()).isEqualTo("열쇠 key");
        assertThat(asked().room()).isEmpty();
        assertThat(asked().from()).isEmpty();
        assertThat(list().isAsking()).isTrue();

        found(List.of(hit(DEV, 7, "bob", "the 열쇠 is a key")), OptionalLong.empty());
        assertThat(list().isAsking()).isFalse();
        assertThat(app.screen()).anySatisfy(row -> assertThat(row).contains("#dev", "bob", "the 열쇠 is a key"));
    }

    @Test
    void theSearchOfTheLinesGoesOnInTheRoomsHistoryWithEnter() {
        app.press("Ctrl+F").type("key").press("Enter");
        assertThat(asked().words()).isEqualTo("key");
        assertThat(asked().room()).contains(RoomName.LOBBY);

        app.press("Tab");
        assertThat(asked().room()).isEmpty();
        assertThat(app.effects(RoomEffect.Search.class)).hasSize(2);
    }

    @Test
    void anAnswerToAnotherQuestionIsNotShown() {
        app.enter("/search one");
        RoomEffect.Search first = asked();
        app.press("Esc").enter("/search two");
        app.deliver(new RoomEvent.Found(first.request(), "one", hits(3), OptionalLong.empty()));
        assertThat(list().hits()).isEmpty();
        assertThat(list().words()).isEqualTo("two");
    }

    @Test
    void moreIsAskedForNearTheEndAndNotBefore() {
        app.enter("/search key");
        found(hits(200), OptionalLong.of(77));
        assertThat(app.effects(RoomEffect.Search.class)).hasSize(1);

        app.press("End");
        assertThat(app.effects(RoomEffect.Search.class)).hasSize(2);
        assertThat(asked().from()).hasValue(77);
        app.press("Up", "Down");
        assertThat(app.effects(RoomEffect.Search.class)).hasSize(2);
        found(hits(10), OptionalLong.empty());
        assertThat(list().hits()).hasSize(210);
        app.press("End");
        assertThat(app.effects(RoomEffect.Search.class)).hasSize(2);
    }

    @Test
    void shortAndEmptyPagesAreGoneOnFromUntilTheScreenIsFull() {
        app.enter("/search key");
        found(List.of(), OptionalLong.of(9_000));
        assertThat(asked().from()).hasValue(9_000);
        found(hits(3), OptionalLong.of(8_000));
        assertThat(asked().from()).hasValue(8_000);
        app.press("Esc");
        found(List.of(), OptionalLong.of(7_000));
        assertThat(app.effects(RoomEffect.Search.class)).hasSize(3);
    }

    @Test
    void noMoreThanAnybodyLooksThroughIsKept() {
        app.enter("/search key");
        for (int i = 0; i < 11; i++) {
            found(hits(200), OptionalLong.of(5));
            app.press("End");
        }
        assertThat(list().hits()).hasSize(HitList.HITS_MAX);
        assertThat(list().next()).isEmpty();
    }

    @Test
    void enterOpensTheHitInItsPlace() {
        entered(DEV);
        app.enter("/search key");
        found(hits(3), OptionalLong.empty());
        app.press("Down", "Enter");
        assertThat(app.state().overlay()).isEmpty();
        assertThat(app.state().room().id()).isEqualTo(DEV);
        assertThat(app.effects(RoomEffect.AskAround.class))
                .singleElement()
                .satisfies(asking -> assertThat(asking.seq()).isEqualTo(2));

        app.enter("/search");
        assertThat(list().hits()).hasSize(3);
        assertThat(list().cursor().index()).isEqualTo(1);
    }

    @Test
    void aRefusalIsShownInPlaceOfTheHits() {
        app.enter("/search key");
        app.deliver(new EngineEvent.RequestRefused("Too many searches.", Optional.of(ErrorCode.TOO_FAST)));
        assertThat(app.screen()).anySatisfy(row -> assertThat(row).contains("Too many searches."));
        assertThat(list().isAsking()).isFalse();
    }

    @Test
    void whatIgnoredPeopleSaidIsNotFound() {
        app.enter("/ignore bob").enter("/search key");
        found(List.of(hit(DEV, 1, "bob", "key"), hit(DEV, 2, "carol", "key")), OptionalLong.empty());
        assertThat(list().hits()).hasSize(1);
        assertThat(app.state().settings().value(Setting.IGNORE)).isEqualTo("bob");
    }

    @Test
    void withoutALinkNobodyIsAsked() {
        AppHarness alone = new AppHarness().enter("/search key");
        assertThat(alone.effects(RoomEffect.Search.class)).isEmpty();
        assertThat(alone.hint()).startsWith("Not connected");
    }

    @Test
    void theFoundWordIsSeenInALongMessage() {
        app.enter("/search needle");
        found(List.of(hit(DEV, 1, "bob", "hay ".repeat(60) + "needle " + "hay ".repeat(60))), OptionalLong.empty());
        assertThat(app.screen()).anySatisfy(row -> assertThat(row).contains("…", "needle"));
        app.resize(40, 12);
        assertThat(app.screen()).anySatisfy(row -> assertThat(row).contains("needle"));
        app.resize(1, 1);
        assertThat(app.screen()).hasSize(1);
    }
}
