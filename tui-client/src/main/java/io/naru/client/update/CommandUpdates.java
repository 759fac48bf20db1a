package io.naru.client.update;

import io.naru.client.command.Command;
import io.naru.client.command.CommandRow;
import io.naru.client.command.CommandTable;
import io.naru.client.command.MessageCommand;
import io.naru.client.command.Nearest;
import io.naru.client.command.RoomCommand;
import io.naru.client.command.TransferCommand;
import io.naru.client.command.TrustCommand;
import io.naru.client.event.DownloadOrder;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import io.naru.client.state.Person;
import io.naru.client.state.Quantities;
import io.naru.client.state.RosterEntry;
import io.naru.client.state.Scroll;
import io.naru.client.state.Setting;
import io.naru.client.state.Settings;
import io.naru.client.state.Subject;
import io.naru.client.state.Transfer;
import io.naru.client.state.Transfers.Mark;
import io.naru.client.state.Wanted;
import io.naru.common.message.EntryKind;
import io.naru.common.message.FreeText;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import io.naru.common.wire.Limits;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the typed commands do on the screen.
 *
 * <p>Threading: made for one event.
 */
final class CommandUpdates implements Command.Handler {
    private static final int NAMES_MAX = 200;

    private final Turn turn;
    private final ChatLines chat;

    CommandUpdates(Turn turn) {
        this.turn = turn;
        this.chat = new ChatLines(turn);
    }

    @Override
    public void onSay(Command.Say command) {
        new OwnMessages(turn).say(command.text());
    }

    @Override
    public void onAct(Command.Act command) {
        new OwnMessages(turn).say(OwnMessages.ACTION_PREFIX + command.text());
    }

    @Override
    public void onHelp(Command.Help command) {
        if (command.topic().isEmpty()) {
            turn.overlay = Optional.of(new Overlay.Help(0));
            return;
        }
        String topic = command.topic().get().toLowerCase(Locale.ROOT);
        Optional<CommandRow> row = CommandTable.named(topic);
        if (row.isPresent()) {
            chat.local(row.get().usage(topic) + ": " + row.get().explanation() + ".");
            return;
        }
        String nearest = Nearest.to(topic, CommandTable.names())
                .map(name -> " The nearest one is /" + name + ".")
                .orElse("");
        chat.error("There is no command /" + topic + "." + nearest + " /help lists all commands.");
    }

    @Override
    public void onQuit(Command.Quit command) {
        new Leaving(turn).leave();
    }

    @Override
    public void onListFiles(Command.ListFiles command) {
        new Listings(turn).open(command.user(), command.folder());
    }

    @Override
    public void onDownload(Command.Download command) {
        UserName owner = command.user();
        Mark mark = turn.transfers.markOf(owner, command.path());
        if (mark == Mark.QUEUED || mark == Mark.DOWNLOADING) {
            chat.local(command.path() + " is on its way already. F5 shows the queue.");
            return;
        }
        Wanted wanted = wanted(owner, command.path());
        turn.effect(new TransferEffect.Download(wanted, Optional.empty()));
        chat.local("Queued " + command.path() + " from " + owner.display() + ". F5 shows the queue.");
    }

