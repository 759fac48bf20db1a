package io.naru.client.chaos;

import io.naru.client.app.Engine;
import io.naru.client.app.EngineSettings;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.event.TrustEvent;
import io.naru.client.link.LinkTimes;
import io.naru.client.link.Login;
import io.naru.common.chaos.DiaryText;
import io.naru.common.chaos.Noted;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A user's client without a screen: the real engine with its folder on disk, which does what comes to a random mind and
 * notes everything it is told.
 *
 * <p>Threading: any thread; guarded by itself.
 */
final class ChaosClient {
    /** Silence is noticed, and breaks are mended, so fast that a short run sees both. */
    static final LinkTimes HASTY = new LinkTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));

    private static final int PAGE = 50;

    private final String name;
    private final EngineSettings settings;
    private final Supplier<Login> login;
    private final ChaosTalk talk;
    private final Random random;
    private final DiaryText diary;

    private Engine engine;
    private Ears ears;

    /**
     * A client that hasn't begun.
     *
     * @param settings with the folder of all that it keeps
     * @param login asked at each start
     */
    ChaosClient(
            String name, EngineSettings settings, Path diaryFile, Supplier<Login> login, ChaosTalk talk, Random random)
            throws IOException {
        this.name = name;
        this.settings = settings;
        this.login = login;
        this.talk = talk;
        this.random = random;
        this.diary = new DiaryText(diaryFile);
    }

    String name() {
        return name;
    }

    /** Begins, with an empty screen. */
    synchronized void start() {
        note(new Noted.Started());
        ears = new Ears();
        engine = Engine.start(settings, ears);
        engine.connect(login.get());
    }

    /** Ends in order, as a user does who leaves. */
    void stop() {
        Engine ending;
        synchronized (this) {
            ending = engine;
        }
        ending.close(false).join();
        synchronized (this) {
            ears = null;
        }
    }

    /** Does something. */
    synchronized void act() {
        int dice = random.nextInt(100);
        if (dice < 75) {
            say(oneOf(ears.rooms), talk.filler(random));
        } else if (dice < 85) {
            say(talk.anyConversation(random), talk.filler(random));
        } else if (dice < 90) {
            engine.talk().join(talk.anyRoom(random), false);
        } else if (dice < 92) {
            leave(oneOf(ears.rooms));
        } else if (dice < 95) {
            engine.talk().markRead(oneOf(ears.rooms), ears.lastSeq);
        } else if (dice < 96) {
            engine.talk().search(random.nextInt(1_000), "long", Optional.empty(), OptionalLong.empty());
        } else if (dice < 98) {
            engine.talk().past(oneOf(ears.rooms), random.nextInt(1_000), OptionalLong.empty(), PAGE);
        } else {
            List.copyOf(ears.held).forEach(this::resend);
        }
    }

    /** Says something that nobody has said. */
    synchronized void say(RoomName room, String filler) {
        MessageId id = new MessageId(talk.newId(name));
        String text = id.value() + filler;
        note(new Noted.Said(System.currentTimeMillis(), id.value(), room.canonical(), text));
        ears.waiting.add(id.value());
        engine.talk().say(id, room, text, OptionalLong.empty());
    }

    private void leave(RoomName room) {
        if (!room.isDirect() && !room.equals(RoomName.LOBBY)) {
            engine.talk().leaveRoom(room);
        }
    }

    private void resend(String id) {
        note(new Noted.Resent(id));
        ears.held.remove(id);
        ears.waiting.add(id);
        engine.talk().resend(new MessageId(id));
    }

    private RoomName oneOf(Set<RoomName> rooms) {
        List<RoomName> all = new ArrayList<>(rooms);
        return all.isEmpty() ? RoomName.LOBBY : all.get(random.nextInt(all.size()));
    }

    /** How often its link has broken since it began. */
    synchronized int breaks() {
        return ears.breaks;
    }

    /** Seq of the last message that it has shown of a room since it began; 0 for none. */
    synchronized long shown(RoomName room) {
        return ears.shown.getOrDefault(room, 0L);
    }

    /** Why it hasn't come to rest; empty if it has. */
    synchronized String unrest() {
        if (ears == null) {
            return name + ": is between two starts";
        }
        if (!ears.isUp) {
            return name + ": " + ears.link;
        }
        if (!ears.catchingUp.isEmpty()) {
            return name + ": catches up in " + ears.catchingUp;
        }
        return ears.waiting.isEmpty() ? "" : name + ": no receipt for " + ears.waiting;
    }

    private synchronized void note(Noted line) {
        try {
            diary.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one start of the program hears; the last words of the one before aren't on any screen. */
    private final class Ears implements EngineEvent.Sink {
        private final Set<RoomName> rooms = new TreeSet<>();
        private final Set<RoomName> catchingUp = new TreeSet<>();
        private final Set<String> waiting = new LinkedHashSet<>();
        private final Set<String> held = new LinkedHashSet<>();
        private final Map<RoomName, Long> shown = new HashMap<>();
        private boolean isUp;
        private int breaks;
        private String link = "hasn't connected";
        private long lastSeq;

        @Override
        public void post(EngineEvent event) {
            synchronized (ChaosClient.this) {
                if (ears == this) {
                    on(event);
                }
            }
        }

        private void on(EngineEvent event) {
            if (event instanceof EngineEvent.ChatReceived chat) {
                onChat(chat);
            } else if (event instanceof EngineEvent.ChatRefused refused) {
                settle(refused.id());
                note(new Noted.Refused(refused.id().value(), refused.sentence()));
            } else if (event instanceof RoomEvent room) {
                onRoom(room);
            } else {
                onLink(event);
            }
        }

        private void onLink(EngineEvent event) {
            if (event instanceof EngineEvent.LinkUp) {
                isUp = true;
                catchingUp.clear();
            } else if (event instanceof EngineEvent.LinkLost lost) {
                isUp = false;
                breaks++;
                link = lost.sentence();
            } else if (event instanceof EngineEvent.LinkEnded ended) {
                isUp = false;
                link = "ended: " + ended.sentence();
            } else if (event instanceof TrustEvent.KeyUnbound) {
                engine.addKey("chaos");
            }
        }

        private void onChat(EngineEvent.ChatReceived chat) {
            String id = chat.id().map(MessageId::value).orElse("");
            lastSeq = chat.seq().orElse(0);
            shown.put(chat.room(), lastSeq);
            if (chat.isOwn()) {
                chat.id().ifPresent(this::settle);
            }
            note(new Noted.Shown(
                    chat.room().canonical(), lastSeq, chat.sender().canonical(), id, chat.text(), chat.isOwn()));
        }

        private void settle(MessageId id) {
            waiting.remove(id.value());
            held.remove(id.value());
        }

        private void onRoom(RoomEvent event) {
            if (event instanceof RoomEvent.Entered entered) {
                rooms.add(entered.room());
                catchingUp.add(entered.room());
                note(new Noted.Entered(entered.room().canonical()));
            } else if (event instanceof RoomEvent.CaughtUp caughtUp) {
                catchingUp.remove(caughtUp.room());
            } else if (event instanceof RoomEvent.Left left) {
                rooms.remove(left.room());
                catchingUp.remove(left.room());
                note(new Noted.Left(left.room().canonical()));
            } else if (event instanceof RoomEvent.Gap gap) {
                note(new Noted.Gap(gap.room().canonical(), gap.fromSeq(), gap.toSeq(), gap.isGone()));
            } else if (event instanceof RoomEvent.HistoryLost lost) {
                note(new Noted.Lost(lost.room().canonical(), lost.sentence()));
            } else if (event instanceof RoomEvent.Pending pending) {
                onPending(pending);
            } else if (event instanceof RoomEvent.Dropped dropped) {
                settle(dropped.id());
                note(new Noted.Dropped(dropped.id().value()));
            }
        }

        private void onPending(RoomEvent.Pending pending) {
            String id = pending.id().value();
            (pending.isHeld() ? held : waiting).add(id);
            (pending.isHeld() ? waiting : held).remove(id);
            note(new Noted.Pending(id, pending.isHeld()));
        }
    }
}
