package io.naru.client.talk;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the relay tells of rooms and of who is in them, told on as it comes; whose question it answers learns that. Which
 * rooms the user is in is its owner's matter.
 *
 * <p>Threading: the agent's.
 */
final class Tidings implements RoomNews.Handler {
    /** Who keeps the rooms. */
    interface Owner {
        /** The user is in a room; {@link #tellEntered} tells it on. */
        void onEntered(RoomNews.Entered entered);

        /** The user isn't in it any more. */
        void onLeft(RoomName room);
    }

    private final EngineEvent.Sink sink;
    private final Questions questions;
    private final Reads reads;
    private final Owner owner;
    private final Set<UserName> online = new HashSet<>();
    /** Who has just come online: being in rooms is nothing new then. */
    private Optional<UserName> comer = Optional.empty();

    private UserName me = UserName.of("nobody");
    private boolean isSnapshotTold;

    Tidings(EngineEvent.Sink sink, Questions questions, Reads reads, Owner owner) {
        this.sink = sink;
        this.questions = questions;
        this.reads = reads;
        this.owner = owner;
    }

    /** Logged in, and nothing is known of who is there. */
    void onUp(UserName as) {
        me = as;
        isSnapshotTold = false;
        comer = Optional.empty();
        online.clear();
    }

    /** All that the relay says by itself after a login has been said. */
    void onSnapshotEnd() {
        isSnapshotTold = true;
    }

    /** Somebody came, or changed, or went. */
    void onPresence(UserName user, boolean isOnline) {
        boolean isComing = isOnline && online.add(user);
        comer = isComing ? Optional.of(user) : Optional.empty();
        if (!isOnline) {
            online.remove(user);
        }
    }

    @Override
    public void onEntered(RoomNews.Entered entered) {
        owner.onEntered(entered);
    }

    /** Tells on that the user is in a room, once its owner has taken it. */
    void tellEntered(RoomNews.Entered entered, boolean isAsked) {
        reads.onKnown(entered.room(), entered.readSeq());
        sink.post(new RoomEvent.Entered(
                entered.room(),
                isAsked,
                entered.isPrivate(),
                entered.topic(),
                entered.topicBy(),
                entered.lastSeq(),
                entered.readSeq()));
    }

    @Override
    public void onJoined(RoomNews.Joined joined) {
        boolean isSnapshot = !isSnapshotTold || comer.equals(Optional.of(joined.user()));
        sink.post(new RoomEvent.MemberSeen(joined.room(), joined.user(), isSnapshot));
    }

    @Override
    public void onLeft(RoomNews.Left left) {
        questions.onDone(left.request());
        if (left.user().equals(me)) {
            owner.onLeft(left.room());
        } else {
            sink.post(new RoomEvent.MemberLeft(left.room(), left.user()));
        }
    }

    @Override
    public void onListed(RoomNews.Listed listed) {
        questions.onListed(listed);
    }

    @Override
    public void onListedEnd(RoomNews.ListedEnd end) {
        questions.onDone(Optional.of(end.request()));
    }

    @Override
    public void onTopicChanged(RoomNews.TopicChanged changed) {
        questions.onDone(changed.request());
        sink.post(new RoomEvent.TopicSet(
                changed.room(), changed.text(), changed.by(), Instant.ofEpochMilli(changed.timeMillis())));
    }

    @Override
    public void onInvited(RoomNews.Invited invited) {
        questions.onDone(invited.request());
        sink.post(new RoomEvent.Invited(invited.room(), invited.user(), invited.by()));
    }

    @Override
    public void onHistoryEnd(RoomNews.HistoryEnd end) {
        questions.onHistoryEnd(end);
    }

    @Override
    public void onRead(RoomNews.Read read) {
        reads.onKnown(read.room(), read.seq());
        sink.post(new RoomEvent.ReadElsewhere(read.room(), read.seq()));
    }
}