    /** As it was listed, if it was; what ends with a slash is a folder. */
    private Wanted wanted(UserName owner, String typed) {
        boolean hasSlash = typed.length() > 1 && typed.endsWith("/");
        String path = hasSlash ? typed.substring(0, typed.length() - 1) : typed;
        boolean isOpen = turn.browser
                .owner()
                .filter(person -> person.user().equals(owner))
                .isPresent();
        return turn.browser.listing().entries().stream()
                .filter(entry -> isOpen && entry.path().equals(path))
                .findFirst()
                .map(entry -> Wanted.of(Person.of(owner), entry))
                .orElseGet(() -> new Wanted(
                        hasSlash ? EntryKind.FOLDER : EntryKind.FILE,
                        SafeText.line(path),
                        List.of(new DownloadOrder.Source(owner, path)),
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    @Override
    public void onListUsers(Command.ListUsers command) {
        List<RosterEntry> entries = turn.roster.entries();
        if (entries.isEmpty()) {
            chat.local("Who is online isn't known without a link to the relay.");
            return;
        }
        String names =
                entries.stream().limit(NAMES_MAX).map(CommandUpdates::described).collect(Collectors.joining(", "));
        String more = entries.size() > NAMES_MAX ? " and " + (entries.size() - NAMES_MAX) + " more" : "";
        chat.local(entries.size() + " online: " + names + more + ".");
    }

    private static String described(RosterEntry entry) {
        String name = entry.person().name().value();
        if (entry.state() != PresenceState.AWAY) {
            return entry.isMe() ? name + " (you)" : name;
        }
        String why = entry.status().isEmpty() ? "away" : "away: " + entry.status();
        return name + (entry.isMe() ? " (you, " : " (") + why + ")";
    }

    @Override
    public void onDescribeUser(Command.DescribeUser command) {
        if (turn.roster.find(command.user()).isEmpty()) {
            chat.error("No user " + command.user().display() + " is online. /who lists who is.");
        } else {
            turn.overlay = Optional.of(new Overlay.Details(new Subject.OfUser(command.user()), 0));
        }
    }

    @Override
    public void onGoAway(Command.GoAway command) {
        String status = FreeText.scrub(command.status().replace('\n', ' ').replace('\t', ' '));
        int octets = FreeText.octets(status);
        if (octets > Limits.STATUS_OCTETS) {
            chat.error("That is too long for a reason: " + octets + " octets, " + Limits.STATUS_OCTETS + " at most.");
            return;
        }
        SafeText shown = SafeText.line(status);
        turn.away = Optional.of(shown);
        turn.effect(new Effect.SetPresence(PresenceState.AWAY, status));
        chat.local(
                shown.isEmpty()
                        ? "You are shown as away. /back when you are here again."
                        : "You are shown as away: " + shown + ". /back when you are here again.");
    }

    @Override
    public void onComeBack(Command.ComeBack command) {
        boolean wasAway = turn.away.isPresent();
        turn.away = Optional.empty();
        turn.effect(new Effect.SetPresence(PresenceState.ONLINE, ""));
        chat.local(wasAway ? "Welcome back. Everybody sees that you are here." : "Everybody sees that you are here.");
    }

    @Override
    public void onIgnore(Command.Ignore command) {
        if (command.user().isEmpty()) {
            String names = turn.settings.ignored().stream()
                    .sorted()
                    .map(this::ignoredAndCounted)
                    .collect(Collectors.joining(", "));
            chat.local(
                    names.isEmpty()
                            ? "You ignore nobody. /ignore USER hides what somebody says."
                            : "You ignore " + names + ". /unignore USER shows somebody again.");
            return;
        }
        UserName user = command.user().get();
        if (turn.link.me().map(Person::user).equals(Optional.of(user))) {
            chat.error("You can't ignore yourself.");
            return;
        }
        Set<UserName> ignored = new HashSet<>(turn.settings.ignored());
        ignored.add(user);
        saveIgnored(ignored);
        chat.local("You see nothing of what " + user.display() + " says from now on. /unignore " + user.display()
                + " shows it again.");
    }

    private String ignoredAndCounted(UserName user) {
        long hidden = turn.attention.hidden().getOrDefault(user, 0L);
        return hidden == 0
                ? user.display()
                : user.display() + " (" + Quantities.count(hidden, "message") + " hidden since you came)";
    }

    @Override
    public void onUnignore(Command.Unignore command) {
        Set<UserName> ignored = new HashSet<>(turn.settings.ignored());
        if (!ignored.remove(command.user())) {
            chat.error("You don't ignore " + command.user().display() + ". /ignore lists whom you do.");
            return;
        }
        saveIgnored(ignored);
        turn.attention = turn.attention.forgets(command.user());
        chat.local("You see what " + command.user().display() + " says again.");
    }

    private void saveIgnored(Set<UserName> ignored) {
        turn.settings = turn.settings.withIgnored(ignored);
        turn.effect(new Effect.SaveSetting(Setting.IGNORE, turn.settings.value(Setting.IGNORE)));
    }

    @Override
    public void onShare(Command.Share command) {
        if (command.folder().isEmpty()) {
            chat.local(EngineUpdates.shareSentence(turn.share));
        } else {
            turn.share = turn.share.asUntold();
            turn.effect(new Effect.ShareFolder(command.folder().get()));
            turn.hint("Looking at that folder, to share it.");
        }
    }

    @Override
    public void onUnshare(Command.Unshare command) {
        if (turn.share.isNothing()) {
            chat.local("You share nothing already.");
        } else {
            turn.effect(new Effect.Unshare(command.name()));
        }
    }

    @Override
    public void onRescan(Command.Rescan command) {
        if (turn.share.isNothing()) {
            chat.local(EngineUpdates.shareSentence(turn.share));
        } else {
            turn.share = turn.share.asUntold();
            turn.effect(new Effect.Rescan());
            chat.local("Looking again at " + turn.share.called() + ".");
        }
    }

    @Override
    public void onListTransfers(Command.ListTransfers command) {
        turn.focus(Focus.QUEUE);
    }

    @Override
    public void onCancelTransfer(Command.CancelTransfer command) {
        Optional<Transfer> transfer = transfer(command.id());
        if (transfer.isPresent() && transfer.get().isActive()) {
            turn.effect(new Effect.CancelTransfer(command.id()));
        } else if (transfer.isPresent()) {
            chat.error("Transfer " + command.id() + " has ended already.");
        }
    }

    @Override
    public void onRetryTransfer(Command.RetryTransfer command) {
        transfer(command.id()).ifPresent(transfer -> new QueueKeys(turn).retry(List.of(transfer)));
    }

    private Optional<Transfer> transfer(long id) {
        Optional<Transfer> transfer = turn.transfers.find(id);
        if (transfer.isEmpty()) {
            chat.error("There is no transfer " + id + ". /queue shows them, i tells the number.");
        }
        return transfer;
    }

    @Override
    public void onSetSetting(Command.SetSetting command) {
        if (command.name().isEmpty()) {
            chat.local("Settings:\n"
                    + List.of(Setting.values()).stream().map(this::described).collect(Collectors.joining("\n"))
                    + "\n/set NAME VALUE changes one.");
            return;
        }
        Optional<Setting> setting = Setting.named(command.name().get());
        if (setting.isEmpty()) {
            List<String> words =
                    List.of(Setting.values()).stream().map(Setting::word).toList();
            chat.error("There is no setting " + command.name().get() + ". There are " + String.join(", ", words) + ".");
        } else if (command.value().isEmpty()) {
            chat.local(described(setting.get()));
        } else {
            set(setting.get(), command.value().get());
        }
    }

    private void set(Setting setting, String value) {
        try {
            Settings changed = turn.settings.with(setting, value);
            turn.settings = changed;
            turn.effect(new Effect.SaveSetting(setting, changed.value(setting)));
            if (setting.isOfTransfers()) {
                turn.effect(new TransferEffect.Limit(changed.limits()));
            }
            chat.local("The setting " + setting.word() + " is " + shown(setting) + " now.");
        } catch (InvalidValueException e) {
            chat.error(e.getMessage());
        }
    }

    private String described(Setting setting) {
        return setting.word() + " is " + shown(setting) + " (" + setting.help() + ")";
    }

    private String shown(Setting setting) {
        String value = turn.settings.value(setting);
        return value.isEmpty() ? "empty" : value;
    }

    @Override
    public void onClear(Command.Clear command) {
        turn.room(turn.room()
                .withReach(turn.room().reach().detached(false, 0))
                .withLines(turn.room().settled().cleared())
                .withScroll(Scroll.BOTTOM)
                .withoutUnreadLine());
    }

    @Override
    public void onTrust(TrustCommand command) {
        command.accept(new TrustCommands(turn));
    }

    @Override
    public void onTestNet(Command.TestNet command) {
        turn.effect(new Effect.TestNet(command.user()));
    }

    @Override
    public void onRoom(RoomCommand command) {
        command.accept(new RoomCommands(turn));
    }

    @Override
    public void onReconnect(Command.Reconnect command) {
        if (turn.link.isUp()) {
            chat.local("The link to " + turn.link.relay() + " stands.");
        } else if (!new Gates(turn).askAgain()) {
            turn.effect(new Effect.ReconnectNow());
        }
    }

    @Override
    public void onTransfers(TransferCommand command) {
        command.accept(new TransferCommands(turn));
    }

    @Override
    public void onMessages(MessageCommand command) {
        command.accept(new MessageCommands(turn));
    }
}
