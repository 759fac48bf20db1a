package io.naru.client.event;

import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the engine tells. Every text in it is as it came from the other side: whoever shows it passes it through
 * {@code SafeText}. Sentences are our own and whole.
 */
public sealed interface EngineEvent {
    /** What the link, the share and the transfers post their events to; never blocks, from any thread. */
    @FunctionalInterface
    interface Sink {
        void post(EngineEvent event);
    }

    /** Calls the handler's method for this event. */
    void accept(Handler handler);

    /** One method for each event, so that a new one doesn't compile until all who show events decide. */
    interface Handler {
        void onLinkConnecting(LinkConnecting event);

        void onLinkUp(LinkUp event);

        void onLinkLost(LinkLost event);

        void onLinkEnded(LinkEnded event);

        void onLagMeasured(LagMeasured event);

        void onChatReceived(ChatReceived event);

        void onNoticeReceived(NoticeReceived event);

        void onChatRefused(ChatRefused event);

        void onRelayRefused(RelayRefused event);

        void onUserSeen(UserSeen event);

        void onListingReceived(ListingReceived event);

        void onListingFailed(ListingFailed event);

        void onTransferChanged(TransferChanged event);

        void onTransferCleared(TransferCleared event);

        void onShareCounted(ShareCounted event);

        void onShareFailed(ShareFailed event);
    }

    /** A connection is being made. {@code attempt} counts from 1 and begins anew after each login. */
    record LinkConnecting(String relay, int attempt) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onLinkConnecting(this);
        }
    }

    /**
     * Logged in; presence of everybody follows.
     *
     * @param me the name as the account has it
     * @param relay {@code host:port} as the user wrote it
     * @param relayName what the relay calls itself
     * @param role what I may do
     * @param isEncrypted whether the link is
     * @param chatTextOctets the longest text it takes
     */
    record LinkUp(UserName me, String relay, String relayName, Role role, boolean isEncrypted, int chatTextOctets)
            implements EngineEvent {
        public LinkUp {
            Objects.requireNonNull(me);
        }

        @Override
        public void accept(Handler handler) {
            handler.onLinkUp(this);
        }
    }

    /** The link is gone and will be tried again after a pause. Everybody but the user is to be shown as unknown. */
    record LinkLost(String sentence, Duration retryIn) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onLinkLost(this);
        }
    }

    /** The link is gone for good: the relay refused, or the user left. {@code code} where the relay gave one. */
    record LinkEnded(String sentence, Optional<ErrorCode> code) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onLinkEnded(this);
        }
    }

    /** How long a PING took. */
    record LagMeasured(Duration lag) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onLagMeasured(this);
        }
    }

    /** Somebody, perhaps this user, said something in the lobby. {@code isOwn} makes it the receipt for its id. */
    record ChatReceived(UserName sender, String text, Optional<MessageId> id, Instant time, boolean isOwn)
            implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onChatReceived(this);
        }
    }

    /** The relay says something to people. */
    record NoticeReceived(String text, Instant time) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onNoticeReceived(this);
        }
    }

    /** The message wasn't taken, with the relay's sentence or ours (too long, not connected). */
    record ChatRefused(MessageId id, String sentence) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onChatRefused(this);
        }
    }

    /** The relay refused something else. */
    record RelayRefused(ErrorCode code, String sentence) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onRelayRefused(this);
        }
    }

    /**
     * What is to be seen of a user, this one included.
     *
     * @param isSnapshot part of the list that follows each login, rather than a change
     */
    record UserSeen(
            UserName user,
            PresenceState state,
            OptionalLong sharedFiles,
            OptionalLong sharedOctets,
            Optional<Instant> since,
            String status,
            boolean isSnapshot)
            implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onUserSeen(this);
        }
    }

    /**
     * A page of a listing came.
     *
     * @param folder as asked for, empty for the top; parts parted by {@code /}
     * @param entries in the owner's order: folders first, then names
     * @param total how many the folder has in all, where the owner tells
     * @param isFirst whether it begins the folder
     * @param nextCursor what the next page is asked with; empty when this was the last
     * @param isFlat a base client's list: the whole share, names are paths
     */
    record ListingReceived(
            UserName owner,
            String folder,
            List<RemoteEntry> entries,
            OptionalLong total,
            boolean isFirst,
            String nextCursor,
            boolean isFlat)
            implements EngineEvent {
        public ListingReceived {
            entries = List.copyOf(entries);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListingReceived(this);
        }
    }

    /** The listing can't be had. */
    record ListingFailed(UserName owner, String folder, String sentence) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onListingFailed(this);
        }
    }

    /** A transfer began or changed; sent at most a few times a second for each. */
    record TransferChanged(TransferView transfer) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onTransferChanged(this);
        }
    }

    /** A transfer was cleared from the queue. */
    record TransferCleared(long id) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onTransferCleared(this);
        }
    }

    /** The own share was counted (again). {@code isScanning} while more is being found. */
    record ShareCounted(Optional<Path> folder, long files, long octets, boolean isScanning) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onShareCounted(this);
        }
    }

    /** The share can't be read, or part of it had to be left out. */
    record ShareFailed(String sentence) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onShareFailed(this);
        }
    }
}
