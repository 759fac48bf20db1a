package io.naru.client.share;

import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is online and in the rooms that this user is in, as the relay tells it. Of other rooms nothing is known. Without a link
 * nobody is in any room.
 *
 * <p>Threading: written by the agent; read by any thread.
 */
final class RoomPeople implements RoomNews.Handler {
    private final Map<RoomName, Set<UserName>> members = new ConcurrentHashMap<>();

    /** Whether somebody is in a room, as far as known. The lobby is everybody's. */
    boolean isIn(UserName user, RoomName room) {
        return room.equals(RoomName.LOBBY)
                || members.getOrDefault(room, Set.of()).contains(user);
    }

    void onDown() {
        members.clear();
    }

    /** Somebody went offline. Whoever comes back under the name may be somebody else, and is told of with the rooms. */
    void onGone(UserName user) {
        members.values().forEach(each -> each.remove(user));
    }

    @Override
    public void onEntered(RoomNews.Entered entered) {
        members.computeIfAbsent(entered.room(), room -> ConcurrentHashMap.newKeySet());
    }

    @Override
    public void onJoined(RoomNews.Joined joined) {
        members.computeIfAbsent(joined.room(), room -> ConcurrentHashMap.newKeySet())
                .add(joined.user());
    }

    @Override
    public void onLeft(RoomNews.Left left) {
        members.getOrDefault(left.room(), ConcurrentHashMap.newKeySet()).remove(left.user());
    }

    /** This user is in a room no more: who is in there isn't told any longer. */
    void onLeftByMe(RoomName room) {
        members.remove(room);
    }

    @Override
    public void onListed(RoomNews.Listed listed) {
        // Tells of a room, not of who is in it.
    }

    @Override
    public void onListedEnd(RoomNews.ListedEnd end) {
        // Nothing of members.
    }

    @Override
    public void onTopicChanged(RoomNews.TopicChanged changed) {
        // Nothing of members.
    }

    @Override
    public void onInvited(RoomNews.Invited invited) {
        // Who is invited isn't in there yet.
    }

    @Override
    public void onHistoryEnd(RoomNews.HistoryEnd end) {
        // Nothing of members.
    }

    @Override
    public void onRead(RoomNews.Read read) {
        // Nothing of members.
    }
}
