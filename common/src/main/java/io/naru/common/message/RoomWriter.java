package io.naru.common.message;

import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;

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
                    OptionalField.text(history.room(), RoomName::display),
                    history.request().value(),
                    OptionalField.text(history.after()),
                    OptionalField.text(history.before()),
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
                    OptionalField.text(entered.request(), RequestId::value),
                    entered.epoch(),
                    Long.toString(entered.oldestSeq()),
                    Long.toString(entered.lastSeq()),
                    Long.toString(entered.readSeq()),
                    flag(entered.isPrivate(), "private"),
                    entered.topic(),
                    OptionalField.text(entered.topicBy(), UserName::display),
                    OptionalField.text(entered.topicMillis()));
        }

        @Override
        public void onJoined(RoomNews.Joined joined) {
            octets = FrameEncoder.encode(
                    FrameType.JOIN, joined.user().display(), joined.room().display());
        }

        @Override
        public void onLeft(RoomNews.Left left) {
            octets = FrameEncoder.encode(
                    FrameType.LEAVE,
                    left.user().display(),
                    left.room().display(),
                    OptionalField.text(left.request(), RequestId::value));
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
                    OptionalField.text(changed.request(), RequestId::value));
        }

        @Override
        public void onInvited(RoomNews.Invited invited) {
            octets = FrameEncoder.encode(
                    FrameType.INVITE,
                    invited.user().display(),
                    invited.room().display(),
                    invited.by().display(),
                    OptionalField.text(invited.request(), RequestId::value));
        }

        @Override
        public void onHistoryEnd(RoomNews.HistoryEnd end) {
            octets = FrameEncoder.encode(
                    FrameType.HISTORY,
                    OptionalField.text(end.room(), RoomName::display),
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
}
