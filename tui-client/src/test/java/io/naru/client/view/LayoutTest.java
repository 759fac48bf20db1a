package io.naru.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView.Direction;
import io.naru.client.input.HelpPage;
import io.naru.client.state.Browser;
import io.naru.client.state.FileEntry;
import io.naru.client.state.Focus;
import io.naru.client.state.Line;
import io.naru.client.state.ListFilter;
import io.naru.client.state.Listing;
import io.naru.client.state.Overlay;
import io.naru.client.state.PaneSizes;
import io.naru.client.state.Room;
import io.naru.client.state.Roster;
import io.naru.client.state.Scroll;
import io.naru.client.state.Scrollback;
import io.naru.client.state.Settings;
import io.naru.client.state.Settings.TimeFormat;
import io.naru.client.state.TextField;
import io.naru.client.state.Transfer;
import io.naru.client.state.Transfers;
import io.naru.common.message.EntryKind;
import io.naru.common.message.PresenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is measured is what is drawn. */
class LayoutTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Layout layout = new Layout();

    private StateEditor anySize() {
        StateEditor state = Samples.ordinary(1 + random.nextInt(200), 1 + random.nextInt(60));
        state.isBare = random.nextInt(6) == 0;
        if (random.nextBoolean()) {
            state.transfers = Transfers.EMPTY;
        }
        TimeFormat[] formats = TimeFormat.values();
        Settings settings = Settings.DEFAULT;
        state.settings = new Settings(
                settings.theme(),
                settings.isBellOn(),
                settings.highlights(),
                settings.joins(),
                formats[random.nextInt(formats.length)],
                Set.of(),
                settings.limits());
        return state;
    }

    private static long rowsWith(StateEditor state, String text) {
        return state.drawn().rows().stream().filter(row -> row.contains(text)).count();
    }

    @Test
    void aLineTakesAsManyRowsAsItIsMeasured() {
        for (int round = 0; round < 400; round++) {
            StateEditor state = anySize();
            Line[] lines = {anyLine(), Samples.said(0, Samples.BOB, "§")};
            Scrollback scrollback = Scrollback.EMPTY.append(lines[0]).append(lines[1]);
            for (int more = 0; more < 80; more++) {
                scrollback = scrollback.append(Samples.said(0, Samples.BOB, "x"));
            }
            Room room = Room.LOBBY.withLines(scrollback).withScroll(Scroll.from(0, 0));
            state.rooms = List.of(random.nextBoolean() ? room.withUnseen(0, false, false) : room);
            PaneSizes sizes = layout.sizes(state.state());
            int rows = layout.rowsOf(state.state(), lines[0]);
            Box chat = layout.panes(state.state()).chat();
            List<String> drawn = state.drawn().rows();
            // The last row may say that there are lines below, over what stands there.
            if (chat.columns() < 16 || rows == sizes.chatRows() - 1) {
                continue;
            }
            int expected = rows < sizes.chatRows() ? chat.row() + rows : -1;
            int found = -1;
            for (int row = 0; row < drawn.size(); row++) {
                found = drawn.get(row).contains("§") ? row : found;
            }
            assertThat(found)
                    .as("seed %d round %d\n%s", seed, round, String.join("\n", drawn))
                    .isEqualTo(expected);
        }
    }

    private Line anyLine() {
        String text = RandomText.of(random, 150) + (random.nextBoolean() ? "\n" + RandomText.of(random, 40) : "");
        Line.Kind[] kinds = Line.Kind.values();
        Line.Kind kind = kinds[random.nextInt(kinds.length)];
        return switch (kind) {
            case CHAT, ACTION ->
                Line.said(kind, Samples.NOON, Samples.MINSU, Samples.safe(text), random.nextBoolean())
                        .delivered(Line.Delivery.values()[random.nextInt(Line.Delivery.values().length)], Samples.NOON);
            default -> Line.of(kind, Samples.NOON, Samples.safe(text));
        };
    }

    @Test
    void aListShowsAsManyItemsAsItIsMeasured() {
        for (int round = 0; round < 200; round++) {
            StateEditor state = anySize();
            boolean isFiltered = random.nextBoolean();
            ListFilter filter = isFiltered ? new ListFilter(TextField.of("q"), random.nextBoolean()) : ListFilter.NONE;
            state.roster = manyUsers().withFilter(filter);
            state.browser = manyFiles().withFilter(filter);
            state.transfers = manyTransfers().withFilter(filter);
            if (random.nextBoolean()) {
                state.browser = state.browser.failed(Samples.safe("It can't be had just now."));
            }
            Focus[] focuses = Focus.values();
            state.focus(focuses[random.nextInt(focuses.length)]);
            state.isBare = state.isBare && state.focus == Focus.COMPOSER;
            PaneSizes sizes = layout.sizes(state.state());
            Panes panes = layout.panes(state.state());
            List<String> drawn = state.drawn().rows();
            String context = "seed " + seed + " round " + round + "\n" + String.join("\n", drawn);
            checkItems(panes.users(), sizes.usersRows(), drawn, 4, "u", context);
            checkItems(panes.files(), sizes.filesRows(), drawn, 3, "f", context);
            checkItems(panes.queue(), sizes.queueRows(), drawn, 3, "t", context);
        }
    }

    /** Each item's name begins with a letter that nothing else in its column has. */
    private static void checkItems(
            Box pane, int measured, List<String> drawn, int nameColumn, String item, String context) {
        if (pane.isEmpty() || pane.columns() < 24) {
            return;
        }
        int found = 0;
        for (int row = pane.row(); row < pane.endRow(); row++) {
            String text = drawn.get(row);
            int start = TextLayout.indexAtColumn(text, pane.column() + nameColumn);
            found += text.startsWith(item + "q", start) ? 1 : 0;
        }
        assertThat(found).as(context).isEqualTo(measured);
    }

    private static Roster manyUsers() {
        Roster roster = Roster.EMPTY;
        for (int index = 100; index < 180; index++) {
            roster = roster.with(Samples.user(Samples.person("uq" + index), PresenceState.ONLINE, "", 1, 1, false));
        }
        return roster;
    }

    private static Browser manyFiles() {
        List<FileEntry> entries = new ArrayList<>();
        for (int index = 100; index < 180; index++) {
            entries.add(new FileEntry(
                    Samples.safe("fq" + index),
                    "fq" + index,
                    EntryKind.FILE,
                    OptionalLong.of(1),
                    Optional.of(Samples.NOON),
                    Optional.empty(),
                    index));
        }
        return Browser.EMPTY
                .opening(Samples.BOB, "", "")
                .received(new Listing(entries, OptionalLong.empty(), "", Optional.empty()));
    }

    private static Transfers manyTransfers() {
        Transfers transfers = Transfers.EMPTY;
        for (int id = 100; id < 180; id++) {
            transfers = transfers.with(new Transfer(
                    id,
                    Direction.DOWNLOAD,
                    Samples.person("tq" + id),
                    "tq" + id,
                    Samples.safe("tq" + id),
                    Samples.safe(""),
                    TransferState.QUEUED,
                    0,
                    OptionalLong.of(1),
                    0,
                    Samples.safe(""),
                    false,
                    Samples.safe(""),
                    Samples.NOON,
                    0,
                    List.of(Samples.person("tq" + id)),
                    Optional.empty(),
                    List.of()));
        }
        return transfers;
    }

    @Test
    void pagingThroughTheHelpShowsEveryLine() {
        for (int round = 0; round < 40; round++) {
            StateEditor state = Samples.ordinary(40 + random.nextInt(160), 12 + random.nextInt(40));
            StringBuilder seen = new StringBuilder();
            int count = HelpPage.lines(state.link.role()).size();
            int top = 0;
            while (true) {
                state.overlay(new Overlay.Help(top));
                int page = layout.sizes(state.state()).overlayRows();
                seen.append(String.join("\n", state.drawn().rows()));
                int last = Math.max(0, count - page);
                if (top >= last) {
                    break;
                }
                top = Math.min(last, top + Math.max(1, page - 1));
            }
            assertThat(seen.toString())
                    .as("seed %d size %s", seed, state.window)
                    .contains("What you write", "/rescan", "//TEXT", "Ctrl+Z");
        }
    }

    @Test
    void paneThatIsNotSeenHasNoRows() {
        StateEditor state = Samples.ordinary(40, 12);
        assertThat(layout.sizes(state.state())).isEqualTo(new PaneSizes(7, 0, 0, 0, 0));
        assertThat(layout.sizes(state.focus(Focus.FILES).state())).isEqualTo(new PaneSizes(0, 0, 9, 0, 0));
        assertThat(rowsWith(state, "images/")).isEqualTo(1);
    }
}
