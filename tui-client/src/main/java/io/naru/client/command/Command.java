package io.naru.client.command;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** What a typed line asks for. */
public sealed interface Command
        permits Command.Say,
                Command.Act,
                Command.Help,
                Command.Quit,
                Command.ListFiles,
                Command.Download,
                Command.ListUsers,
                Command.DescribeUser,
                Command.GoAway,
                Command.ComeBack,
                Command.Ignore,
                Command.Unignore,
                Command.Share,
                Command.Unshare,
                Command.Rescan,
                Command.ListTransfers,
                Command.CancelTransfer,
                Command.RetryTransfer,
                Command.SetSetting,
                Command.Clear,
                Command.Reconnect,
                Command.Verify,
                Command.AcceptKey,
                Command.Keys,
                Command.Moderate,
                Command.ListBans,
                Command.TestNet,
                RoomCommand,
                MessageCommand,
                TransferCommand {
    /** Calls the handler's method for this command. */
    void accept(Handler handler);

    /** Whether it says something to everybody, and so can be refused for want of a link. */
    default boolean isSpeech() {
        return false;
    }

    /** One method for each command, so that a new one doesn't compile until all who take commands decide. */
    interface Handler {
        void onSay(Say command);

        void onAct(Act command);

        void onHelp(Help command);

        void onQuit(Quit command);

        void onListFiles(ListFiles command);

        void onDownload(Download command);

        void onListUsers(ListUsers command);

        void onDescribeUser(DescribeUser command);

        void onGoAway(GoAway command);

        void onComeBack(ComeBack command);

        void onIgnore(Ignore command);

        void onUnignore(Unignore command);

        void onShare(Share command);

        void onUnshare(Unshare command);

        void onRescan(Rescan command);

        void onListTransfers(ListTransfers command);

        void onCancelTransfer(CancelTransfer command);

        void onRetryTransfer(RetryTransfer command);

        void onSetSetting(SetSetting command);

        void onClear(Clear command);

        void onReconnect(Reconnect command);

        void onVerify(Verify command);

        void onAcceptKey(AcceptKey command);

        void onKeys(Keys command);

        void onModerate(Moderate command);

        void onListBans(ListBans command);

        void onTestNet(TestNet command);

        void onRoom(RoomCommand command);

        void onMessages(MessageCommand command);

        void onTransfers(TransferCommand command);
    }

    /** Says something to everybody. */
    record Say(String text) implements Command {
        public Say {
            Objects.requireNonNull(text);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSay(this);
        }

        @Override
        public boolean isSpeech() {
            return true;
        }
    }

    /** Says what the user does: {@code /me waves}. */
    record Act(String text) implements Command {
        public Act {
            Objects.requireNonNull(text);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAct(this);
        }

        @Override
        public boolean isSpeech() {
            return true;
        }
    }

    /** Explains everything, or one command (without its slash). */
    record Help(Optional<String> topic) implements Command {
        public Help {
            Objects.requireNonNull(topic);
        }

        @Override
        public void accept(Handler handler) {
            handler.onHelp(this);
        }
    }

    /** Leaves. */
    record Quit() implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onQuit(this);
        }
    }

    /**
     * Lists what somebody shares.
     *
     * @param user whose share
     * @param folder from the top of the share, empty for the top
     */
    record ListFiles(UserName user, String folder) implements Command {
        public ListFiles {
            Objects.requireNonNull(user);
            Objects.requireNonNull(folder);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListFiles(this);
        }
    }

    /**
     * Downloads a file, or a folder if the path ends with a slash or is known as one.
     *
     * @param user whose file
     * @param path as its owner calls it, from the top of the share
     */
    record Download(UserName user, String path) implements Command {
        public Download {
            Objects.requireNonNull(user);
            Objects.requireNonNull(path);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDownload(this);
        }
    }

    /** Lists who is online. */
    record ListUsers() implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onListUsers(this);
        }
    }

    /** Tells what is known of somebody. */
    record DescribeUser(UserName user) implements Command {
        public DescribeUser {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDescribeUser(this);
        }
    }

    /** Tells everybody that this user isn't at the keyboard; the reason may be empty. */
    record GoAway(String status) implements Command {
        public GoAway {
            Objects.requireNonNull(status);
        }

        @Override
        public void accept(Handler handler) {
            handler.onGoAway(this);
        }
    }

    /** Tells everybody that this user is at the keyboard again. */
    record ComeBack() implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onComeBack(this);
        }
    }

    /** Shows nothing of what somebody says from now on, or lists who is ignored. */
    record Ignore(Optional<UserName> user) implements Command {
        public Ignore {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onIgnore(this);
        }
    }

    /** Shows what somebody says again. */
    record Unignore(UserName user) implements Command {
        public Unignore {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onUnignore(this);
        }
    }

    /**
     * Shares a folder of this machine, or tells what is shared.
     *
     * @param folder as it was typed: {@code ~} allowed, its name, audience and patterns behind it
     */
    record Share(Optional<String> folder) implements Command {
        public Share {
            Objects.requireNonNull(folder);
        }

        @Override
        public void accept(Handler handler) {
            handler.onShare(this);
        }
    }

    /** Shares one folder no more, or nothing at all. */
    record Unshare(Optional<String> name) implements Command {
        public Unshare {
            Objects.requireNonNull(name);
        }

        @Override
        public void accept(Handler handler) {
            handler.onUnshare(this);
        }
    }

    /** Looks again at what is in the shared folder. */
    record Rescan() implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onRescan(this);
        }
    }

    /** Shows the queue of transfers. */
    record ListTransfers() implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onListTransfers(this);
        }
    }

    /** Ends a transfer. */
    record CancelTransfer(long id) implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onCancelTransfer(this);
        }
    }

    /** Tries a download again. */
    record RetryTransfer(long id) implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onRetryTransfer(this);
        }
    }

    /**
     * Shows the settings, shows one, or changes it.
     *
     * @param name of the setting; its existence isn't checked
     * @param value what it's changed to; isn't checked
     */
    record SetSetting(Optional<String> name, Optional<String> value) implements Command {
        public SetSetting {
            Objects.requireNonNull(name);
            Objects.requireNonNull(value);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSetSetting(this);
        }
    }

    /** Empties the scrollback. */
    record Clear() implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onClear(this);
        }
    }

    /** Tries to reach the relay at once. */
    record Reconnect() implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onReconnect(this);
        }
    }

    /**
     * Shows the number to compare with somebody, or says that it was compared.
     *
     * @param isCompared whether the numbers were the same
     */
    record Verify(UserName user, boolean isCompared) implements Command {
        public Verify {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onVerify(this);
        }
    }

    /** Takes somebody's changed key without comparing anything. */
    record AcceptKey(UserName user) implements Command {
        public AcceptKey {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAcceptKey(this);
        }
    }

    /**
     * Lists the keys of one's account, adds that of this install, or removes one.
     *
     * @param fingerprint which one to remove; empty for other verbs, and where it is named by its number
     * @param number which one to remove, by its place in the list that was shown last, from 1
     * @param label of the one to add; may be empty
     */
    record Keys(KeysVerb verb, Optional<Fingerprint> fingerprint, OptionalInt number, String label) implements Command {
        public Keys {
            Objects.requireNonNull(verb);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(number);
            Objects.requireNonNull(label);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeys(this);
        }
    }

    /**
     * Does something about somebody.
     *
     * @param span for how long; empty for good, and for what takes no time
     * @param role which one to give; empty for other verbs
     * @param reason may be empty
     */
    record Moderate(
            ModerationVerb verb, ModerationTarget target, Optional<Duration> span, Optional<Role> role, String reason)
            implements Command {
        public Moderate {
            Objects.requireNonNull(verb);
            Objects.requireNonNull(target);
            Objects.requireNonNull(span);
            Objects.requireNonNull(role);
            Objects.requireNonNull(reason);
        }

        @Override
        public void accept(Handler handler) {
            handler.onModerate(this);
        }
    }

    /** Lists who is banned or muted. */
    record ListBans() implements Command {
        @Override
        public void accept(Handler handler) {
            handler.onListBans(this);
        }
    }

    /** Tells which ways files can come and go, in general or to a user. */
    record TestNet(Optional<UserName> user) implements Command {
        public TestNet {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onTestNet(this);
        }
    }
}
