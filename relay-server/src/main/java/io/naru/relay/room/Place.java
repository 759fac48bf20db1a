package io.naru.relay.room;

import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.relay.hub.Member;
import io.naru.relay.store.Membership;
import io.naru.relay.store.StoredRoom;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * That a user who is online is in a room.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Place {
    private final LiveRoom room;
    private final Member member;
    private StoredRoom stored;
    private long readSeq;

    /** Whether the store is noting how far the user has read; {@link ReadMarks} looks after it. */
    boolean isMarking;

    /** Whether it is a conversation whose other account may be gone; until the store says otherwise. */
    boolean isDoubtful;

    Place(LiveRoom room, Member member, Membership membership) {
        this.room = room;
        this.member = member;
        refresh(membership);
    }

    /** The store tells anew what it knows. */
    void refresh(Membership membership) {
        stored = membership.room();
        room.onKnown(stored.oldestSeq(), stored.lastSeq());
        read(membership.readSeq());
    }

    LiveRoom room() {
        return room;
    }

    /** Who is in it. */
    public Member member() {
        return member;
    }

    /** As the user knows the room. */
    public RoomName name() {
        return stored.name();
    }

    /** As the store knows it. */
    public long roomId() {
        return room.id();
    }

    /** Whether it is the room that nobody leaves. */
    public boolean isLobby() {
        return room.isLobby();
    }

    /** The other account of this conversation may be gone. */
    public void doubt() {
        isDoubtful = true;
    }

    /** Whether the store has to be asked first with whom this conversation is. */
    public boolean isDoubtful() {
        return isDoubtful;
    }

    /** Of its history. */
    public String epoch() {
        return stored.epoch();
    }

    /** Of the oldest message that is kept, as far as is known here. */
    public long oldestSeq() {
        return room.oldestSeq();
    }

    /** Of the newest message. */
    public long lastSeq() {
        return room.lastSeq();
    }

    /** Up to where the user has read. */
    public long readSeq() {
        return readSeq;
    }

    /** The user has read up to there; yields whether that is further than before. */
    boolean read(long seq) {
        boolean isFurther = seq > readSeq;
        readSeq = Math.max(readSeq, seq);
        return isFurther;
    }

    /** What a session of the user is told of it. */
    RoomNews.Entered entered(Optional<RequestId> request) {
        return new RoomNews.Entered(
                member.name(),
                name(),
                request,
                epoch(),
                Math.min(oldestSeq(), lastSeq() + 1),
                lastSeq(),
                readSeq,
                stored.isPrivate(),
                stored.topic(),
                stored.topicBy(),
                stored.topicAt().isPresent()
                        ? OptionalLong.of(stored.topicAt().get().toEpochMilli())
                        : OptionalLong.empty());
    }
}
