package io.naru.client.talk;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import java.util.List;
import java.util.Optional;

/**
 * What is told of one room: every message once, in the room's order, without gaps but those that are said.
 *
 * <pre>
 *   ABSENT --Entered--> ENTERED --begin: asks for a page--> CATCHING --all told: CaughtUp--> LIVE
 *      ^                                                     |     ^                          |
 *      |                                                     +-page: tells it, asks on        |
 *      |                                                           ^                          |
 *      |                                                           +---a seq was left out-----+
 *      +------ the link breaks, or the user leaves --------- any of these
 * </pre>
 *
 * The first page says whether the history is the one that is known: it begins with the last message that was told, or
 * ends with it, where the screen is still empty and the lines before it are wanted too.
 *
 * <p>Threading: the agent's.
 */
final class RoomTalk {
    /** How many known messages are told again when a program starts, or of a room that wasn't known. */
    static final int CONTEXT = 100;

    /** How many missed messages are told at most. */
    static final long MISSED_MAX = 2000;

    /** How many are told when it were more. */
    static final long AFTER_GAP = 500;

    private static final int PAGE = 200;

    private enum Phase {
        ABSENT,
        ENTERED,
        CATCHING,
        LIVE
    }

    /** What the page that was asked for is for. */
    private enum Aim {
        /** The newest messages of a history that isn't known. */
        NEWEST,
        /** The lines up to the position, for an empty screen. */
        CONTEXT,
        /** The message at the position and what is behind it. */
        RESUME,
        /** What is behind the position. */
        MORE
    }

    /** What a room needs of the others. */
    interface Owner {
        void post(EngineEvent event);

        /** A message is the next one to tell. */
        void tell(RelayMessage.Chat chat, boolean isReplayed);

        boolean isOwn(RelayMessage.Chat chat);

        /** A message came that isn't to be told: it was already, or lies before all that is, or in no room of the user's. */
        void onRepeated(RelayMessage.Chat chat);

        void requestPage(RoomTalk room, HistoryPart part);

        /** Whether what was said before a link is told at all. */
        boolean tellsMissed();

        void onPositionMoved();

        /** Keeps the positions at once; what is to follow is done when they are on the disk. */
        void keepPosition(Runnable then);

        void onCaughtUp();
    }

    private final RoomName name;
    private final Owner owner;
    private final Told told;

    private Phase phase = Phase.ABSENT;
    private Aim aim = Aim.MORE;
    private String epoch = "";
    /** As the relay said when the room was entered. */
    private String epochOnEntry = "";
    /** Whether {@link #told} means something in {@link #epoch}: not before the first page of a history that isn't known. */
    private boolean isPlaced;
    /** Up to where it was told before this program, or before the link broke. */
    private Optional<Position> known = Optional.empty();
    /** Whether anything was told since the program began, so that a screen shows the lines up to {@link #told}. */
    private boolean isShown;
    /** What the newest message was when the page that is on its way was asked for: what came since needn't be on it. */
    private long headWhenAsked;
    /** Counted up by all that makes an answer on its way worthless. */
    private int generation;

    RoomTalk(RoomName name, Owner owner) {
        this.name = name;
        this.owner = owner;
        this.told = new Told(name, owner);
    }

    RoomName name() {
        return name;
    }

    /** Of the history that was told last; empty before any. */
    String epoch() {
        return epoch;
    }

    int generation() {
        return generation;
    }

    /** Whether the user is in it on this link. */
    boolean isEntered() {
        return phase != Phase.ABSENT;
    }

    /** Whether everything is told. */
    boolean isLive() {
        return phase == Phase.LIVE;
    }

    /** Up to where it is told, for the disk. */
    Optional<Position> position() {
        if (!isPlaced) {
            return known;
        }
        Position now = told.position(epoch);
        boolean isBehind = known.filter(before -> before.epoch().equals(epoch) && before.seq() >= now.seq())
                .isPresent();
        return isBehind ? known : Optional.of(now);
    }

    /** The user is in the room; what is missing is asked for by {@link #begin}, unless that was done on this link. */
    void onEntered(RoomNews.Entered entered) {
        told.onHead(entered.lastSeq());
        if (phase == Phase.LIVE && entered.epoch().equals(epoch)) {
            goOn();
        } else if (phase == Phase.ABSENT || !entered.epoch().equals(epoch)) {
            generation++;
            phase = Phase.ENTERED;
            told.onEntered(entered.lastSeq());
            epochOnEntry = entered.epoch();
        }
    }

    /** Begins to catch up, after the position that is known from the disk unless this program knows better. */
    void begin(Optional<Position> onDisk) {
        if (phase != Phase.ENTERED) {
            return;
        }
        phase = Phase.CATCHING;
        if (!owner.tellsMissed()) {
            epoch = epochOnEntry;
            told.place(told.entryHead());
            isPlaced = true;
            isShown = true;
            goOn();
            return;
        }
        Optional<Position> from = isShown ? position() : onDisk;
        known = from;
        told.forgetLast();
        if (from.isEmpty()) {
            askNewest();
            return;
        }
        Position position = from.get();
        if (!position.epoch().equals(epochOnEntry)) {
            lose("The relay's history of " + name + " was begun anew: the one that you have seen is gone.");
        } else if (position.seq() > told.entryHead()) {
            lose("The relay's history of " + name + " is shorter than the one that you have seen: messages are lost.");
        } else {
            epoch = epochOnEntry;
            told.place(position.seq());
            isPlaced = true;
            resume(position);
        }
    }

