package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.app.ScreenClient;
import io.naru.client.command.Command;
import io.naru.client.command.Command.Say;
import io.naru.client.command.CommandParser;
import io.naru.client.command.MessageCommand;
import io.naru.client.command.RoomCommand;
import io.naru.client.command.TransferCommand;
import io.naru.client.command.TrustCommand;
import io.naru.client.command.TypedLine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.FindEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.PeekEvent;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.event.TrustEvent;
import io.naru.client.state.IdSource;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.time.Clock;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One run of the plain mode. Lines are taken in their order: those that need the relay wait until there is a link and
 * few messages are without a receipt. When input ends, everything that was asked for is finished before leaving.
 *
 * <p>Threading: one thread.
 */
final class PlainSession implements EngineEvent.Handler {
    private static final int UNRECEIPTED_MAX = 32;

    private final Engine engine;
    private final PlainOutput output;
    private final PlainPeople people;
    private final PlainListings listings;
    private final PlainTransfers transfers;
    private final PlainTrust trust;
    private final PlainPending pending;
    private final PlainRooms rooms;
    private final PlainFiles files;
    private final OpenQuestions asked = new OpenQuestions();
    private final PlainCommands commands;
    private final Runnable onLineTaken;
    private final Deque<String> lines = new ArrayDeque<>();
    private IdSource ids;
    private String lostBecause = "";
    private boolean isUp;
    private boolean hasBeenUp;
    private boolean hasInputEnded;
    private boolean isLeaving;
    private boolean hasFailed;
    private OptionalInt exitStatus = OptionalInt.empty();

    PlainSession(
            Engine engine,
            ScreenClient.Start start,
            PlainOutput output,
            Optional<Questions> questions,
            Clock clock,
            String idPrefix,
            Runnable onLineTaken) {
        this.engine = engine;
        this.output = output;
        this.people = new PlainPeople(output, start.preferences().settings().ignored());
        this.listings = new PlainListings(output, engine, ZoneId.systemDefault());
        this.transfers = new PlainTransfers(output, clock);
        ZoneId zone = ZoneId.systemDefault();
        this.trust = new PlainTrust(output, engine, people, asked, questions, this::giveUp, zone);
        this.pending = new PlainPending(output, engine.talk());
        this.rooms = new PlainRooms(output, people, pending, engine.talk(), asked, this::say, zone);
        this.files = new PlainFiles(output, asked);
        PlainExchange exchange = new PlainExchange(engine, start, output, transfers, files);
        this.commands =
                new PlainCommands(this, engine, start, output, people, listings, transfers, trust, rooms, exchange);
        this.ids = new IdSource(idPrefix, 1);
        this.onLineTaken = onLineTaken;
    }

    /** Whether somebody has been logged in. */
    boolean hasBeenUp() {
        return hasBeenUp;
    }

    /** Set once the run is over. */
    OptionalInt exitStatus() {
        return exitStatus;
    }

    // Input

    void onLine(String line) {
        if (isLeaving) {
            onLineTaken.run();
            return;
        }
        lines.add(line);
        if (!isUp && hasBeenUp && isQuit(line)) {
            int waiting = lines.size() - 1;
            if (waiting > 0) {
                output.fails("Lines that weren't sent: " + waiting + ".");
            }
            exitStatus = OptionalInt.of(waiting > 0 || hasFailed ? 1 : 0);
            return;
        }
        takeLines();
    }

    void onTooLong() {
        onLineTaken.run();
        if (isLeaving) {
            return;
        }
        hasFailed = true;
        output.fails("A line of more than " + LineSource.LINE_CHARACTERS_MAX + " characters was left out.");
    }

    void onEndOfInput(String sentence) {
        if (!sentence.isEmpty() && !isLeaving) {
            hasFailed = true;
            output.fails(sentence);
        }
        hasInputEnded = true;
        leaveWhenDone();
    }

    private void takeLines() {
        while (!lines.isEmpty() && exitStatus.isEmpty() && canTake(lines.peek())) {
            String line = lines.remove();
            onLineTaken.run();
            if (!line.isBlank()) {
                take(CommandParser.parse(line));
            }
        }
        leaveWhenDone();
    }

    private boolean canTake(String line) {
        TypedLine typed = line.startsWith("/") ? CommandParser.parse(line) : new TypedLine.Understood(new Say(line));
        if (!(typed instanceof TypedLine.Understood understood) || !needsLink(understood.command())) {
            return true;
        }
        // Where the next line belongs is known once the room has been entered, or couldn't be.
        boolean hasPlace = !rooms.isEntering()
                && !(entersRoom(understood.command()) && asked.areOpen())
                && !(looksAtFiles(understood.command()) && files.isOpen());
        return isUp && hasPlace && pending.count() < UNRECEIPTED_MAX;
    }

    /** Of these the next one would end the one before. */
    private static boolean looksAtFiles(Command command) {
        return command instanceof TransferCommand.Find || command instanceof TransferCommand.Peek;
    }

    private static boolean entersRoom(Command command) {
        return command instanceof RoomCommand.Join || command instanceof RoomCommand.Query;
    }

    /** Leaving by command comes after all that stands before it, so in a pipe it waits for the link too. */
    private static boolean needsLink(Command command) {
        return command instanceof Say
                || command instanceof RoomCommand
                || command instanceof MessageCommand
                || command instanceof TransferCommand
                || command instanceof Command.Act
                || command instanceof Command.ListFiles
                || command instanceof Command.Download
                || command instanceof Command.ListUsers
                || command instanceof Command.DescribeUser
                || command instanceof TrustCommand
                || command instanceof Command.TestNet
                || command instanceof Command.Quit;
    }

    private static boolean isQuit(String line) {
        return CommandParser.parse(line) instanceof TypedLine.Understood typed
                && typed.command() instanceof Command.Quit;
    }

