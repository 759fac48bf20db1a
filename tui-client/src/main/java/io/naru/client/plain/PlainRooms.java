package io.naru.client.plain;

import io.naru.client.app.Talk;
import io.naru.client.command.RoomCommand;
import io.naru.common.message.RoomName;
import java.util.Optional;

/**
 * What the commands about rooms do in the plain mode, which shows no room of its own.
 *
 * <p>Threading: one thread.
 */
record PlainRooms(Talk talk, PlainOutput output) implements RoomCommand.Handler {
    @Override
    public void onJoin(RoomCommand.Join command) {
        talk.join(command.room(), command.isPrivate());
    }

    @Override
    public void onLeave(RoomCommand.Leave command) {
        Optional<RoomName> room = command.room();
        if (room.isPresent()) {
            talk.leaveRoom(room.get());
        } else {
            output.fails("Which room? /leave #ROOM");
        }
    }

    @Override
    public void onListRooms(RoomCommand.ListRooms command) {
        talk.listRooms();
    }

    @Override
    public void onTopic(RoomCommand.Topic command) {
        talk.setTopic(RoomName.LOBBY, command.text());
    }

    @Override
    public void onInvite(RoomCommand.Invite command) {
        needsScreen();
    }

    @Override
    public void onMessage(RoomCommand.Message command) {
        needsScreen();
    }

    @Override
    public void onQuery(RoomCommand.Query command) {
        needsScreen();
    }

    @Override
    public void onResend(RoomCommand.Resend command) {
        needsScreen();
    }

    @Override
    public void onDrop(RoomCommand.Drop command) {
        needsScreen();
    }

    private void needsScreen() {
        output.fails("That needs the screen.");
    }
}