    private void resume(Position position) {
        if (position.seq() == 0) {
            isShown = true;
            goOn();
        } else if (isShown) {
            // Of too much, only that one message: what follows on it is passed over.
            int limit = told.head() - position.seq() > MISSED_MAX ? 1 : PAGE;
            ask(Aim.RESUME, HistoryPart.after(position.seq() - 1, limit));
        } else {
            ask(Aim.CONTEXT, HistoryPart.before(position.seq() + 1, CONTEXT));
        }
    }

    private void ask(Aim next, HistoryPart part) {
        aim = next;
        headWhenAsked = told.head();
        owner.requestPage(this, part);
    }

    /** The history isn't the one that was told: says so, and begins with the newest. */
    private void lose(String sentence) {
        owner.post(new RoomEvent.HistoryLost(name, sentence));
        generation++;
        phase = Phase.CATCHING;
        known = Optional.empty();
        told.clear();
        askNewest();
    }

    private void askNewest() {
        epoch = epochOnEntry;
        told.place(0);
        isPlaced = false;
        ask(Aim.NEWEST, HistoryPart.newest(CONTEXT));
    }

    /** A page came. */
    void onPage(List<RelayMessage.Chat> page, RoomNews.HistoryEnd end) {
        if (!end.epoch().equals(epoch)) {
            epochOnEntry = end.epoch();
            told.resetHead();
            lose("The relay's history of " + name + " was begun anew while it was being read.");
            return;
        }
        switch (aim) {
            case NEWEST -> onNewest(page, end);
            case CONTEXT -> onContext(page, end);
            case RESUME -> onResumed(page, end);
            case MORE -> onMore(page, end);
        }
    }

    private void onNewest(List<RelayMessage.Chat> page, RoomNews.HistoryEnd end) {
        told.place(page.isEmpty() ? Math.max(0, end.oldestSeq() - 1) : seq(page.get(0)) - 1);
        isPlaced = true;
        whenKept(() -> {
            told.tellAll(page, name.isDirect());
            afterPage(true);
        });
    }

    /**
     * Goes on when the disk knows where the telling began: a program that begins after this one was killed tells the room from
     * there, however much was said by then.
     */
    private void whenKept(Runnable then) {
        int asked = generation;
        owner.keepPosition(() -> {
            if (generation == asked) {
                then.run();
            }
        });
    }

    private void onContext(List<RelayMessage.Chat> page, RoomNews.HistoryEnd end) {
        Position position = known.orElseThrow();
        if (!isSame(position, page, end)) {
            return;
        }
        told.place(page.isEmpty() ? position.seq() : Math.min(seq(page.get(0)) - 1, position.seq()));
        told.tellAll(page, false);
        if (told.seq() < position.seq()) {
            told.place(position.seq());
        }
        isShown = true;
        goOn();
    }

    private void onResumed(List<RelayMessage.Chat> page, RoomNews.HistoryEnd end) {
        if (isSame(known.orElseThrow(), page, end)) {
            told.tellMore(page, end.oldestSeq());
            afterPage(end.hasMore());
        }
    }

    /** Whether the history has at the position what was told there; where that isn't kept any more, it may. */
    private boolean isSame(Position position, List<RelayMessage.Chat> page, RoomNews.HistoryEnd end) {
        Optional<RelayMessage.Chat> there =
                page.stream().filter(chat -> seq(chat) == position.seq()).findFirst();
        boolean isSame = there.map(position::isOf).orElse(end.oldestSeq() > position.seq());
        if (!isSame) {
            lose("The relay's history of " + name + " isn't the one that you have seen: message " + position.seq()
                    + " is another one there.");
        }
        return isSame;
    }

    private void onMore(List<RelayMessage.Chat> page, RoomNews.HistoryEnd end) {
        long before = told.seq();
        told.tellMore(page, end.oldestSeq());
        afterPage(told.seq() > before && end.hasMore());
    }

    private void afterPage(boolean mayHaveMore) {
        isShown = true;
        told.drain();
        if (!mayHaveMore && told.seq() < headWhenAsked) {
            told.endAt(headWhenAsked);
        }
        goOn();
    }

    /** Tells what waits, asks for what lacks, or is done. */
    private void goOn() {
        told.drain();
        if (told.isAll()) {
            phase = Phase.LIVE;
            owner.post(new RoomEvent.CaughtUp(name, told.takeMissed()));
            owner.onPositionMoved();
            owner.onCaughtUp();
            return;
        }
        phase = Phase.CATCHING;
        if (told.head() - told.seq() > MISSED_MAX) {
            told.passOver(told.head() - AFTER_GAP, false);
        }
        ask(Aim.MORE, HistoryPart.after(told.seq(), PAGE));
    }

    /** The relay doesn't tell the history: goes on with what is said from now on. */
    void onHistoryRefused(String sentence) {
        if (phase == Phase.CATCHING) {
            owner.post(new EngineEvent.RequestRefused(
                    "What was said in " + name + " before can't be had: " + sentence, Optional.empty()));
            told.passOver(told.head(), true);
            isShown = true;
            isPlaced = true;
            whenKept(this::goOn);
        }
    }

    /** Somebody says something now. */
    void onLive(RelayMessage.Chat chat) {
        if (phase == Phase.ABSENT) {
            owner.onRepeated(chat);
        } else if (phase == Phase.LIVE && seq(chat) == told.seq() + 1) {
            told.tell(chat, false);
        } else if (phase != Phase.ENTERED && seq(chat) <= told.seq()) {
            owner.onRepeated(chat);
        } else {
            told.await(chat);
            if (phase == Phase.LIVE) {
                goOn();
            }
        }
    }

    /** The link is gone. */
    void onDown() {
        generation++;
        phase = Phase.ABSENT;
        told.onDown();
    }

    private static long seq(RelayMessage.Chat chat) {
        return chat.seq().orElseThrow();
    }
}