    private void take(TypedLine typed) {
        if (typed instanceof TypedLine.Understood understood) {
            understood.command().accept(commands);
        } else if (typed instanceof TypedLine.Refused refused) {
            hasFailed = true;
            output.fails(refused.sentence());
        }
    }

    /** Says something in the room that the user is in. */
    void say(String text) {
        if (!rooms.say(text)) {
            hasFailed = true;
            output.fails("Not sent: \"" + text + "\". You are in no room; /join ROOM enters one.");
        }
    }

    private void say(RoomName room, String text, OptionalLong replyTo) {
        MessageId id = ids.id();
        ids = ids.used();
        pending.say(id, room, text, replyTo);
    }

    /** A download was queued that the engine hasn't told of yet. */
    void onDownloadAsked(long id) {
        transfers.onAsked(id);
    }

    /** Takes no more input, also none that is still being read, and leaves when all that was asked for is done. */
    void finish() {
        isLeaving = true;
        lines.clear();
        hasInputEnded = true;
        leaveWhenDone();
    }

    private void leaveWhenDone() {
        boolean isDone = hasBeenUp
                && lines.isEmpty()
                && pending.count() == 0
                && !listings.areOpen()
                && !transfers.areUnderWay()
                && !asked.areOpen();
        if (hasInputEnded && isDone && exitStatus.isEmpty()) {
            boolean failed = hasFailed || listings.hasFailed() || transfers.hasFailed() || rooms.hasFailed();
            failed |= files.hasFailed() || transfers.areLeft();
            exitStatus = OptionalInt.of(failed ? 1 : 0);
        }
    }

    // The engine

    @Override
    public void onLinkConnecting(EngineEvent.LinkConnecting event) {
        if (!hasBeenUp) {
            output.happens("connecting to " + event.relay());
        }
    }

    @Override
    public void onLinkUp(EngineEvent.LinkUp event) {
        isUp = true;
        hasBeenUp = true;
        lostBecause = "";
        people.begin(event.me());
        output.happens(
                "logged in to " + event.relay() + " as " + event.me() + (event.isEncrypted() ? "" : ", not encrypted"));
        if (!event.isEncrypted() && !event.isLocal()) {
            output.fails("Everybody on the way to " + event.relay() + " can read along.");
        }
    }

    @Override
    public void onLinkLost(EngineEvent.LinkLost event) {
        isUp = false;
        people.forget();
        if (hasBeenUp) {
            tellLost(event.sentence());
        } else {
            output.fails(event.sentence());
            exitStatus = OptionalInt.of(1);
        }
    }

    /** The same reason at each attempt is told once. */
    private void tellLost(String sentence) {
        if (!sentence.equals(lostBecause)) {
            lostBecause = sentence;
            output.fails(sentence + " Trying again by itself; what you write waits.");
        }
    }

    @Override
    public void onLinkEnded(EngineEvent.LinkEnded event) {
        isUp = false;
        if (exitStatus.isEmpty()) {
            output.fails(event.sentence());
            exitStatus = OptionalInt.of(1);
        }
    }

    @Override
    public void onLagMeasured(EngineEvent.LagMeasured event) {
        people.onListComplete();
        takeLines();
    }

    @Override
    public void onChatReceived(EngineEvent.ChatReceived event) {
        rooms.onChat(event);
        if (event.isOwn() && event.id().isPresent()) {
            pending.onReceipt(event.id().get());
            takeLines();
        }
    }

    @Override
    public void onNoticeReceived(EngineEvent.NoticeReceived event) {
        output.happens(event.text());
    }

    @Override
    public void onChatRefused(EngineEvent.ChatRefused event) {
        hasFailed |= pending.onRefused(event.id(), event.sentence());
        takeLines();
    }

    @Override
    public void onRelayRefused(EngineEvent.RelayRefused event) {
        output.fails(event.sentence());
    }

    @Override
    public void onUserSeen(EngineEvent.UserSeen event) {
        people.onSeen(event);
    }

    @Override
    public void onListing(ListingEvent event) {
        event.accept(listings);
        takeLines();
    }

    @Override
    public void onTransferChanged(EngineEvent.TransferChanged event) {
        transfers.onChanged(event);
        takeLines();
    }

    @Override
    public void onTransferCleared(EngineEvent.TransferCleared event) {
        transfers.onCleared(event.id());
    }

    @Override
    public void onShareCounted(EngineEvent.ShareCounted event) {
        commands.onShareCounted(event);
    }

    @Override
    public void onTrust(TrustEvent event) {
        event.accept(trust);
        takeLines();
    }

    private void giveUp(String sentence) {
        isUp = false;
        sentence.lines().forEach(output::fails);
        exitStatus = OptionalInt.of(1);
    }

    @Override
    public void onRoom(RoomEvent event) {
        event.accept(rooms);
        takeLines();
    }

    @Override
    public void onQueue(QueueEvent event) {
        event.accept(transfers);
    }

    @Override
    public void onFind(FindEvent event) {
        event.accept(files);
        takeLines();
    }

    @Override
    public void onPeek(PeekEvent event) {
        event.accept(files);
        takeLines();
    }

    @Override
    public void onNetReported(EngineEvent.NetReported event) {
        trust.onNetReported(event);
        takeLines();
    }

    @Override
    public void onEngineBroken(EngineEvent.EngineBroken event) {
        giveUp(event.sentence());
    }

    @Override
    public void onRequestRefused(EngineEvent.RequestRefused event) {
        hasFailed = true;
        asked.answered();
        output.fails(event.sentence());
        rooms.onRefused();
        takeLines();
    }

    @Override
    public void onShareFailed(EngineEvent.ShareFailed event) {
        output.fails(event.sentence());
    }
}
