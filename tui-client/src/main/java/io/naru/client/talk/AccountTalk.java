package io.naru.client.talk;

import io.naru.client.agent.Agent;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The chat of one account over all its links: its rooms, its own messages, and the files of both.
 *
 * <p>A relay that keeps histories says {@code Entered} of the lobby before it answers the first PING. One that doesn't has
 * the lobby alone, and what is said there is told as it comes.
 *
 * <p>Threading: the agent's.
 */
final class AccountTalk implements RoomTalk.Owner, Outgoing.Surroundings, Tidings.Owner {
    /** No relay lets a user be in that many; one that says so can't fill the memory. */
    private static final int ROOMS_MAX = 2_000;

    private static final Duration ORPHANS_EVERY = Duration.ofMinutes(1);

    private final Agent agent;
    private final RelayWay way;
    private final EngineEvent.Sink sink;
    private final Questions questions;
    private final boolean tellsMissed;
    private final Keeper keeper;
    private final Outgoing outgoing;
    private final Pages pages;
    private final Reads reads;
    private final Tidings tidings;
    private final Map<RoomName, RoomTalk> rooms = new LinkedHashMap<>();
    private final Positions positions;

    /** When it is looked for them again. */
    private Optional<Agent.Timer> orphans = Optional.empty();

    private Optional<TalkAccount> account = Optional.empty();
    private UserName me = UserName.of("nobody");
    /** Whether the files were read. */
    private boolean isFound;

    private boolean isClosed;
    private boolean isUp;
    private boolean isSnapshotTold;
    private boolean hasHistory;
    /** Whether it was looked at on this link what of the own messages may be sent. */
    private boolean isReviewed;

    AccountTalk(
            Agent agent,
            RelayWay way,
            AccountOpener opener,
            Executor disk,
            EngineEvent.Sink sink,
            Questions questions,
            boolean tellsMissed) {
        this.agent = agent;
        this.tellsMissed = tellsMissed;
        this.way = way;
        this.sink = sink;
        this.questions = questions;
        this.keeper = new Keeper(
                agent, disk, opener, sentence -> sink.post(new EngineEvent.RequestRefused(sentence, Optional.empty())));
        this.outgoing = new Outgoing(agent, sink, keeper, this);
        this.positions = new Positions(agent, keeper, rooms, ROOMS_MAX);
        this.pages = new Pages(agent, questions);
        this.reads = new Reads(agent, way);
        this.tidings = new Tidings(sink, questions, reads, this);
    }

