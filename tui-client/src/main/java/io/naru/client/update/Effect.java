package io.naru.client.update;

import io.naru.client.state.FileQuery;
import io.naru.client.state.Setting;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.MessageId;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Password;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What the reducer wants done. None of them may block the one who carries it out. */
public sealed interface Effect
        permits Effect.SendChat,
                Effect.RequestListing,
                Effect.CancelTransfer,
                Effect.RetryTransfer,
                Effect.ClearTransfer,
                Effect.SetPresence,
                Effect.ShareFolder,
                Effect.Unshare,
                Effect.Rescan,
                Effect.SaveSetting,
                Effect.RingBell,
                Effect.RedrawAll,
                Effect.Suspend,
                Effect.CompletePath,
                Effect.ReconnectNow,
                Effect.TrustRelay,
                Effect.GivePassword,
                Effect.ListKeys,
                Effect.AddKey,
                Effect.RemoveKey,
                Effect.Moderate,
                Effect.ListBans,
                Effect.TestNet,
                Effect.MakeSafetyNumber,
                Effect.VerifyPeer,
                Effect.AcceptPeer,
                Effect.Quit,
                RoomEffect,
                TransferEffect {
    /** Calls the handler's method for this effect. */
    void accept(Handler handler);

    /** One method for each effect, so that a new one doesn't compile until it can be carried out. */
    interface Handler {
        void onSendChat(SendChat effect);

        void onRequestListing(RequestListing effect);

        void onCancelTransfer(CancelTransfer effect);

        void onRetryTransfer(RetryTransfer effect);

        void onClearTransfer(ClearTransfer effect);

        void onSetPresence(SetPresence effect);

        void onShareFolder(ShareFolder effect);

        void onUnshare(Unshare effect);

        void onRescan(Rescan effect);

        void onSaveSetting(SaveSetting effect);

        void onRingBell(RingBell effect);

        void onRedrawAll(RedrawAll effect);

        void onSuspend(Suspend effect);

        void onCompletePath(CompletePath effect);

        void onReconnectNow(ReconnectNow effect);

        void onTrustRelay(TrustRelay effect);

        void onGivePassword(GivePassword effect);

        void onListKeys(ListKeys effect);

        void onAddKey(AddKey effect);

        void onRemoveKey(RemoveKey effect);

        void onModerate(Moderate effect);

        void onListBans(ListBans effect);

        void onTestNet(TestNet effect);

        void onMakeSafetyNumber(MakeSafetyNumber effect);

        void onVerifyPeer(VerifyPeer effect);

        void onAcceptPeer(AcceptPeer effect);

        void onRoom(RoomEffect effect);

        void onTransfer(TransferEffect effect);

        void onQuit(Quit effect);
    }

    /**
     * Says something in a room. The line stands in the chat already; a receipt or a refusal with this id is expected.
     *
     * @param replyTo seq of the message in that room that is answered, if one is
     */
    record SendChat(MessageId id, RoomName room, String text, OptionalLong replyTo) implements Effect {
        public SendChat {
            Objects.requireNonNull(id);
            Objects.requireNonNull(room);
            Objects.requireNonNull(text);
            Objects.requireNonNull(replyTo);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSendChat(this);
        }
    }

    /**
     * Asks for a page of somebody's folder.
     *
     * @param folder empty for the top
     * @param cursor empty for the first page
     * @param query what the owner is to leave out, and how to sort the rest
     */
    record RequestListing(UserName owner, String folder, String cursor, FileQuery query) implements Effect {
        public RequestListing {
            Objects.requireNonNull(query);
            Objects.requireNonNull(owner);
            Objects.requireNonNull(folder);
            Objects.requireNonNull(cursor);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRequestListing(this);
        }

        /** All of the folder, by name. */
        public RequestListing(UserName owner, String folder, String cursor) {
            this(owner, folder, cursor, FileQuery.PLAIN);
        }
    }

    /** Ends a transfer; what came of it is kept as it is. */
    record CancelTransfer(long id) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onCancelTransfer(this);
        }
    }

    /** Tries a download again that failed or was cancelled. */
    record RetryTransfer(long id) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onRetryTransfer(this);
        }
    }

    /** Takes a transfer that has ended out of the queue. */
    record ClearTransfer(long id) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onClearTransfer(this);
        }
    }

    /** Tells everybody whether this user is at the keyboard; to be told again after each login. */
    record SetPresence(PresenceState state, String status) implements Effect {
        public SetPresence {
            Objects.requireNonNull(state);
            Objects.requireNonNull(status);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSetPresence(this);
        }
    }

    /** Shares a folder, too, as the person typed it: {@code ~} allowed, its name, audience and patterns behind it. */
    record ShareFolder(String folder) implements Effect {
        public ShareFolder {
            Objects.requireNonNull(folder);
        }

        @Override
        public void accept(Handler handler) {
            handler.onShareFolder(this);
        }
    }

    /** Shares one folder no more, or nothing at all. */
    record Unshare(Optional<String> name) implements Effect {
        public Unshare {
            Objects.requireNonNull(name);
        }

        @Override
        public void accept(Handler handler) {
            handler.onUnshare(this);
        }
    }

    /** Looks again at what is in the shared folder. */
    record Rescan() implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onRescan(this);
        }
    }

    /** Keeps a setting for the next time; it's in force already. */
    record SaveSetting(Setting setting, String value) implements Effect {
        public SaveSetting {
            Objects.requireNonNull(setting);
            Objects.requireNonNull(value);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSaveSetting(this);
        }
    }

    /** Rings the terminal's bell. */
    record RingBell() implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onRingBell(this);
        }
    }

    /** Draws every cell anew. */
    record RedrawAll() implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onRedrawAll(this);
        }
    }

    /** Gives the terminal back and stops the program until the shell continues it; then {@link Event.Resumed} is due. */
    record Suspend() implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onSuspend(this);
        }
    }

    /**
     * Looks for the folders that begin so; {@link Event.PathsFound} answers.
     *
     * @param hasFiles whether files are wanted, too
     */
    record CompletePath(String prefix, boolean hasFiles) implements Effect {
        public CompletePath {
            Objects.requireNonNull(prefix);
        }

        @Override
        public void accept(Handler handler) {
            handler.onCompletePath(this);
        }

        /** Folders alone. */
        public CompletePath(String prefix) {
            this(prefix, false);
        }
    }

    /** Ends the pause before the next attempt to connect. */
    record ReconnectNow() implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onReconnectNow(this);
        }
    }

    /** Says that the relay which is seen for the first time is the right one. */
    record TrustRelay(String relay, Fingerprint fingerprint) implements Effect {
        public TrustRelay {
            Objects.requireNonNull(relay);
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onTrustRelay(this);
        }
    }

    /** Gives the password that the relay wants; whoever carries it out owns it. */
    record GivePassword(Password password) implements Effect {
        public GivePassword {
            Objects.requireNonNull(password);
        }

        @Override
        public void accept(Handler handler) {
            handler.onGivePassword(this);
        }
    }

    /** Asks for the keys of the account. */
    record ListKeys() implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onListKeys(this);
        }
    }

    /** Binds the key of this install to the account. */
    record AddKey(String label) implements Effect {
        public AddKey {
            Objects.requireNonNull(label);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAddKey(this);
        }
    }

    /** Takes a key from the account. */
    record RemoveKey(Fingerprint fingerprint) implements Effect {
        public RemoveKey {
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRemoveKey(this);
        }
    }

    /** Does something about somebody; the parameters are those of the command. */
    record Moderate(
            ModerationVerb verb, ModerationTarget target, Optional<Duration> span, Optional<Role> role, String reason)
            implements Effect {
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

    /** Asks who is banned or muted. */
    record ListBans() implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onListBans(this);
        }
    }

    /** Asks which ways files can come and go, in general or to a user. */
    record TestNet(Optional<UserName> user) implements Effect {
        public TestNet {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onTestNet(this);
        }
    }

    /** Asks for the number to compare with somebody. */
    record MakeSafetyNumber(UserName user) implements Effect {
        public MakeSafetyNumber {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onMakeSafetyNumber(this);
        }
    }

    /** Remembers that the number made of this key was compared. */
    record VerifyPeer(UserName user, Fingerprint fingerprint) implements Effect {
        public VerifyPeer {
            Objects.requireNonNull(user);
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onVerifyPeer(this);
        }
    }

    /** Takes somebody's changed key. */
    record AcceptPeer(UserName user, Fingerprint fingerprint) implements Effect {
        public AcceptPeer {
            Objects.requireNonNull(user);
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAcceptPeer(this);
        }
    }

    /**
     * Leaves: the link is closed, the terminal restored.
     *
     * @param waitForTransfers whether transfers that run or wait are finished first, without a screen
     */
    record Quit(boolean waitForTransfers) implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onQuit(this);
        }
    }
}
