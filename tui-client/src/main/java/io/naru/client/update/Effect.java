package io.naru.client.update;

import io.naru.client.state.FileQuery;
import io.naru.client.state.Setting;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
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
                Effect.TestNet,
                Effect.Quit,
                RoomEffect,
                TransferEffect,
                TrustEffect {
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

        void onTestNet(TestNet effect);

        void onRoom(RoomEffect effect);

        void onTransfer(TransferEffect effect);

        void onQuit(Quit effect);

        void onTrust(TrustEffect effect);
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
