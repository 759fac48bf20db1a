package io.naru.client.update;

import io.naru.client.command.RoomCommand;
import io.naru.client.state.Room;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the typed commands about rooms and messages do on the screen.
 *
 * <p>Threading: made for one event.
 */
final class RoomCommands implements RoomCommand.Handler {
    private static final String NO_LINK = "There is no link to the relay just now. Try that again when it is back.";

    private final Turn turn;
    private final ChatLines chat;

    RoomCommands(Turn turn) {
        this.turn = turn;
        this.chat = new ChatLines(turn);
    }

    @Override
    public void onJoin(RoomCommand.Join command) {
        join(command.room(), command.isPrivate());
    }

    /** Goes to a room, entering it where the user isn't in it yet. */
    void join(RoomName name, boolean isPrivate) {
        Optional<Room> room = turn.room(name);
        if (name.isDirect()) {
            converse(name);
        } else if (room.isPresent()
                && (room.get().isLobby() || room.get().about().isEntered())) {
            new Tabs(turn).show(name);
        } else if (turn.link.isUp()) {
            turn.effect(new RoomEffect.Join(name, isPrivate));
        } else {
            chat.error(NO_LINK);
        }
    }

    private void converse(RoomName name) {
        if (!hasHistory()) {
            return;
        }
        boolean isKnown =
                turn.room(name).filter(room -> room.about().isEntered()).isPresent();
        new Tabs(turn).opened(name);
        new Tabs(turn).show(name);
        if (!isKnown && turn.link.isUp()) {
            turn.effect(new RoomEffect.Join(name, false));
        }
    }

    /** Whether the relay knows more than the lobby; says so if it doesn't. */
    private boolean hasHistory() {
        boolean has = turn.rooms().get(0).reach().hasHistory();
        if (!has) {
            chat.error(turn.link.isUp() ? "This relay has the lobby and no other room." : NO_LINK);
        }
        return has;
    }

    @Override
    public void onLeave(RoomCommand.Leave command) {
        RoomName name = command.room().orElse(turn.room().id());
        Optional<Room> room = turn.room(name);
        if (room.isEmpty()) {
            chat.error("You aren't in " + name.display() + ".");
        } else if (room.get().isLobby()) {
            chat.error("Everybody is in " + name.display() + " and stays there; /bye leaves Naru.");
        } else if (!room.get().pending().isEmpty()) {
            chat.error("What you wrote in " + name.display()
                    + " isn't sent yet. There, /resend sends it again and /drop" + " forgets it.");
        } else if (!room.get().about().isEntered()) {
            new Tabs(turn).close(name);
        } else if (turn.link.isUp()) {
            turn.effect(new RoomEffect.Leave(name));
        } else {
            chat.error(NO_LINK);
        }
    }

    @Override
    public void onListRooms(RoomCommand.ListRooms command) {
        if (turn.link.isUp()) {
            turn.effect(new RoomEffect.ListRooms());
        } else {
            chat.error(NO_LINK);
        }
    }

    @Override
    public void onTopic(RoomCommand.Topic command) {
        Room room = turn.room();
        if (room.id().isDirect()) {
            chat.error("A conversation has no topic.");
        } else if (!command.text().isEmpty()) {
            turn.effect(new RoomEffect.SetTopic(room.id(), command.text()));
        } else if (room.topic().isEmpty()) {
            chat.local(room.name() + " has no topic. /topic TEXT sets one.");
        } else {
            String by = room.about().topicBy().map(name -> " (by " + name + ")").orElse("");
            chat.local(room.name() + " is about: " + room.topic() + by);
        }
    }

    @Override
    public void onInvite(RoomCommand.Invite command) {
        Room room = turn.room();
        if (room.isLobby() || room.id().isDirect()) {
            chat.error("Nobody needs an invitation here. Go to a private room first, then invite from there.");
        } else {
            turn.effect(new RoomEffect.Invite(room.id(), command.user()));
        }
    }

    @Override
    public void onMessage(RoomCommand.Message command) {
        if (!hasHistory()) {
            new OwnMessages(turn).clearComposer();
            return;
        }
        RoomName name = conversation(command.user());
        Optional<Room> room = new Tabs(turn).opened(name);
        long before = turn.ids.next();
        room.ifPresent(opened -> new OwnMessages(turn).say(opened, command.text(), OptionalLong.empty()));
        if (turn.ids.next() > before && !turn.room().id().equals(name)) {
            int number = turn.indexOf(name) + 1;
            String key =
                    number <= 9 ? "Alt+" + number : "/query " + command.user().display();
            turn.hint("Said to " + command.user().display() + " alone; " + key + " shows the conversation.");
        }
    }

    @Override
    public void onQuery(RoomCommand.Query command) {
        converse(conversation(command.user()));
    }

    private static RoomName conversation(UserName user) {
        return RoomName.of("@" + user.display());
    }

    @Override
    public void onResend(RoomCommand.Resend command) {
        new OwnMessages(turn).resend(command.number());
    }

    @Override
    public void onDrop(RoomCommand.Drop command) {
        new OwnMessages(turn).drop(command.number());
    }
}
