package io.naru.client.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.RoomEvent;
import io.naru.client.event.TrustEvent;
import io.naru.client.input.HelpPage.HelpLine;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    /** Every place that the focus can be in, with how to get there. */
    static List<AppHarness> places() {
        return List.of(
                place(),
                place().press("F3"),
                place().press("F4"),
                place().press("F5"),
                place().press("F3", "/"),
                place().press("Ctrl+F"),
                place().press("Ctrl+R"),
                place().press("F1"),
                place().press("Ctrl+C"),
                place().deliver(new RoomEvent.RoomsListed(List.of())),
                place().says("bob", "hello").press("Alt+Up"),
                place().enter("/search hello"),
                place().enter("/find sea"),
                place().enter("/peek bob a"),
                place().offers(1, "a.txt").press("F8"),
                place().enter("/ls bob").lists("bob", "", "a").press("D"),
                place().deliver(new TrustEvent.PasswordWanted(AppHarness.user("alice"), "lab:7411", "")),
                place().deliver(new TrustEvent.RelayUnknown("lab:7411", Fingerprint.ofKey(new byte[1]))));
    }

    private static AppHarness place() {
        return new AppHarness().connected().present("bob");
    }

    @Test
    void noTwoRowsThatHoldInOnePlaceShareAKey() {
        for (AppHarness place : places()) {
            List<Key> keys = new ArrayList<>();
            for (KeyContext context : KeyContext.of(place.state())) {
                KeyTable.rows(context).forEach(row -> keys.addAll(row.keys()));
            }
            assertThat(keys).as(KeyContext.of(place.state()).toString()).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyContextCanBeReached() {
        Set<KeyContext> reached = new HashSet<>();
        places().forEach(place -> reached.addAll(KeyContext.of(place.state())));
        assertThat(reached).containsExactlyInAnyOrder(KeyContext.values());
    }

    @Test
    void everyActionHasAKey() {
        assertThat(KeyTable.rows()).extracting(KeyRow::action).contains(Action.values());
    }

    @Test
    void everyActionCanBeDoneWithoutAlt() {
        for (KeyRow row : KeyTable.rows()) {
            boolean hasOtherKey = row.keys().stream().anyMatch(key -> !key.alt());
            boolean isAfterEsc = KeyContext.isEscPrefixed(place().state())
                    && KeyContext.of(place().state()).contains(row.context());
            assertThat(hasOtherKey || isAfterEsc).as(row.toString()).isTrue();
        }
    }

    @Test
    void everyRowIsWhatItsKeysDoThere() {
        for (AppHarness place : places()) {
            List<KeyContext> contexts = KeyContext.of(place.state());
            for (KeyContext context : contexts) {
                for (KeyRow row : KeyTable.rows(context)) {
                    for (Key key : row.keys()) {
                        assertThat(KeyTable.action(contexts, key)).contains(row.action());
                    }
                }
            }
        }
    }

    @Test
    void everyKeyOfEveryRowIsHandledThere() {
        for (int i = 0; i < places().size(); i++) {
            for (KeyContext context : KeyContext.of(places().get(i).state())) {
                for (KeyRow row : KeyTable.rows(context)) {
                    row.keys().forEach(key -> key(key));
                }
            }
        }
    }

    private static void key(Key key) {
        for (AppHarness place : places()) {
            assertThat(place.press(key.toString()).state()).isNotNull();
        }
    }

    @Test
    void plainCharactersNeverDoAnythingWhereTextIsTyped() {
        for (AppHarness place : places()) {
            List<KeyContext> contexts = KeyContext.of(place.state());
            if (contexts.contains(KeyContext.EDITING)) {
                for (int c = ' '; c < 0x7F; c++) {
                    assertThat(KeyTable.action(contexts, Key.character(c))).isEmpty();
                }
            }
        }
    }

    @Test
    void theKeyLineShowsWhatCanBeDoneHere() {
        assertThat(KeyTable.footer(place().state()).stream().map(row -> row.shownKey() + " " + row.brief()))
                .containsExactly("F1 help", "F3 users", "F4 files", "F5 queue", "Tab complete", "PgUp scroll");
        assertThat(KeyTable.footer(place().press("F4").state()).stream().map(row -> row.shownKey() + " " + row.brief()))
                .contains("F1 help", "Enter open", "d download", "Space mark", "/ filter");
        assertThat(KeyTable.footer(place().press("Ctrl+C").state()).stream()
                        .map(row -> row.shownKey() + " " + row.brief()))
                .containsExactly("Right choose", "Enter answer");
    }

    @Test
    void theHelpHoldsEveryKeyAndEveryCommand() {
        List<String> left =
                HelpPage.lines(Role.OWNER).stream().map(HelpLine::left).toList();
        KeyTable.rows().forEach(row -> assertThat(left).contains(row.shownKeys()));
        io.naru.client.command.CommandTable.rows()
                .forEach(row -> assertThat(left).contains(row.usage()));
        assertThat(HelpPage.lines(Role.OWNER).stream().filter(HelpLine::isHeading))
                .hasSize(KeyContext.values().length + 4);
    }

    @Test
    void helpScrollsAndCloses() {
        AppHarness app = new AppHarness(80, 24).press("F1", "PgDn", "Down");
        assertThat(app.state().overlay().orElseThrow()).isEqualTo(new io.naru.client.state.Overlay.Help(19));
        app.press("End", "Down");
        int last = HelpPage.lines(Role.MEMBER).size() - 19;
        assertThat(app.state().overlay().orElseThrow()).isEqualTo(new io.naru.client.state.Overlay.Help(last));
        for (String key : Arrays.asList("q", "Esc", "F1", "?", "Enter")) {
            assertThat(app.press("F1", "F1", "F1", key).state().overlay())
                    .as(key)
                    .isEmpty();
            app.press("F1");
            app.press("Esc");
        }
    }
}
