package io.naru.client.update;

import io.naru.client.command.CommandTable;
import io.naru.client.event.BanInForce;
import io.naru.client.event.BoundKey;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.FindEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.PeekEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TrustEvent;
import io.naru.client.input.Key;
import io.naru.client.input.KeyContext;
import io.naru.client.input.KeyRow;
import io.naru.client.input.KeyTable;
import io.naru.client.state.AppState;
import io.naru.client.state.DetailLines;
import io.naru.client.state.Overlay;
import io.naru.client.state.Room;
import io.naru.client.state.Settings;
import io.naru.client.state.WindowSize;
import io.naru.client.testkit.AppHarness;
import io.naru.client.testkit.ScreenDump;
import io.naru.client.view.Layout;
import io.naru.client.view.ScreenView;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.MessageId;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RequestId;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens in whichever order, the reducer has an answer, and the state can be drawn. */
class AnythingTest {
    private static final String[] NAMES = {"alice", "bob", "carol", "dave", "가람"};
    private static final String[] TEXTS = {
        "hi",
        "/me waves",
        "alice!",
        "",
        " ",
        "a\nb",
        "\u001b[2J",
        "가나다 👨‍👩‍👧",
        "x".repeat(500),
        "\ud800",
        "/who",
        "/ls bob",
        "/get bob a"
    };
    private static final String[] PATHS = {"a", "b/", "c/d", "c/e/f", "", "/", "//", "가.txt", "x\u0007", ".."};

    private static final String[] ROOMS = {"#lobby", "#lobby", "#dev", "@bob", "@alice", "#가람"};

    private final List<Key> keys = new ArrayList<>();
    private long nextSeq = 1;

    AnythingTest() {
        for (KeyRow row : KeyTable.rows()) {
            keys.addAll(row.keys());
        }
        "ab yn가👍é /".codePoints().forEach(c -> keys.add(Key.character(c)));
    }

    @Test
    void noOrderOfEventsAndKeysBreaksAnything() {
        long seed = System.nanoTime();
        for (int run = 0; run < 50; run++) {
            run(seed + run);
        }
    }

    private void run(long seed) {
        Random random = new Random(seed);
        Layout layout = new Layout();
        AppHarness app = new AppHarness(1 + random.nextInt(130), 1 + random.nextInt(40), Settings.DEFAULT, layout);
        ScreenView view = new ScreenView(layout);
        List<String> happened = new ArrayList<>();
        try {
            for (int step = 0; step < 400; step++) {
                Event event = event(random, app);
                happened.add(event.toString());
                app.happen(event);
                check(app.state());
                if (step % 8 == 0) {
                    draw(view, app.state());
                }
            }
        } catch (RuntimeException | AssertionError e) {
            int from = Math.max(0, happened.size() - 12);
            throw new AssertionError("seed " + seed + ", last " + happened.subList(from, happened.size()), e);
        }
    }

    private static void draw(ScreenView view, AppState state) {
        WindowSize window = state.window();
        ScreenDump.render(window.columns(), window.rows(), canvas -> view.draw(state, canvas));
    }

    /** Looks at everything that a screen would. */
    private static void check(AppState state) {
        KeyTable.footer(state);
        KeyContext.of(state);
        Wake.nextTick(state);
        state.roster().selected();
        state.browser().selected();
        state.browser().shownFolder();
        state.transfers().selected();
        state.composer().field().shownBefore();
        state.composer().field().shownAfter();
        if (state.overlay().isPresent() && state.overlay().get() instanceof Overlay.Details details) {
            DetailLines.of(state, details.subject());
        }
    }

    private Event event(Random random, AppHarness app) {
        int what = random.nextInt(100);
        if (what < 60) {
            return new Event.KeyPressed(keys.get(random.nextInt(keys.size())));
        }
        if (what < 65) {
            return new Event.Pasted(any(random, TEXTS));
        }
        if (what < 68) {
            return new Event.Resized(random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(200), random.nextInt(50));
        }
        if (what < 70) {
            app.advance(Duration.ofSeconds(random.nextInt(100_000)));
            return new Event.Tick();
        }
        if (what < 72) {
            List<String> names = CommandTable.names();
            String command = "/" + names.get(random.nextInt(names.size())) + " " + any(random, NAMES);
            command.codePoints().forEach(c -> app.happen(new Event.KeyPressed(Key.character(c))));
            return new Event.KeyPressed(Key.of(Key.Kind.ENTER));
        }
        if (what < 74) {
            return new Event.PathsFound(any(random, PATHS), List.of(PATHS).subList(0, random.nextInt(4)));
        }
        return new Event.Engine(engineEvent(random, app));
    }

