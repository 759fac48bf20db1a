package io.naru.client.app;

import io.naru.client.agent.Agent;
import io.naru.client.talk.Talking;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomRequest;
import io.naru.common.message.UserName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The door from any thread to the chat that is the agent's.
 *
 * <p>Threading: any thread.
 */
final class AgentTalk implements Talk {
    private final Agent agent;
    private final Talking talking;

    AgentTalk(Agent agent, Talking talking) {
        this.agent = agent;
        this.talking = talking;
    }

    @Override
    public void say(MessageId id, RoomName room, String text, OptionalLong replyTo) {
        agent.execute(() -> talking.say(id, room, text, replyTo));
    }

    @Override
    public void resend(MessageId id) {
        agent.execute(() -> talking.resend(id));
    }

    @Override
    public void drop(MessageId id) {
        agent.execute(() -> talking.drop(id));
    }

    @Override
    public void join(RoomName room, boolean isPrivate) {
        agent.execute(() -> talking.ask(id -> new RoomRequest.Join(room, id, isPrivate)));
    }

    @Override
    public void leaveRoom(RoomName room) {
        agent.execute(() -> talking.ask(id -> new RoomRequest.Leave(room, id)));
    }

    @Override
    public void listRooms() {
        agent.execute(talking::listRooms);
    }

    @Override
    public void setTopic(RoomName room, String text) {
        agent.execute(() -> talking.ask(id -> new RoomRequest.Topic(text, room, id)));
    }

    @Override
    public void invite(RoomName room, UserName user) {
        agent.execute(() -> talking.ask(id -> new RoomRequest.Invite(user, room, id)));
    }

    @Override
    public void markRead(RoomName room, long seq) {
        agent.execute(() -> talking.markRead(room, seq));
    }

    @Override
    public void past(RoomName room, long request, OptionalLong before, int limit) {
        agent.execute(() -> talking.past(room, request, before, limit));
    }

    @Override
    public void around(RoomName room, long request, long seq) {
        agent.execute(() -> talking.around(room, request, seq));
    }

    @Override
    public void search(long request, String words, Optional<RoomName> room, OptionalLong from) {
        agent.execute(() -> talking.search(request, words, room, from));
    }
}
