package io.naru.client.view;

import io.naru.client.state.AppState;
import io.naru.client.state.Link;
import io.naru.client.state.Room;
import io.naru.client.state.Settings.TimeFormat;

/**
 * The line at the top: where one is logged in, the tabs, how quick the relay answers, the clock. What there is no room
 * for is left out, the least needed first.
 *
 * <p>Threading: stateless.
 */
final class StatusLine {
    private StatusLine() {}

    static void draw(AppState state, Canvas canvas) {
        int columns = canvas.columns();
        String clock = clock(state);
        String lag = state.link()
                .lag()
                .map(span -> "lag " + Math.max(1, span.toMillis()) + " ms")
                .orElse("");
        StyledText left = where(state, canvas, columns >= 60);
        StyledText tabs = tabs(state, canvas);
        int room = columns - left.columns() - tabs.columns() - 4;
        int column = left.draw(canvas, 1, 0);
        tabs.draw(canvas, column + 2, 0);
        String right = room >= lag.length() + clock.length() + 3 && !lag.isEmpty() ? lag + "  " + clock : clock;
        if (room >= right.length() + 1) {
            canvas.textEndingAt(columns - 1, 0, right, canvas.style(Role.MUTED));
        }
    }

    private static String clock(AppState state) {
        TimeFormat chosen = state.settings().timeFormat();
        TimeFormat format = chosen == TimeFormat.HOURS_12 ? chosen : TimeFormat.HOURS_24;
        return Times.shown(state.now().instant(), state.now().zone(), format).strip();
    }

    private static StyledText where(AppState state, Canvas canvas, boolean isLong) {
        StyledText text = new StyledText();
        if (isLong) {
            text.append("naru  ", canvas.style(Role.ACCENT));
        }
        Link link = state.link();
        if (link.isUp()) {
            String me = link.me().map(person -> person.name().value() + "@").orElse("");
            text.append(me + link.relay(), canvas.style(Role.STATUS));
            if (state.away().isPresent()) {
                text.append(" (away)", canvas.style(Role.AWAY));
            }
            if (isLong) {
                text.append(link.isEncrypted() ? "  tls" : "  plain", canvas.style(Role.MUTED));
            }
            return text;
        }
        return text.append(LinkWords.of(state), canvas.style(Role.WARNING));
    }

    private static StyledText tabs(AppState state, Canvas canvas) {
        StyledText text = new StyledText();
        for (int index = 0; index < state.rooms().size(); index++) {
            Room room = state.rooms().get(index);
            boolean isActive = index == state.activeRoom();
            String unread = room.unread() == 0 ? "" : " " + Amounts.count(room.unread()) + (room.isNamed() ? "!" : "");
            Role role = isActive
                    ? Role.TAB_ACTIVE
                    : room.isNamed() ? Role.TAB_NAMED : room.unread() > 0 ? Role.TAB_UNREAD : Role.TAB;
            text.append(index == 0 ? "" : " ", Style.PLAIN);
            text.append(" " + (index + 1) + " " + room.name() + unread + " ", canvas.style(role));
        }
        return text;
    }
}