    private EngineEvent engineEvent(Random random, AppHarness app) {
        var user = AppHarness.user(any(random, NAMES));
        String text = any(random, TEXTS);
        return switch (random.nextInt(21)) {
            case 0 -> new EngineEvent.LinkConnecting(text, random.nextInt(5));
            case 1 ->
                new EngineEvent.LinkUp(
                        user, text, text, Role.MEMBER, Optional.empty(), random.nextBoolean(), 1 + random.nextInt(999));
            case 2 -> new EngineEvent.LinkLost(text, Duration.ofMillis(random.nextInt(9999)));
            case 3 -> new EngineEvent.LinkEnded(text, Optional.empty());
            case 4, 5 -> {
                var sent = app.effects(Effect.SendChat.class);
                boolean isReceipt = !sent.isEmpty() && random.nextBoolean();
                yield new EngineEvent.ChatReceived(
                        user,
                        text,
                        isReceipt
                                ? Optional.of(
                                        sent.get(random.nextInt(sent.size())).id())
                                : Optional.empty(),
                        app.now().instant(),
                        isReceipt);
            }
            case 6 -> new EngineEvent.NoticeReceived(text, app.now().instant());
            case 7, 8 ->
                new EngineEvent.UserSeen(
                        user,
                        PresenceState.values()[random.nextInt(3)],
                        random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        text,
                        Role.values()[random.nextInt(3)],
                        Optional.empty(),
                        PeerTrust.values()[random.nextInt(5)],
                        random.nextBoolean());
            case 9, 10 ->
                new ListingEvent.ListingReceived(
                        app.state().browser().owner().map(owner -> owner.user()).orElse(user),
                        random.nextBoolean() ? app.state().browser().folder() : any(random, PATHS),
                        random.ints(random.nextInt(30), 0, PATHS.length)
                                .mapToObj(i -> AppHarness.entry(PATHS[i]))
                                .toList(),
                        OptionalLong.empty(),
                        random.nextBoolean(),
                        random.nextBoolean() ? "next" : "",
                        random.nextInt(3) == 0);
            case 11 -> new ListingEvent.ListingFailed(user, "", text);
            case 12 ->
                new EngineEvent.TransferChanged(AppHarness.download(
                        random.nextInt(6),
                        any(random, PATHS),
                        TransferState.values()[random.nextInt(TransferState.values().length)]));
            case 13 -> random.nextBoolean() ? trustEvent(random, user, text) : exchangeEvent(random, user, text);
            case 14, 15, 16, 17, 18 -> roomEvent(random, app, user, text);
            default ->
                random.nextBoolean()
                        ? new EngineEvent.TransferCleared(random.nextInt(6))
                        : new EngineEvent.ShareCounted(Optional.of(Path.of("/x")), 1, 2, random.nextBoolean());
        };
    }

