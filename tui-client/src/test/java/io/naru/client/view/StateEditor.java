package io.naru.client.view;

import io.naru.client.state.AppState;
import io.naru.client.state.Asked;
import io.naru.client.state.Attention;
import io.naru.client.state.Browser;
import io.naru.client.state.Composer;
import io.naru.client.state.Focus;
import io.naru.client.state.Hint;
import io.naru.client.state.IdSource;
import io.naru.client.state.Link;
import io.naru.client.state.Moment;
import io.naru.client.state.Offers;
import io.naru.client.state.Overlay;
import io.naru.client.state.Room;
import io.naru.client.state.Roster;
import io.naru.client.state.Settings;
import io.naru.client.state.ShareStatus;
import io.naru.client.state.TextField;
import io.naru.client.state.Transfers;
import io.naru.client.state.WindowSize;
import io.naru.client.testkit.ScreenDump;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Optional;

/** A state taken apart, for tests that change some of it and draw what comes out. */
final class StateEditor {
    private static final Layout LAYOUT = new Layout();

    Moment now;
    WindowSize window;
    Link link;
    Settings settings;
    Focus focus;
    Focus sidePane;
    boolean isBare;
    boolean isEscPending;
    Optional<Overlay> overlay;
    Optional<Hint> hint;
    List<Room> rooms;
    Composer composer;
    Optional<SafeText> away;
    Roster roster;
    Browser browser;
    Transfers transfers;
    Offers offers;
    private final ShareStatus share;
    Asked asked;
    private final IdSource ids;
    private final Attention attention;

    StateEditor(AppState state) {
        now = state.now();
        window = state.window();
        link = state.link();
        settings = state.settings();
        focus = state.focus();
        sidePane = state.sidePane();
        isBare = state.isBare();
        isEscPending = state.isEscPending();
        overlay = state.overlay();
        hint = state.hint();
        rooms = state.rooms();
        composer = state.composer();
        away = state.away();
        roster = state.roster();
        browser = state.browser();
        transfers = state.transfers();
        offers = state.offers();
        share = state.share();
        asked = state.asked();
        ids = state.ids();
        attention = state.attention();
    }

    AppState state() {
        return new AppState(
                now,
                window,
                link,
                settings,
                focus,
                sidePane,
                isBare,
                isEscPending,
                overlay,
                hint,
                rooms,
                0,
                composer,
                away,
                roster,
                browser,
                transfers,
                offers,
                share,
                asked,
                ids,
                attention);
    }

    StateEditor focus(Focus newFocus) {
        focus = newFocus;
        if (newFocus == Focus.USERS || newFocus == Focus.FILES) {
            sidePane = newFocus;
        }
        return this;
    }

    StateEditor overlay(Overlay newOverlay) {
        overlay = Optional.of(newOverlay);
        return this;
    }

    StateEditor written(String text) {
        composer = composer.edited(TextField.of(text));
        return this;
    }

    StateEditor hint(String text) {
        hint = Optional.of(new Hint(SafeText.line(text), Long.MAX_VALUE));
        return this;
    }

    StateEditor window(int columns, int rows) {
        window = new WindowSize(columns, rows);
        return this;
    }

    /** What the screen shows of it. */
    ScreenDump drawn() {
        AppState state = state();
        return ScreenDump.render(window.columns(), window.rows(), canvas -> new ScreenView(LAYOUT).draw(state, canvas));
    }
}
