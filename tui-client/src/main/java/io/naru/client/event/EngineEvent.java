package io.naru.client.event;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What the engine tells. Every text in it is as it came from the other side: whoever shows it passes it through
 * {@code SafeText}. Sentences are our own and whole.
 */
public sealed interface EngineEvent
        permits EngineEvent.LinkConnecting,
                EngineEvent.LinkUp,
                EngineEvent.LinkLost,
                EngineEvent.LinkEnded,
                EngineEvent.LagMeasured,
                EngineEvent.ChatReceived,
                EngineEvent.NoticeReceived,
                EngineEvent.ChatRefused,
                EngineEvent.RelayRefused,
                EngineEvent.UserSeen,
                EngineEvent.TransferChanged,
                EngineEvent.TransferCleared,
                EngineEvent.ShareCounted,
                EngineEvent.ShareFailed,
                EngineEvent.RequestRefused,
                EngineEvent.NetReported,
                EngineEvent.EngineBroken,
                RoomEvent,
                QueueEvent,
                PeekEvent,
                FindEvent,
                TrustEvent,
                ListingEvent {
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

        void onTransferChanged(TransferChanged event);

        void onTransferCleared(TransferCleared event);

        void onShareCounted(ShareCounted event);

        void onShareFailed(ShareFailed event);

        void onRequestRefused(RequestRefused event);

        void onNetReported(NetReported event);

        void onEngineBroken(EngineBroken event);

        void onRoom(RoomEvent event);

        void onQueue(QueueEvent event);

        void onPeek(PeekEvent event);

        void onFind(FindEvent event);

        void onTrust(TrustEvent event);

        void onListing(ListingEvent event);
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
     * @param relayKey the fingerprint of the relay's key; empty on a link that isn't encrypted
     * @param isLocal whether the relay is on this machine, so that an unencrypted link is seen by nobody else
     * @param chatTextOctets the longest text it takes
     */
    record LinkUp(
            UserName me,
            String relay,
            String relayName,
            Role role,
            Optional<Fingerprint> relayKey,
            boolean isLocal,
            int chatTextOctets)
            implements EngineEvent {
        public LinkUp {
            Objects.requireNonNull(me);
            Objects.requireNonNull(relayKey);
        }

        /** Whether the link is encrypted. */
        public boolean isEncrypted() {
            return relayKey.isPresent();
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

    /**
     * Somebody, perhaps this user, said something.
     *
     * @param isOwn makes it the receipt for its id
     * @param room where
     * @param seq its place in the room; absent where the relay keeps no history
     * @param replyTo seq of the message that it answers, if it does
     * @param isReplayed said before this install was there to hear it
     */
    record ChatReceived(
            UserName sender,
            String text,
            Optional<MessageId> id,
            Instant time,
            boolean isOwn,
            RoomName room,
            OptionalLong seq,
            OptionalLong replyTo,
            boolean isReplayed)
            implements EngineEvent {
        public ChatReceived {
            Objects.requireNonNull(room);
            Objects.requireNonNull(seq);
            Objects.requireNonNull(replyTo);
        }

        /** One in the lobby of a relay that keeps no history. */
        public ChatReceived(UserName sender, String text, Optional<MessageId> id, Instant time, boolean isOwn) {
            this(sender, text, id, time, isOwn, RoomName.LOBBY, OptionalLong.empty(), OptionalLong.empty(), false);
        }

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
     * @param role what the user may do
     * @param fingerprint of the key that the user's connection is encrypted with, as the relay says
     * @param trust what is known of that key; of this user's own, {@code VERIFIED}
     * @param isSnapshot part of the list that follows each login, rather than a change
     */
    record UserSeen(
            UserName user,
            PresenceState state,
            OptionalLong sharedFiles,
            OptionalLong sharedOctets,
            Optional<Instant> since,
            String status,
            Role role,
            Optional<Fingerprint> fingerprint,
            PeerTrust trust,
            boolean isSnapshot)
            implements EngineEvent {
        public UserSeen {
            Objects.requireNonNull(role);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(trust);
        }

        /** The same, with something else known of the key. */
        public UserSeen with(PeerTrust other) {
            return new UserSeen(
                    user, state, sharedFiles, sharedOctets, since, status, role, fingerprint, other, isSnapshot);
        }

        @Override
        public void accept(Handler handler) {
            handler.onUserSeen(this);
        }
    }

    /**
     * A transfer began or changed; sent at most a few times a second for each.
     *
     * @param isRestored whether it comes from an earlier program run, or from another program, and nothing has changed
     *     about it here
     */
    record TransferChanged(TransferView transfer, boolean isRestored) implements EngineEvent {
        /** One of this program run. */
        public TransferChanged(TransferView transfer) {
            this(transfer, false);
        }

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

    /**
     * The own share was counted (again), or is another one.
     *
     * @param shares what is shared; none if nothing is
     * @param files of all of it, as far as counted
     * @param octets of all of it, as far as counted
     * @param isScanning while more is being found
     * @param unhashed how many of the files had no hashes when they were counted
     */
    record ShareCounted(List<ShareSetting> shares, long files, long octets, boolean isScanning, long unhashed)
            implements EngineEvent {
        public ShareCounted {
            shares = List.copyOf(shares);
        }

        /** Of one folder for everybody, or nothing. */
        public ShareCounted(Optional<Path> folder, long files, long octets, boolean isScanning) {
            this(folder.stream().map(ShareSetting::of).toList(), files, octets, isScanning, 0);
        }

        /** The first folder. */
        public Optional<Path> folder() {
            return shares.stream().findFirst().map(ShareSetting::folder);
        }

        /** What is shared, in words: empty if nothing is. */
        public String described() {
            return shares.size() == 1 && shares.get(0).isOpen()
                    ? shares.get(0).folder().toString()
                    : shares.stream().map(ShareSetting::described).collect(Collectors.joining(", "));
        }

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

    /**
     * What was asked about keys, moderation, bans or trust can't be had.
     *
     * @param sentence the relay's or ours
     * @param code where the relay gave one
     */
    record RequestRefused(String sentence, Optional<ErrorCode> code) implements EngineEvent {
        public RequestRefused {
            Objects.requireNonNull(sentence);
            Objects.requireNonNull(code);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRequestRefused(this);
        }
    }

    /**
     * How files can come and go, after {@code Engine.net}; or something about it that the user mustn't miss.
     *
     * @param about whom; empty for this program in general
     * @param lines sentences, the most important one first
     * @param isAlarm whether nobody asked, and somebody does what nobody should
     */
    record NetReported(Optional<UserName> about, List<String> lines, boolean isAlarm) implements EngineEvent {
        public NetReported {
            Objects.requireNonNull(about);
            lines = List.copyOf(lines);
        }

        @Override
        public void accept(Handler handler) {
            handler.onNetReported(this);
        }
    }

    /** The engine has ended by a fault of its own and does nothing any more; the program is to end. Told from any thread. */
    record EngineBroken(String sentence) implements EngineEvent {
        @Override
        public void accept(Handler handler) {
            handler.onEngineBroken(this);
        }
    }
}
