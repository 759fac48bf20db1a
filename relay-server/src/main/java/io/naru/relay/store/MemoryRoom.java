package io.naru.relay.store;

import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A room in memory, who is in it, and what was said there last.
 *
 * <p>Threading: guarded by {@link MemoryTables}.
 */
final class MemoryRoom {
    private static final int EPOCH_OCTETS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    final long id;
    /** Of a room; a conversation has none. */
    final Optional<RoomName> name;

    final boolean isPrivate;
    final long madeBy;
    /** By the ids of accounts. */
    final Map<Long, MembershipState> members = new HashMap<>();
    /** Of a conversation: for each account the name of the other one. */
    final Map<Long, UserName> peers = new HashMap<>();

    final Map<Long, Long> reads = new HashMap<>();
    final TreeMap<Long, Kept> messages = new TreeMap<>();
    String epoch = newEpoch();
    long lastSeq;
    long octets;
    /** When it was made, or something was said in it last. */
    long lastMillis;

    String topic = "";
    Optional<UserName> topicBy = Optional.empty();
    Optional<Instant> topicAt = Optional.empty();

    /**
     * A message.
     *
     * @param number grows from message to message of all rooms
     * @param account the author's
     * @param message the room in it is of no account
     */
    record Kept(long number, long account, StoredMessage message) {}

    MemoryRoom(long id, Optional<RoomName> name, boolean isPrivate, long madeBy) {
        this.id = id;
        this.name = name;
        this.isPrivate = isPrivate;
        this.madeBy = madeBy;
    }

    static String newEpoch() {
        byte[] octets = new byte[EPOCH_OCTETS];
        RANDOM.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    boolean isLobby() {
        return name.equals(Optional.of(RoomName.LOBBY));
    }

    boolean isConversation() {
        return name.isEmpty();
    }

    /** The name under which an account knows it. */
    RoomName nameFor(long account) {
        return name.orElseGet(() -> RoomName.of("@" + peers.get(account).display()));
    }

    StoredRoom stored(RoomName as) {
        long oldest = messages.isEmpty() ? lastSeq + 1 : messages.firstKey();
        return new StoredRoom(id, as, isPrivate, epoch, oldest, lastSeq, topic, topicBy, topicAt);
    }

    Membership membership(long account, RoomName as) {
        return new Membership(stored(as), reads.getOrDefault(account, 0L));
    }

    boolean mayRead(long account) {
        MembershipState state = members.get(account);
        return isLobby() || state == MembershipState.MEMBER || state == MembershipState.HIDDEN;
    }

    /** Whether nobody is in it who could ever come back, or nothing to come back to. */
    boolean isNobodys() {
        boolean isLeft = members.values().stream().allMatch(MembershipState.INVITED::equals);
        return isLeft && !isLobby() && (isPrivate || isConversation() || lastSeq == 0 && topic.isEmpty());
    }
}
