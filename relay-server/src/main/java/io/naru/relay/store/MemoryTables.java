package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.InviteCode;
import io.naru.common.message.MessageId;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import io.naru.relay.work.Asker;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a {@link MemoryStore} holds; its parts look at it inside of {@link #answer} alone.
 *
 * <p>Threading: any thread; guarded by itself.
 */
final class MemoryTables {
    final Map<UserName, Account> accounts = new TreeMap<>();
    /** In the order in which they were bound. */
    final Map<Fingerprint, Owned> keys = new LinkedHashMap<>();

    final Map<InviteCode, KeptInvite> invites = new HashMap<>();
    final Map<Ban.Kind, Map<ModerationTarget, Ban>> bans = new EnumMap<>(Ban.Kind.class);
    final Deque<AuditEntry> audit = new ArrayDeque<>();
    final Map<Long, MemoryRoom> rooms = new LinkedHashMap<>();
    /** What was said under an id that its author gave. */
    final Map<Said, Place> byId = new HashMap<>();

    private final Map<UserName, Long> accountIds = new HashMap<>();
    private final Map<Long, UserName> userNames = new HashMap<>();
    private long lastAccountId;
    private long lastInviteId;
    private long lastRoomId;
    private long lastMessageNumber;

    /** A key and the account that it belongs to. */
    record Owned(UserName account, BoundKey key) {}

    /** Who said something under which id. */
    record Said(long account, MessageId id) {}

    /** Where something was said. */
    record Place(MemoryRoom room, long seq) {}

    MemoryTables() {
        addRoom(Optional.of(RoomName.LOBBY), false, 0, Instant.EPOCH);
        for (Ban.Kind kind : Ban.Kind.values()) {
            bans.put(kind, new HashMap<>());
        }
    }

    /** Does something with the tables that nobody comes between, then tells what came of it. */
    <T> void answer(Executor owner, Consumer<Outcome<T>> answer, Supplier<T> action) {
        T value;
        synchronized (this) {
            value = action.get();
        }
        new Asker<>(owner, answer).tell(new Outcome.Done<>(value));
    }

    long nextInviteId() {
        return ++lastInviteId;
    }

    void addAudit(AuditEntry entry) {
        audit.add(entry);
        if (audit.size() > Audit.KEPT) {
            audit.remove();
        }
    }

    /** The number of an account, which no other one ever gets, also of the same name. */
    Optional<Long> accountId(UserName user) {
        Account account = accounts.get(user);
        return account == null
                ? Optional.empty()
                : Optional.of(accountIds.computeIfAbsent(user, unused -> {
                    userNames.put(++lastAccountId, account.name());
                    return lastAccountId;
                }));
    }

    UserName userName(long account) {
        return userNames.get(account);
    }

    /** An account is gone from the table of accounts: forgets where it was. */
    void onAccountRemoved(UserName user) {
        Long account = accountIds.remove(user);
        if (account != null) {
            for (MemoryRoom room : List.copyOf(rooms.values())) {
                room.members.remove(account);
                room.reads.remove(account);
                clearIfNobodys(room);
            }
        }
    }

    MemoryRoom lobby() {
        return rooms.values().iterator().next();
    }

    MemoryRoom addRoom(Optional<RoomName> name, boolean isPrivate, long madeBy, Instant now) {
        MemoryRoom room = new MemoryRoom(++lastRoomId, name, isPrivate, madeBy);
        room.lastMillis = now.toEpochMilli();
        rooms.put(room.id, room);
        return room;
    }

    /** The conversations of an account, those first in which something was said last, no two of one name. */
    List<MemoryRoom> conversations(long account) {
        Set<RoomName> names = new HashSet<>();
        return rooms.values().stream()
                .filter(room ->
                        room.isConversation() && room.members.containsKey(account) && isPeerKnown(room, account))
                .sorted(Comparator.comparingLong((MemoryRoom room) -> room.lastMillis)
                        .thenComparingLong(room -> room.id)
                        .reversed())
                .filter(room -> names.add(room.nameFor(account)))
                .toList();
    }

    /** Whether the other one is still there, or at least nobody else of that name. */
    private boolean isPeerKnown(MemoryRoom room, long account) {
        UserName peer = room.peers.get(account);
        return accountId(peer).map(room.peers::containsKey).orElse(true);
    }

    void clearIfNobodys(MemoryRoom room) {
        if (room.isNobodys()) {
            while (!room.messages.isEmpty()) {
                removeOldest(room);
            }
            rooms.remove(room.id);
        }
    }

    void removeOldest(MemoryRoom room) {
        MemoryRoom.Kept oldest = room.messages.pollFirstEntry().getValue();
        room.octets -= MessageRows.octets(oldest.message().text());
        oldest.message().id().ifPresent(id -> byId.remove(new Said(oldest.account(), id)));
    }

    long nextMessageNumber() {
        return ++lastMessageNumber;
    }

    synchronized void clear() {
        accounts.clear();
        keys.clear();
        invites.clear();
        bans.values().forEach(Map::clear);
        audit.clear();
        rooms.clear();
        byId.clear();
        addRoom(Optional.of(RoomName.LOBBY), false, 0, Instant.EPOCH);
    }
}