    private static EngineEvent exchangeEvent(Random random, UserName user, String text) {
        TransferState state = TransferState.values()[random.nextInt(TransferState.values().length)];
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] octets = new byte[random.nextInt(300)];
                random.nextBytes(octets);
                yield new PeekEvent.PeekReceived(
                        user, any(random, PATHS), octets, OptionalLong.of(random.nextInt(600)));
            }
            case 1 -> new PeekEvent.PeekFailed(user, any(random, PATHS), text);
            case 2 ->
                new FindEvent.FindHits(
                        random.nextInt(9),
                        user.display(),
                        List.of(AppHarness.found(random.nextInt(40), any(random, PATHS), "bob", "carol")));
            case 3 -> new FindEvent.FindEnded(random.nextInt(9), user.display(), 3, 2, 1, text);
            case 4 ->
                new QueueEvent.OfferChanged(new OfferView(
                        new RequestId("o" + random.nextInt(9)),
                        random.nextBoolean(),
                        user,
                        any(random, PATHS),
                        1 + random.nextInt(9),
                        random.nextInt(1_000_000),
                        OfferView.State.values()[random.nextInt(5)],
                        random.nextBoolean() ? "" : text));
            default ->
                new EngineEvent.TransferChanged(AppHarness.folder(
                        random.nextInt(6),
                        any(random, PATHS),
                        state,
                        random.nextInt(30_000),
                        AppHarness.inside(any(random, PATHS), state, text)));
        };
    }

    private EngineEvent roomEvent(Random random, AppHarness app, UserName user, String text) {
        RoomName room = RoomName.of(any(random, ROOMS));
        long seq = random.nextInt(400);
        List<Effect.SendChat> sent = app.effects(Effect.SendChat.class);
        MessageId id = sent.isEmpty() || random.nextInt(4) == 0
                ? new MessageId("x" + random.nextInt(9))
                : sent.get(random.nextInt(sent.size())).id();
        return switch (random.nextInt(16)) {
            case 0 ->
                new RoomEvent.Entered(
                        room, random.nextBoolean(), random.nextBoolean(), text, Optional.of(user), seq, seq / 2);
            case 1 -> new RoomEvent.Left(room);
            case 2 -> new RoomEvent.MemberSeen(room, user, random.nextBoolean());
            case 3 -> new RoomEvent.MemberLeft(room, user);
            case 4 -> new RoomEvent.TopicSet(room, text, user, app.now().instant());
            case 5 -> new RoomEvent.Invited(room, user, user);
            case 6 ->
                new RoomEvent.RoomsListed(
                        List.of(new RoomEvent.ListedRoom(room, seq, text, random.nextBoolean(), random.nextBoolean())));
            case 7 -> new RoomEvent.CaughtUp(room, seq);
            case 8 -> new RoomEvent.Gap(room, seq, seq + random.nextInt(300), random.nextBoolean());
            case 9 -> new RoomEvent.HistoryLost(room, text);
            case 10 ->
                new RoomEvent.Pending(
                        id, room, text, OptionalLong.empty(), app.now().instant(), random.nextBoolean());
            case 11 -> random.nextBoolean() ? new RoomEvent.Dropped(id) : new EngineEvent.ChatRefused(id, text);
            case 12 -> new RoomEvent.ReadElsewhere(room, seq);
            case 13 -> past(random, app, user, text);
            default ->
                new EngineEvent.ChatReceived(
                        user,
                        text,
                        Optional.of(id),
                        app.now().instant(),
                        random.nextInt(4) == 0,
                        room,
                        OptionalLong.of(nextSeq++),
                        OptionalLong.empty(),
                        random.nextBoolean());
        };
    }

    /** An answer to something that was asked, though not always a sensible one. */
    private static EngineEvent past(Random random, AppHarness app, UserName user, String text) {
        RoomName room = RoomName.LOBBY;
        long request = 0;
        for (Room asking : app.state().rooms()) {
            if (asking.reach().load().isPresent()) {
                room = asking.id();
                request = asking.reach().load().get().request();
            }
        }
        List<RoomEvent.PastMessage> messages = new ArrayList<>();
        long from = random.nextInt(400);
        for (long seq = from; seq < from + random.nextInt(200); seq++) {
            messages.add(new RoomEvent.PastMessage(
                    seq,
                    user,
                    text,
                    Optional.empty(),
                    Instant.EPOCH.plusSeconds(random.nextInt(1_000_000)),
                    random.nextInt(5) == 0,
                    OptionalLong.empty()));
        }
        return new RoomEvent.Past(
                room, request, OptionalLong.empty(), messages, random.nextBoolean(), random.nextBoolean());
    }

    private static EngineEvent trustEvent(Random random, UserName user, String text) {
        Fingerprint key = Fingerprint.ofKey(new byte[] {(byte) random.nextInt(3)});
        PeerTrust trust = PeerTrust.values()[random.nextInt(5)];
        return switch (random.nextInt(9)) {
            case 0 -> new TrustEvent.RelayUnknown(text, key);
            case 1 -> new TrustEvent.RelayChanged(text, key, key, Optional.of(Path.of("/x")), 1, text);
            case 2 -> new TrustEvent.PasswordWanted(user, text, text);
            case 3 -> new TrustEvent.PeerTrusted(user, key, trust);
            case 4 -> new TrustEvent.SafetyNumberMade(user, key, Collections.nCopies(12, "12345"), trust);
            case 5 ->
                new TrustEvent.KeysReceived(
                        KeysVerb.values()[random.nextInt(3)],
                        List.of(new BoundKey(key, text, Instant.EPOCH, Optional.empty(), random.nextBoolean())));
            case 6 ->
                new TrustEvent.Moderated(
                        ModerationVerb.values()[random.nextInt(6)],
                        new ModerationTarget.User(user),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(1 + random.nextInt(100_000))),
                        Optional.of(Role.values()[random.nextInt(3)]),
                        text,
                        random.nextBoolean());
            case 7 ->
                new TrustEvent.BansReceived(List.of(new BanInForce(
                        ModerationVerb.MUTE,
                        new ModerationTarget.Key(key),
                        Optional.of(user),
                        Instant.EPOCH,
                        Optional.empty(),
                        text)));
            default -> new EngineEvent.LinkEnded(text, Optional.of(ErrorCode.BANNED));
        };
    }

    private static String any(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }
}