    /** Whose it is; empty before the first login. */
    Optional<TalkAccount> account() {
        return account;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    Reads reads() {
        return reads;
    }

    /** Takes what the relay tells of users and rooms. */
    Tidings tidings() {
        return tidings;
    }

    /** A login is under way to that account. */
    void expect(ExpectedAccount expected) {
        if (account.isEmpty()) {
            keeper.expect(expected);
        }
    }

    /** Logged in as that account, which is always the same. */
    void onUp(TalkAccount as) {
        me = as.user();
        isUp = true;
        isSnapshotTold = false;
        isReviewed = false;
        hasHistory = false;
        tidings.onUp(me);
        if (account.isEmpty()) {
            account = Optional.of(as);
            keeper.open(as, this::onFound);
        }
    }

    private void onFound(KeptOnDisk.Found found) {
        if (isClosed) {
            // Another account's chat is here by now; what was found is still in the files.
            return;
        }
        isFound = true;
        positions.open(found.positions());
        outgoing.addLeft(found.messages());
        for (RoomTalk room : List.copyOf(rooms.values())) {
            begin(room);
        }
        review();
        lookForOrphans();
    }

    /** A program of this install may be killed while this one runs: what it hadn't sent is sent from here. */
    private void lookForOrphans() {
        orphans = Optional.of(agent.schedule(ORPHANS_EVERY, () -> {
            keeper.takeOverOrphans(found -> {
                outgoing.addLeft(found.messages());
                review();
            });
            lookForOrphans();
        }));
    }

    private void begin(RoomTalk room) {
        room.begin(positions.of(room.name()));
    }

    /** All that the relay says by itself after a login has been said. */
    void onSnapshotEnd() {
        isSnapshotTold = true;
        tidings.onSnapshotEnd();
        if (hasHistory) {
            reads.setOpen(true);
            for (RoomTalk room : List.copyOf(rooms.values())) {
                if (!room.isEntered() && !room.name().isDirect()) {
                    forget(room.name());
                }
            }
        }
        review();
    }

    /** What is there to be sent is sent, or is held where that makes no sense. */
    private void review() {
        if (!isUp || !isFound || !isSnapshotTold) {
            return;
        }
        outgoing.review(message -> hasHistory
                ? !message.room().isDirect() && !isEntered(message.room())
                : message.wasSent() || !message.room().equals(RoomName.LOBBY));
        isReviewed = true;
        outgoing.pump();
    }

    /** Of the history that is told of a room; empty where none is known. */
    String epochOf(RoomName name) {
        RoomTalk room = rooms.get(name);
        return room == null ? "" : room.epoch();
    }

    private boolean isEntered(RoomName name) {
        return rooms.containsKey(name) && rooms.get(name).isEntered();
    }

    /** Why nothing can be said in a room, if that is so. */
    Optional<String> obstacle(RoomName room) {
        if (!isUp || !isSnapshotTold) {
            return Optional.empty();
        }
        if (!hasHistory) {
            return room.equals(RoomName.LOBBY)
                    ? Optional.empty()
                    : Optional.of("This relay has the lobby and no other room.");
        }
        return room.isDirect() || isEntered(room)
                ? Optional.empty()
                : Optional.of("You aren't in " + room + ". /join " + room + " enters it.");
    }

    /** The link is gone. */
    void onDown() {
        if (!isUp) {
            return;
        }
        isUp = false;
        reads.setOpen(false);
        rooms.values().forEach(RoomTalk::onDown);
        pages.onDown();
        if (isSnapshotTold && !hasHistory) {
            outgoing.onDownUnknowing();
        } else {
            outgoing.onDown();
        }
    }

    /** Tells and writes what waits for company. */
    void flush() {
        reads.flush();
        positions.save();
    }

    /** Writes what is to be written, and lets go of the files. */
    void close() {
        isClosed = true;
        flush();
        orphans.ifPresent(Agent.Timer::cancel);
        keeper.close();
    }

    /** Somebody said something, now or before. */
    void onChat(RelayMessage.Chat chat) {
        if (chat.request().isPresent()) {
            questions.onMessage(chat.request().get(), chat);
        } else if (chat.seq().isEmpty()) {
            tell(chat, false);
        } else {
            RoomTalk room = rooms.get(chat.room().orElse(RoomName.LOBBY));
            if (room == null) {
                onRepeated(chat);
            } else {
                room.onLive(chat);
            }
        }
    }

    /** The relay refused a message; false if there is none of that id. */
    boolean onRefused(MessageId id, ErrorCode code, String sentence) {
        return outgoing.onRefused(id, code, sentence, hasHistory);
    }

    // What the rooms need

    @Override
    public void post(EngineEvent event) {
        if (event instanceof RoomEvent.HistoryLost lost) {
            reads.forget(lost.room());
        }
        sink.post(event);
    }

    @Override
    public boolean isOwn(RelayMessage.Chat chat) {
        return chat.sender().equals(me);
    }

    @Override
    public void tell(RelayMessage.Chat chat, boolean isReplayed) {
        boolean isOwn = isOwn(chat);
        boolean isReceipt = isOwn && chat.id().filter(outgoing::settle).isPresent();
        Instant time = chat.timeMillis().isPresent()
                ? Instant.ofEpochMilli(chat.timeMillis().getAsLong())
                : agent.clock().now();
        sink.post(new EngineEvent.ChatReceived(
                chat.sender(),
                chat.text(),
                chat.id(),
                time,
                isOwn,
                chat.room().orElse(RoomName.LOBBY),
                chat.seq(),
                chat.replyTo(),
                isReplayed));
        if (isReceipt) {
            outgoing.pump();
        }
    }

    @Override
    public void onRepeated(RelayMessage.Chat chat) {
        if (isOwn(chat) && chat.id().filter(outgoing::settle).isPresent()) {
            sink.post(new RoomEvent.Dropped(chat.id().get()));
            outgoing.pump();
        }
    }

    @Override
    public void requestPage(RoomTalk room, HistoryPart part) {
        pages.want(room, part);
    }

    @Override
    public boolean tellsMissed() {
        return tellsMissed;
    }

    @Override
    public void onPositionMoved() {
        positions.onMoved();
    }

    @Override
    public void keepPosition(Runnable then) {
        positions.keep(then);
    }

    @Override
    public void onCaughtUp() {
        outgoing.pump();
    }

    // What the own messages need

    @Override
    public boolean isUp() {
        return isUp;
    }

    @Override
    public boolean isOpen(RoomName name) {
        if (!isUp || !isReviewed) {
            return false;
        }
        RoomTalk room = rooms.get(name);
        if (room != null && room.isEntered()) {
            return room.isLive();
        }
        return hasHistory ? name.isDirect() : name.equals(RoomName.LOBBY);
    }

    @Override
    public boolean send(OwnMessage message) {
        return way.tell(
                hasHistory
                        ? message.message()
                        : new ClientMessage.Chat(message.kept().text(), Optional.of(message.id()), Optional.empty()));
    }

    // What the relay tells of rooms

    @Override
    public void onEntered(RoomNews.Entered entered) {
        boolean isAsked = questions.onDone(entered.request());
        hasHistory = true;
        if (rooms.size() >= ROOMS_MAX && !rooms.containsKey(entered.room())) {
            return;
        }
        tidings.tellEntered(entered, isAsked);
        RoomTalk room = rooms.computeIfAbsent(entered.room(), name -> new RoomTalk(name, this));
        room.onEntered(entered);
        if (isFound) {
            begin(room);
        }
    }

    @Override
    public void onLeft(RoomName room) {
        forget(room);
    }

    private void forget(RoomName name) {
        RoomTalk room = rooms.remove(name);
        if (room != null) {
            positions.remember(room);
            room.onDown();
        }
        reads.forget(name);
        sink.post(new RoomEvent.Left(name));
        if (!name.isDirect()) {
            outgoing.holdAllOf(name);
        }
    }
}
