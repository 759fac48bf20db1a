package io.naru.client.view;

import io.naru.client.state.AppState;
import io.naru.client.state.Focus;
import io.naru.client.state.Link;
import io.naru.client.state.Room;
import io.naru.client.state.Settings.TimeFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The line at the top: where one is logged in, the tabs, how quick the relay answers, the clock. Where one pane at a
 * time is shown, the panes have tabs too. What there is no room for is left out, the least needed first.
 *
 * <p>Threading: confined to one thread, for one frame.
 */
final class StatusLine {
    /** Where a piece stands. Tabs bring their own blanks. */
    private enum Place {
        LEFT,
        TAB,
        RIGHT
    }

    /** One thing that the line says; of two that don't both fit, the one with the higher worth stays. */
    private record Piece(StyledText text, int worth, Place place, int room) {
        Piece(StyledText text, int worth, Place place) {
            this(text, worth, place, NO_ROOM);
        }

        int columns() {
            return text.columns() + (place == Place.TAB ? 0 : GAP);
        }
    }

    private static final Duration LONG_LAG = Duration.ofSeconds(5);
    private static final int GAP = 2;
    private static final int NO_ROOM = -1;
    private static final int WORTH_OF_MORE = 85;
    private static final int NAME_COLUMNS_MAX = 24;

    private final AppState state;
    private final Canvas canvas;
    private final Panes panes;
    private final List<Piece> pieces = new ArrayList<>();

    private StatusLine(AppState state, Panes panes, Canvas canvas) {
        this.state = state;
        this.panes = panes;
        this.canvas = canvas;
    }

    static void draw(AppState state, Panes panes, Canvas canvas) {
        StatusLine line = new StatusLine(state, panes, canvas);
        line.gather();
        line.leaveOut();
        line.draw();
    }

    private void gather() {
        add("naru", Role.ACCENT, 20, Place.LEFT);
        Link link = state.link();
        if (link.isUp()) {
            String me = link.me().map(person -> person.name().value() + "@").orElse("");
            StyledText where = new StyledText().append(me + link.relay(), canvas.style(Role.STATUS));
            if (state.away().isPresent()) {
                where.append(" (away)", canvas.style(Role.AWAY));
            }
            pieces.add(new Piece(where, 40, Place.LEFT));
            if (link.isExposed()) {
                add("plain!", Role.WARNING, 55, Place.LEFT);
            } else {
                add(link.isEncrypted() ? "tls" : "plain", Role.MUTED, 30, Place.LEFT);
            }
        } else {
            String words = LinkWords.of(state);
            boolean isShort = TextLayout.columns(words) + GAP > canvas.columns();
            add(isShort ? LinkWords.briefly(state) : words, Role.WARNING, 100, Place.LEFT);
        }
        for (int index = 0; index < state.rooms().size(); index++) {
            addRoom(index);
        }
        if (panes.isOneAtATime()) {
            addPane("Users", Focus.USERS, 47);
            addPane("Files", Focus.FILES, 46);
            addPane("Queue", Focus.QUEUE, 45);
        }
        if (!panes.showsTransfers()) {
            TransferStrip.briefly(state).ifPresent(words -> add(words, Role.ACCENT, 48, Place.RIGHT));
        }
        link.lag().ifPresent(this::addLag);
        add(clock(), Role.MUTED, 50, Place.RIGHT);
    }

    /** One that makes itself felt is worth more than the names of rooms without news. */
    private void addLag(Duration lag) {
        boolean isLong = lag.compareTo(LONG_LAG) >= 0;
        String words = isLong ? "lag " + lag.toSeconds() + " s" : "lag " + Math.max(1, lag.toMillis()) + " ms";
        add(words, isLong ? Role.WARNING : Role.MUTED, isLong ? 49 : 10, Place.RIGHT);
    }

