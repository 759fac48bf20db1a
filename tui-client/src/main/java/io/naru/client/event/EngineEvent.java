package io.naru.client.event;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ListSort;
import io.naru.common.message.MessageId;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
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
                EngineEvent.ListingReceived,
                EngineEvent.ListingFailed,
                EngineEvent.TransferChanged,
                EngineEvent.TransferCleared,
                EngineEvent.ShareCounted,
                EngineEvent.ShareFailed,
                EngineEvent.RelayUnknown,
                EngineEvent.RelayChanged,
                EngineEvent.PasswordWanted,
                EngineEvent.KeyUnbound,
                EngineEvent.PeerTrusted,
                EngineEvent.SafetyNumberMade,
                EngineEvent.KeysReceived,
                EngineEvent.Moderated,
                EngineEvent.BansReceived,
                EngineEvent.RequestRefused,
                EngineEvent.NetReported,
                RoomEvent,
                QueueEvent,
                PeekEvent,
                FindEvent {
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

        void onRelayUnknown(RelayUnknown event);

        void onRelayChanged(RelayChanged event);

        void onPasswordWanted(PasswordWanted event);

        void onKeyUnbound(KeyUnbound event);

        void onPeerTrusted(PeerTrusted event);

        void onSafetyNumberMade(SafetyNumberMade event);

        void onKeysReceived(KeysReceived event);

        void onModerated(Moderated event);

        void onBansReceived(BansReceived event);

        void onRequestRefused(RequestRefused event);

        void onNetReported(NetReported event);

        void onRoom(RoomEvent event);

        void onQueue(QueueEvent event);

        void onPeek(PeekEvent event);

        void onFind(FindEvent event);
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
     * A page of a listing came.
     *
     * @param folder as asked for, empty for the top; parts parted by {@code /}
     * @param entries in the owner's order: folders first, then names
     * @param total how many the folder has in all, where the owner tells
     * @param isFirst whether it begins the folder
     * @param nextCursor what the next page is asked with; empty when this was the last
     * @param isFlat a base client's list: the whole share, names are paths, unfiltered
     * @param filter as asked for
     * @param sort as asked for
     */
    record ListingReceived(
            UserName owner,
            String folder,
            List<RemoteEntry> entries,
            OptionalLong total,
            boolean isFirst,
            String nextCursor,
            boolean isFlat,
            String filter,
            ListSort sort)
            implements EngineEvent {
        public ListingReceived {
            entries = List.copyOf(entries);
            Objects.requireNonNull(filter);
            Objects.requireNonNull(sort);
        }

        /** One of all names, by name. */
        public ListingReceived(
                UserName owner,
                String folder,
                List<RemoteEntry> entries,
                OptionalLong total,
                boolean isFirst,
                String nextCursor,
                boolean isFlat) {
            this(owner, folder, entries, total, isFirst, nextCursor, isFlat, "", ListSort.NAMES);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListingReceived(this);
        }
    }

    /**
     * The listing can't be had.
     *
     * @param sentence why, in words
     */
    record ListingFailed(UserName owner, String folder, String sentence, ListingFault fault) implements EngineEvent {
        public ListingFailed {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(folder);
            Objects.requireNonNull(sentence);
            Objects.requireNonNull(fault);
        }

        /** One that can't be had for a reason that may pass. */
        public ListingFailed(UserName owner, String folder, String sentence) {
            this(owner, folder, sentence, ListingFault.FAILED);
        }

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
            return shares.size() == 1 && shares.get(0).audience().isEverybody()
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
     * The relay is seen for the first time, and nothing but that was said to it. The engine waits for
     * {@code Engine.trustRelay} with the same words, or {@code Engine.leave}.
     *
     * @param relay {@code host:port} as the user wrote it
     * @param fingerprint of its key, to be compared with what whoever runs it says
     */
    record RelayUnknown(String relay, Fingerprint fingerprint) implements EngineEvent {
        public RelayUnknown {
            Objects.requireNonNull(relay);
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRelayUnknown(this);
        }
    }

    /**
     * The relay shows another key than it should: somebody may stand between, or it has a new one. There is no way to go
     * on; the link is gone for good, as after {@code LinkEnded}, which isn't told in addition.
     *
     * @param relay {@code host:port} as the user wrote it
     * @param expected what it should be
     * @param seen what it is
     * @param file where {@code expected} is written; empty if it came with the command line or an invite
     * @param line of the file, from 1; 0 without a file
     * @param sentence all of that in words and what to do, several lines
     */
    record RelayChanged(
            String relay, Fingerprint expected, Fingerprint seen, Optional<Path> file, int line, String sentence)
            implements EngineEvent {
        public RelayChanged {
            Objects.requireNonNull(relay);
            Objects.requireNonNull(expected);
            Objects.requireNonNull(seen);
            Objects.requireNonNull(file);
            Objects.requireNonNull(sentence);
        }

        @Override
        public void accept(Handler handler) {
            handler.onRelayChanged(this);
        }
    }

    /**
     * The relay wants a password. The engine waits for {@code Engine.password}, or {@code Engine.leave}.
     *
     * @param user whose
     * @param relay {@code host:port} as the user wrote it
     * @param refusal why the one before wasn't taken, a sentence; empty when it is wanted for the first time
     */
    record PasswordWanted(UserName user, String relay, String refusal) implements EngineEvent {
        public PasswordWanted {
            Objects.requireNonNull(user);
            Objects.requireNonNull(relay);
            Objects.requireNonNull(refusal);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPasswordWanted(this);
        }
    }

    /**
     * A password opened the account, and the key of this install doesn't yet: binding it would spare the password from
     * here on. Told once.
     *
     * @param fingerprint of the key
     */
    record KeyUnbound(Fingerprint fingerprint) implements EngineEvent {
        public KeyUnbound {
            Objects.requireNonNull(fingerprint);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeyUnbound(this);
        }
    }

    /** What is known of somebody's key changed by what this user did: compared numbers, or accepted a new key. */
    record PeerTrusted(UserName user, Fingerprint fingerprint, PeerTrust trust) implements EngineEvent {
        public PeerTrusted {
            Objects.requireNonNull(user);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(trust);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPeerTrusted(this);
        }
    }

    /**
     * The number to compare with somebody, over another way than this relay.
     *
     * @param user with whom
     * @param fingerprint the user's key, of which the number is made; what {@code Engine.verifyPeer} is to be told
     * @param groups 12 groups of 5 digits, the same on the other side
     * @param trust what is known of that key now
     */
    record SafetyNumberMade(UserName user, Fingerprint fingerprint, List<String> groups, PeerTrust trust)
            implements EngineEvent {
        public SafetyNumberMade {
            Objects.requireNonNull(user);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(trust);
            groups = List.copyOf(groups);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSafetyNumberMade(this);
        }
    }

    /**
     * The keys that open the account, after one was asked about, added or removed.
     *
     * @param verb what was asked for
     * @param keys all of them, in the relay's order
     */
    record KeysReceived(KeysVerb verb, List<BoundKey> keys) implements EngineEvent {
        public KeysReceived {
            Objects.requireNonNull(verb);
            keys = List.copyOf(keys);
        }

        @Override
        public void accept(Handler handler) {
            handler.onKeysReceived(this);
        }
    }

    /**
     * Something was done about somebody: by this user, or about this user. What is done among others is told by
     * {@code NoticeReceived}.
     *
     * @param verb what
     * @param target whom
     * @param by who did it; empty for whoever runs the relay
     * @param span for how long; empty for good
     * @param role which one was given; empty for other verbs
     * @param reason one line as it came; may be empty
     * @param isByMe whether this user did it
     */
    record Moderated(
            ModerationVerb verb,
            ModerationTarget target,
            Optional<UserName> by,
            Optional<Duration> span,
            Optional<Role> role,
            String reason,
            boolean isByMe)
            implements EngineEvent {
        public Moderated {
            Objects.requireNonNull(verb);
            Objects.requireNonNull(target);
            Objects.requireNonNull(by);
            Objects.requireNonNull(span);
            Objects.requireNonNull(role);
            Objects.requireNonNull(reason);
        }

        @Override
        public void accept(Handler handler) {
            handler.onModerated(this);
        }
    }

    /** Who is banned or muted, in the relay's order. */
    record BansReceived(List<BanInForce> bans) implements EngineEvent {
        public BansReceived {
            bans = List.copyOf(bans);
        }

        @Override
        public void accept(Handler handler) {
            handler.onBansReceived(this);
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
}
