package io.naru.client.command;

import io.naru.common.message.UserName;
import java.util.Objects;
import java.util.Optional;

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
                Command.TestNet,
                RoomCommand,
                MessageCommand,
                TransferCommand,
                TrustCommand {
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

        void onTestNet(TestNet command);

        void onRoom(RoomCommand command);

        void onMessages(MessageCommand command);

        void onTransfers(TransferCommand command);

        void onTrust(TrustCommand command);
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
