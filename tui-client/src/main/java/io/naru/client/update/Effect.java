package io.naru.client.update;

import io.naru.client.state.Setting;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What the reducer wants done. None of them may block the one who carries it out. */
public sealed interface Effect {
    /** Calls the handler's method for this effect. */
    void accept(Handler handler);

    /** One method for each effect, so that a new one doesn't compile until it can be carried out. */
    interface Handler {
        void onSendChat(SendChat effect);

        void onRequestListing(RequestListing effect);

        void onRequestDownload(RequestDownload effect);

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

        void onQuit(Quit effect);
    }

    /** Says something in the lobby. The line stands in the chat already; a receipt or a refusal with this id is expected. */
    record SendChat(MessageId id, String text) implements Effect {
        public SendChat {
            Objects.requireNonNull(id);
            Objects.requireNonNull(text);
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
     */
    record RequestListing(UserName owner, String folder, String cursor) implements Effect {
        public RequestListing {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(folder);
            Objects.requireNonNull(cursor);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRequestListing(this);
        }
    }

    /**
     * Queues a download.
     *
     * @param path as the owner calls the file
     * @param size as the listing told
     * @param into the folder to write to, as the person typed it ({@code ~} allowed); empty for the usual one
     */
    record RequestDownload(UserName owner, String path, OptionalLong size, Optional<String> into) implements Effect {
        public RequestDownload {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(path);
            Objects.requireNonNull(size);
            Objects.requireNonNull(into);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRequestDownload(this);
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

    /** Shares a folder, as the person typed it ({@code ~} allowed), in place of another one. */
    record ShareFolder(String folder) implements Effect {
        public ShareFolder {
            Objects.requireNonNull(folder);
        }

        @Override
        public void accept(Handler handler) {
            handler.onShareFolder(this);
        }
    }

    /** Shares nothing any more. */
    record Unshare() implements Effect {
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

    /** Looks for the folders that begin so; {@link Event.PathsFound} answers. */
    record CompletePath(String prefix) implements Effect {
        public CompletePath {
            Objects.requireNonNull(prefix);
        }

        @Override
        public void accept(Handler handler) {
            handler.onCompletePath(this);
        }
    }

    /** Ends the pause before the next attempt to connect. */
    record ReconnectNow() implements Effect {
        @Override
        public void accept(Handler handler) {
            handler.onReconnectNow(this);
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
