package io.naru.client.testkit;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.FoundFile;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.RoomEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.event.TransferView.InsideFile;
import io.naru.client.input.Key;
import io.naru.client.state.AppState;
import io.naru.client.state.Line;
import io.naru.client.state.Moment;
import io.naru.client.state.PaneSizes;
import io.naru.client.state.Room;
import io.naru.client.state.Scrollback;
import io.naru.client.state.Settings;
import io.naru.client.state.WindowSize;
import io.naru.client.update.Effect;
import io.naru.client.update.Event;
import io.naru.client.update.Reducer;
import io.naru.client.update.RoomEffect;
import io.naru.client.update.Step;
import io.naru.client.view.Layout;
import io.naru.client.view.ScreenView;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RequestId;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The screen's state and reducer, driven by hand: what a person does, what the engine tells, and time, which stands
 * still unless it's told to go on.
 *
 * <p>Threading: one test.
 */
public final class AppHarness {
    /** When every harness begins. */
    public static final Moment START = new Moment(1_000, Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final Reducer reducer;
    private final List<Effect> effects = new ArrayList<>();
    private AppState state;
    private Moment now = START;

    /** At 120x40, with panes measured roughly. */
    public AppHarness() {
        this(120, 40);
    }

    /** At that size, with panes measured roughly. */
    public AppHarness(int columns, int rows) {
        this(columns, rows, Settings.DEFAULT, new RoughMeasure());
    }

    /** At that size, with panes measured so. */
    public AppHarness(int columns, int rows, Settings settings, PaneSizes.Measure measure) {
        reducer = new Reducer(measure);
        state = AppState.initial(now, new WindowSize(columns, rows), settings, "test");
    }

    /** Panes as large as the window but for a few rows; a line takes a row for each 80 characters. */
    public static final class RoughMeasure implements PaneSizes.Measure {
        @Override
        public PaneSizes sizes(AppState state) {
            int rows = Math.max(0, state.window().rows() - 5);
            return new PaneSizes(rows, rows / 2, rows / 2, rows, rows);
        }

        @Override
        public int rowsOf(AppState state, Line line) {
            return 1 + line.text().value().length() / 80;
        }
    }

    /** Presses the keys that type a text. */
    public AppHarness type(String text) {
        text.codePoints().forEach(c -> happen(new Event.KeyPressed(Key.character(c))));
        return this;
    }

    /** Presses keys by their names. */
    public AppHarness press(String... keys) {
        for (String key : keys) {
            happen(new Event.KeyPressed(Key.parse(key)));
        }
        return this;
    }

    /** Types a line and sends it. */
    public AppHarness enter(String line) {
        return type(line).press("Enter");
    }

    /** Pastes a text. */
    public AppHarness paste(String text) {
        return happen(new Event.Pasted(text));
    }

    /** The engine tells something. */
    public AppHarness deliver(EngineEvent event) {
        return happen(new Event.Engine(event));
    }

    /** The window has another size. */
    public AppHarness resize(int columns, int rows) {
        return happen(new Event.Resized(columns, rows));
    }

    /** Time goes by. */
    public AppHarness advance(Duration span) {
        now = now.plus(span);
        return happen(new Event.Tick());
    }

    /** Something happens. */
    public AppHarness happen(Event event) {
        return take(reducer.update(state, event, now));
    }

    /** Goes on from the outcome of something that was done to this state by hand. */
    public AppHarness take(Step step) {
        state = step.state();
        effects.addAll(step.effects());
        return this;
    }

    /** The state as it stands. */
    public AppState state() {
        return state;
    }

    /** What the screen shows of it, a text for each row. */
    public List<String> screen() {
        return drawn().rows();
    }

    /** What the screen shows of it, with cursor and looks. */
    public ScreenDump drawn() {
        AppState shown = state;
        ScreenView view = new ScreenView(new Layout());
        WindowSize size = shown.window();
        return ScreenDump.render(size.columns(), size.rows(), canvas -> view.draw(shown, canvas));
    }

    /** The moment. */
    public Moment now() {
        return now;
    }

    /** All effects since the beginning, or since they were last forgotten. */
    public List<Effect> effects() {
        return List.copyOf(effects);
    }

    /** The effects of one kind. */
    public <E extends Effect> List<E> effects(Class<E> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Forgets the effects so far. */
    public AppHarness forget() {
        effects.clear();
        return this;
    }

    /** What stands in the composer, the cursor as {@code |}. */
    public String composer() {
        return state.composer().field().before() + "|"
                + state.composer().field().after();
    }

    /** The lines of the room, each as its kind and its text. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        Scrollback scrollback = state.room().lines();
        for (long number = scrollback.first(); number < scrollback.end(); number++) {
            Line line = scrollback.get(number);
            String sender = line.sender().map(person -> " " + person.name()).orElse("");
            lines.add(line.kind() + sender + " " + line.text());
        }
        return lines;
    }

    /** The last line of the room. */
    public Line lastLine() {
        return state.room().lines().get(state.room().lines().end() - 1);
    }

    /** The hint, or an empty text. */
    public String hint() {
        return state.hint().map(hint -> hint.text().value()).orElse("");
    }

    /** Logs in as alice. */
    public AppHarness connected() {
        deliver(new EngineEvent.LinkConnecting("lab:7411", 1));
        deliver(new EngineEvent.LinkUp(
                user("alice"), "lab:7411", "the lab", Role.MEMBER, Optional.empty(), true, 16 * 1024));
        return present("alice");
    }

    /** These users were online at the login. */
    public AppHarness present(String... names) {
        for (String name : names) {
            deliver(ScreenEvents.seen(name, PresenceState.ONLINE, true));
        }
        return this;
    }

    /** Somebody comes. */
    public AppHarness comes(String name) {
        return deliver(ScreenEvents.seen(name, PresenceState.ONLINE, false));
    }

    /** Somebody goes. */
    public AppHarness goes(String name) {
        return deliver(ScreenEvents.seen(name, PresenceState.OFFLINE, false));
    }

    /** Somebody says something. */
    public AppHarness says(String name, String text) {
        return deliver(new EngineEvent.ChatReceived(user(name), text, Optional.empty(), now.instant(), false));
    }

    /** This user is in a room of a relay that keeps its history. */
    public AppHarness entered(String room, long lastSeq, long readSeq) {
        return deliver(new RoomEvent.Entered(RoomName.of(room), false, false, "", Optional.empty(), lastSeq, readSeq));
    }

    /** All that was said in a room before has been told. */
    public AppHarness caughtUp(String room) {
        return deliver(new RoomEvent.CaughtUp(RoomName.of(room), 0));
    }

    /** Somebody says something in a room that has a history. */
    public AppHarness says(String room, long seq, String name, String text) {
        return said(room, seq, name, text, Optional.empty(), false);
    }

    /** Something is told that was said before. */
    public AppHarness replays(String room, long seq, String name, String text) {
        return said(room, seq, name, text, Optional.empty(), true);
    }

    /** The receipt of an own message comes, with its place. */
    public AppHarness receipt(String room, long seq, MessageId id, String text) {
        return said(room, seq, "alice", text, Optional.of(id), false);
    }

    private AppHarness said(String room, long seq, String name, String text, Optional<MessageId> id, boolean isOld) {
        return deliver(new EngineEvent.ChatReceived(
                user(name),
                text,
                id,
                now.instant(),
                name.equals("alice"),
                RoomName.of(room),
                OptionalLong.of(seq),
                OptionalLong.empty(),
                isOld));
    }

    /** A page of a room's history comes, as an answer to what was asked last: messages of bob's, {@code m} and the seq. */
    public AppHarness past(String room, long from, long to, boolean hasOlder, boolean hasNewer) {
        List<RoomEvent.PastMessage> messages = new ArrayList<>();
        for (long seq = from; seq <= to; seq++) {
            messages.add(new RoomEvent.PastMessage(
                    seq, user("bob"), "m" + seq, Optional.empty(), now.instant(), false, OptionalLong.empty()));
        }
        return deliver(
                new RoomEvent.Past(RoomName.of(room), request(), OptionalLong.empty(), messages, hasOlder, hasNewer));
    }

    private long request() {
        long request = -1;
        for (Effect effect : effects) {
            if (effect instanceof RoomEffect.AskPast ask) {
                request = ask.request();
            } else if (effect instanceof RoomEffect.AskAround ask) {
                request = ask.request();
            }
        }
        return request;
    }

    /** The tabs: names with what is unread there, the room that is shown in brackets. */
    public List<String> tabs() {
        List<String> tabs = new ArrayList<>();
        for (Room room : state.rooms()) {
            String unread = room.unread() == 0 ? "" : " " + room.unread() + (room.isNamed() ? "!" : "");
            String tab = room.name() + unread;
            tabs.add(room.id().equals(state.room().id()) ? "[" + tab + "]" : tab);
        }
        return tabs;
    }

    /** The receipt of an own message comes. */
    public AppHarness receipt(MessageId id, String text) {
        return deliver(new EngineEvent.ChatReceived(user("alice"), text, Optional.of(id), now.instant(), true));
    }

    /** A whole folder comes in one page: names, those of folders with a slash at the end. */
    public AppHarness lists(String owner, String folder, String... names) {
        return page(owner, folder, true, "", names);
    }

    /** A page of a folder comes. */
    public AppHarness page(String owner, String folder, boolean isFirst, String nextCursor, String... names) {
        List<RemoteEntry> entries = new ArrayList<>();
        for (String name : names) {
            entries.add(entry(name));
        }
        return deliver(new ListingEvent.ListingReceived(
                user(owner), folder, entries, OptionalLong.empty(), isFirst, nextCursor, false));
    }

    /** A base client's list comes. */
    public AppHarness listsFlat(String owner, String... paths) {
        List<RemoteEntry> entries = new ArrayList<>();
        for (String path : paths) {
            entries.add(entry(path));
        }
        return deliver(
                new ListingEvent.ListingReceived(user(owner), "", entries, OptionalLong.empty(), true, "", true));
    }

    /** A download from bob changes. */
    public AppHarness transfer(long id, String path, TransferState state) {
        return deliver(new EngineEvent.TransferChanged(download(id, path, state)));
    }

    /** A download of bob's, half done. */
    public static TransferView download(long id, String path, TransferState state) {
        return ScreenEvents.download(id, path, state);
    }

    /** Bob offers a file. */
    public AppHarness offers(int id, String name) {
        return offer(id, false, name, OfferView.State.OPEN);
    }

    /** Something became of an offer of bob's, or to bob. */
    public AppHarness offer(int id, boolean isOwn, String name, OfferView.State state) {
        return deliver(new QueueEvent.OfferChanged(
                new OfferView(new RequestId("o" + id), isOwn, user("bob"), name, id, 1_200_000, state, "")));
    }

    /** A file that was found, with those who have it. */
    public static FoundFile found(int number, String path, String... owners) {
        return ScreenEvents.found(number, path, owners);
    }

    /** A folder of bob's that is downloaded, with files in it. */
    public static TransferView folder(long id, String path, TransferState state, int files, InsideFile... shown) {
        return ScreenEvents.folder(id, path, state, files, shown);
    }

    /** A file in it, half done. */
    public static InsideFile inside(String path, TransferState state, String sentence) {
        return ScreenEvents.inside(path, state, sentence);
    }

    /** An entry of a listing; one whose name ends with a slash is a folder, a file is as large as its name is long. */
    public static RemoteEntry entry(String name) {
        return ScreenEvents.entry(name);
    }

    /** A name. */
    public static UserName user(String name) {
        return UserName.of(name);
    }
}
