package io.naru.common.message;

import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Messages about rooms to octets: the mirror of {@link RoomReader}, method for method.
 *
 * <p>Threading: stateless.
 */
final class RoomWriter {
    private RoomWriter() {}

    static byte[] octets(RoomRequest request) {
        RequestWriter writer = new RequestWriter();
        request.accept(writer);
        return writer.octets;
    }

    static byte[] octets(RoomNews news) {
        NewsWriter writer = new NewsWriter();
        news.accept(writer);
        return writer.octets;
    }

    private static final class RequestWriter implements RoomRequest.Handler {
        private byte[] octets;

        @Override
        public void onJoin(RoomRequest.Join join) {
            octets = FrameEncoder.encode(
                    FrameType.JOIN, join.room().display(), join.request().value(), flag(join.isPrivate(), "private"));
        }

        @Override
        public void onLeave(RoomRequest.Leave leave) {
            octets = FrameEncoder.encode(
                    FrameType.LEAVE, leave.room().display(), leave.request().value());
        }

        @Override
        public void onRooms(RoomRequest.Rooms rooms) {
            octets = FrameEncoder.encode(FrameType.ROOMS, "", rooms.request().value());
        }

        @Override
        public void onTopic(RoomRequest.Topic topic) {
            octets = FrameEncoder.encode(
                    FrameType.TOPIC,
                    topic.text(),
                    topic.room().display(),
                    topic.request().value());
        }

        @Override
        public void onInvite(RoomRequest.Invite invite) {
            octets = FrameEncoder.encode(
                    FrameType.INVITE,
                    invite.user().display(),
                    invite.room().display(),
                    invite.request().value());
        }

        @Override
        public void onHistory(RoomRequest.History history) {
            octets = FrameEncoder.encode(
                    FrameType.HISTORY,
                    room(history.room()),
                    history.request().value(),
                    optional(history.after()),
                    optional(history.before()),
                    Integer.toString(history.limit()),
                    history.query());
        }

        @Override
        public void onRead(RoomRequest.Read read) {
            octets = FrameEncoder.encode(FrameType.READ, read.room().display(), Long.toString(read.seq()));
        }
    }

    private static final class NewsWriter implements RoomNews.Handler {
        private byte[] octets;

        @Override
        public void onEntered(RoomNews.Entered entered) {
            octets = FrameEncoder.encode(
                    FrameType.JOIN,
                    entered.user().display(),
                    entered.room().display(),
                    request(entered.request()),
                    entered.epoch(),
                    Long.toString(entered.oldestSeq()),
                    Long.toString(entered.lastSeq()),
                    Long.toString(entered.readSeq()),
                    flag(entered.isPrivate(), "private"),
                    entered.topic(),
                    entered.topicBy().map(UserName::display).orElse(""),
                    optional(entered.topicMillis()));
        }

        @Override
        public void onJoined(RoomNews.Joined joined) {
            octets = FrameEncoder.encode(
                    FrameType.JOIN, joined.user().display(), joined.room().display());
        }

        @Override
        public void onLeft(RoomNews.Left left) {
            octets = FrameEncoder.encode(
                    FrameType.LEAVE, left.user().display(), left.room().display(), request(left.request()));
        }

        @Override
        public void onListed(RoomNews.Listed listed) {
            octets = FrameEncoder.encode(
                    FrameType.ROOMS,
                    listed.room().display(),
                    listed.request().value(),
                    Long.toString(listed.members()),
                    listed.topic(),
                    flag(listed.isPrivate(), "private"),
                    flag(listed.isMember(), "member"));
        }

        @Override
        public void onListedEnd(RoomNews.ListedEnd end) {
            octets = FrameEncoder.encode(FrameType.ROOMS, "", end.request().value());
        }

        @Override
        public void onTopicChanged(RoomNews.TopicChanged changed) {
            octets = FrameEncoder.encode(
                    FrameType.TOPIC,
                    changed.text(),
                    changed.room().display(),
                    changed.by().display(),
                    Long.toString(changed.timeMillis()),
                    request(changed.request()));
        }

        @Override
        public void onInvited(RoomNews.Invited invited) {
            octets = FrameEncoder.encode(
                    FrameType.INVITE,
                    invited.user().display(),
                    invited.room().display(),
                    invited.by().display(),
                    request(invited.request()));
        }

        @Override
        public void onHistoryEnd(RoomNews.HistoryEnd end) {
            octets = FrameEncoder.encode(
                    FrameType.HISTORY,
                    room(end.room()),
                    end.request().value(),
                    Long.toString(end.at()),
                    flag(end.hasMore(), "more"),
                    end.epoch(),
                    Long.toString(end.oldestSeq()));
        }

        @Override
        public void onRead(RoomNews.Read read) {
            octets = FrameEncoder.encode(FrameType.READ, read.room().display(), Long.toString(read.seq()));
        }
    }

    private static String flag(boolean isSet, String word) {
        return isSet ? word : "";
    }

    private static String room(Optional<RoomName> room) {
        return room.map(RoomName::display).orElse("");
    }

    private static String request(Optional<RequestId> request) {
        return request.map(RequestId::value).orElse("");
    }

    private static String optional(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }
}
