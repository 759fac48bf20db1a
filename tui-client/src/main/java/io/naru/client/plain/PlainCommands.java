package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.app.ScreenClient;
import io.naru.client.app.ShareLine;
import io.naru.client.command.Command;
import io.naru.client.command.CommandRow;
import io.naru.client.command.CommandTable;
import io.naru.client.command.MessageCommand;
import io.naru.client.command.RoomCommand;
import io.naru.client.command.TransferCommand;
import io.naru.client.command.TrustCommand;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ShareSetting;
import io.naru.client.state.Quantities;
import io.naru.common.message.EntryKind;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.PresenceState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What each command does in the plain mode.
 *
 * <p>Threading: one thread.
 */
final class PlainCommands implements Command.Handler {
    /** How an action travels: as text that any client can show. */
    static final String ACTION_PREFIX = "/me ";

    private final PlainSession session;
    private final Engine engine;
    private final ScreenClient.Start start;
    private final PlainOutput output;
    private final PlainPeople people;
    private final PlainListings listings;
    private final PlainTransfers transfers;
    private final PlainTrust trust;
    private final PlainRooms rooms;
    private final PlainExchange exchange;
    private Optional<EngineEvent.ShareCounted> share = Optional.empty();
    /** Of which it was told how much they hold; none if that is to be told again. */
    private Optional<List<ShareSetting>> told = Optional.empty();

    private boolean isSlowTold;

    PlainCommands(
            PlainSession session,
            Engine engine,
            ScreenClient.Start start,
            PlainOutput output,
            PlainPeople people,
            PlainListings listings,
            PlainTransfers transfers,
            PlainTrust trust,
            PlainRooms rooms,
            PlainExchange exchange) {
        this.session = session;
        this.engine = engine;
        this.start = start;
        this.output = output;
        this.people = people;
        this.listings = listings;
        this.transfers = transfers;
        this.trust = trust;
        this.rooms = rooms;
        this.exchange = exchange;
    }

    void onShareCounted(EngineEvent.ShareCounted counted) {
        boolean isNews = !told.equals(Optional.of(counted.shares()));
        boolean isSlow = told.isEmpty()
                && !isSlowTold
                && share.filter(before -> before.isScanning() && before.shares().equals(counted.shares()))
                        .isPresent();
        share = Optional.of(counted);
        if (isNews && (isSlow || !counted.isScanning())) {
            isSlowTold = counted.isScanning();
            told = counted.isScanning() ? told : Optional.of(counted.shares());
            tellShare();
        }
    }

    private void tellShare() {
        Optional<EngineEvent.ShareCounted> known =
                share.filter(counted -> counted.folder().isPresent());
        output.happens(known.map(counted -> "you share " + counted.described() + ": "
                        + Quantities.count(counted.files(), "file") + ", " + Quantities.octets(counted.octets())
                        + (counted.isScanning() ? " so far" : ""))
                .orElse("you share nothing; /share FOLDER shares a folder"));
    }

    @Override
    public void onSay(Command.Say command) {
        session.say(command.text());
    }

    @Override
    public void onAct(Command.Act command) {
        session.say(ACTION_PREFIX + command.text());
    }

    @Override
    public void onHelp(Command.Help command) {
        if (command.topic().isEmpty()) {
            output.happens("what doesn't begin with / is said in the room that you are in; the commands are");
            CommandTable.rows().forEach(this::explain);
            return;
        }
        String topic = command.topic().get().toLowerCase(Locale.ROOT);
        CommandTable.named(topic)
                .ifPresentOrElse(
                        this::explain,
                        () -> output.fails("There is no command /" + topic + ". /help lists all commands."));
    }

    private void explain(CommandRow row) {
        String aliases = row.aliases().isEmpty() ? "" : " (also /" + String.join(", /", row.aliases()) + ")";
        output.entry(row.usage() + " - " + row.explanation() + aliases);
    }

    @Override
    public void onQuit(Command.Quit command) {
        session.finish();
    }

    @Override
    public void onListFiles(Command.ListFiles command) {
        listings.ask(command.user(), command.folder());
    }

    @Override
    public void onDownload(Command.Download command) {
        boolean hasSlash = command.path().length() > 1 && command.path().endsWith("/");
        String path = hasSlash ? command.path().substring(0, command.path().length() - 1) : command.path();
        boolean isFolder = hasSlash || listings.isFolder(command.user(), path);
        session.onDownloadAsked(engine.download(new DownloadOrder(
                isFolder ? EntryKind.FOLDER : EntryKind.FILE,
                List.of(new DownloadOrder.Source(command.user(), path)),
                listings.size(command.user(), path),
                Optional.empty(),
                start.downloads(),
                false)));
    }

    @Override
    public void onListUsers(Command.ListUsers command) {
        people.list();
    }

    @Override
    public void onDescribeUser(Command.DescribeUser command) {
        people.describe(command.user());
    }

    @Override
    public void onGoAway(Command.GoAway command) {
        engine.setPresence(PresenceState.AWAY, command.status());
    }

    @Override
    public void onComeBack(Command.ComeBack command) {
        engine.setPresence(PresenceState.ONLINE, "");
    }

    @Override
    public void onIgnore(Command.Ignore command) {
        command.user().ifPresentOrElse(people::ignore, people::listIgnored);
    }

    @Override
    public void onUnignore(Command.Unignore command) {
        people.unignore(command.user());
    }

    @Override
    public void onShare(Command.Share command) {
        command.folder().ifPresentOrElse(this::share, this::tellShare);
    }

    private void share(String line) {
        told = Optional.empty();
        try {
            engine.share(ShareLine.parse(line, folder -> start.folders().resolve(folder, start.workingFolder())));
        } catch (InvalidValueException e) {
            output.fails(e.getMessage() + " " + ShareLine.USAGE);
        }
    }

    @Override
    public void onUnshare(Command.Unshare command) {
        command.name().ifPresentOrElse(engine::unshare, engine::unshare);
    }

    @Override
    public void onRescan(Command.Rescan command) {
        told = Optional.empty();
        engine.rescan();
    }

    @Override
    public void onListTransfers(Command.ListTransfers command) {
        transfers.list();
    }

    @Override
    public void onCancelTransfer(Command.CancelTransfer command) {
        engine.cancel(command.id());
    }

    @Override
    public void onRetryTransfer(Command.RetryTransfer command) {
        engine.retry(command.id());
    }

    @Override
    public void onSetSetting(Command.SetSetting command) {
        output.fails("The settings are those of the screen; there are none here.");
    }

    @Override
    public void onClear(Command.Clear command) {
        output.fails("There is no screen here that could be emptied.");
    }

    @Override
    public void onTrust(TrustCommand command) {
        command.accept(trust);
    }

    @Override
    public void onTestNet(Command.TestNet command) {
        trust.testNet(command.user());
    }

    @Override
    public void onReconnect(Command.Reconnect command) {
        engine.reconnectNow();
    }

    @Override
    public void onRoom(RoomCommand command) {
        command.accept(rooms);
    }

    @Override
    public void onMessages(MessageCommand command) {
        command.accept(rooms);
    }

    @Override
    public void onTransfers(TransferCommand command) {
        command.accept(exchange);
    }
}