    private void addRoom(int index) {
        Room room = state.rooms().get(index);
        boolean isActive = isActive(index);
        String unread = room.unread() == 0 ? "" : " " + Amounts.count(room.unread()) + (room.isNamed() ? "!" : "");
        int worth = isActive ? 90 : room.isNamed() ? 80 : room.unread() > 0 ? 70 : index == 0 ? 60 : 44;
        String name = TextLayout.clipWithEllipsis(room.name().value(), NAME_COLUMNS_MAX);
        StyledText text = new StyledText()
                .append(" " + (index + 1) + " " + name + unread + " ", canvas.style(role(room, isActive)));
        pieces.add(new Piece(text, worth, Place.TAB, index));
    }

    private boolean isActive(int index) {
        return index == state.activeRoom() && (!panes.isOneAtATime() || state.focus() == Focus.COMPOSER);
    }

    private static Role role(Room room, boolean isActive) {
        return isActive
                ? Role.TAB_ACTIVE
                : room.isNamed() ? Role.TAB_NAMED : room.unread() > 0 ? Role.TAB_UNREAD : Role.TAB;
    }

    private void addPane(String name, Focus pane, int worth) {
        boolean isActive = state.focus() == pane;
        add(" " + name + " ", isActive ? Role.TAB_ACTIVE : Role.TAB, isActive ? 90 : worth, Place.TAB);
    }

    private String clock() {
        TimeFormat chosen = state.settings().timeFormat();
        TimeFormat format = chosen == TimeFormat.HOURS_12 ? chosen : TimeFormat.HOURS_24;
        return Times.shown(state.now().instant(), state.now().zone(), format).strip();
    }

    private void add(String text, Role role, int worth, Place place) {
        pieces.add(new Piece(new StyledText().append(text, canvas.style(role)), worth, place));
    }

    /** Rooms far from the one that is shown go before those that are near. */
    private void leaveOut() {
        Comparator<Piece> byWorth = Comparator.comparingInt(Piece::worth);
        Comparator<Piece> order = byWorth.thenComparing(
                Comparator.comparingInt((Piece piece) -> Math.abs(piece.room() - state.activeRoom()))
                        .reversed());
        BitSet left = new BitSet();
        while (pieces.size() > 1 && columns() + columnsOfMore(left) > canvas.columns()) {
            Piece least = pieces.stream().min(order).orElseThrow();
            pieces.remove(least);
            if (least.room() != NO_ROOM) {
                left.set(least.room());
            }
        }
        if (isWorthTelling(left) && columns() + columnsOfMore(left) <= canvas.columns()) {
            int last = 0;
            for (int i = 0; i < pieces.size(); i++) {
                last = pieces.get(i).place() == Place.RIGHT ? last : i + 1;
            }
            pieces.add(last, new Piece(more(left), WORTH_OF_MORE, Place.TAB));
        }
    }

    /** How many rooms there is no room for, in the look of the one with the most urgent news. */
    private StyledText more(BitSet left) {
        Role role = Role.TAB;
        for (int index = left.nextSetBit(0); index >= 0; index = left.nextSetBit(index + 1)) {
            Role own = role(state.rooms().get(index), false);
            role = own == Role.TAB_NAMED || role == Role.TAB ? own : role;
        }
        String sign = role == Role.TAB_NAMED ? "!" : role == Role.TAB_UNREAD ? "*" : "";
        return new StyledText().append(" +" + left.cardinality() + sign + " ", canvas.style(role));
    }

    /** With one room alone there is no other to tell of. */
    private boolean isWorthTelling(BitSet left) {
        return !left.isEmpty() && state.rooms().size() > 1;
    }

    private int columnsOfMore(BitSet left) {
        return isWorthTelling(left) ? more(left).columns() : 0;
    }

    private int columns() {
        return pieces.stream().mapToInt(Piece::columns).sum() + 1;
    }

    private void draw() {
        int column = 1;
        int end = canvas.columns() - 1;
        for (Piece piece : pieces) {
            if (piece.place() != Place.RIGHT) {
                piece.text().draw(canvas, column, 0);
                column += piece.columns();
            }
        }
        for (int index = pieces.size() - 1; index >= 0; index--) {
            Piece piece = pieces.get(index);
            if (piece.place() == Place.RIGHT) {
                piece.text().draw(canvas, Math.max(0, end - piece.text().columns()), 0);
                end -= piece.columns();
            }
        }
    }
}
