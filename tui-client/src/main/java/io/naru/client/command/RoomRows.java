package io.naru.client.command;

import static io.naru.client.command.CommandTable.row;
import static io.naru.client.command.Parameter.optionalRest;
import static io.naru.client.command.Parameter.optionalWord;
import static io.naru.client.command.Parameter.rest;
import static io.naru.client.command.Parameter.word;

import io.naru.client.command.Parameter.Kind;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.RoomName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The commands about rooms, conversations and messages that weren't sent.
 *
 * <p>Threading: immutable.
 */
final class RoomRows {
    private static final List<CommandRow> ROWS = List.of(
            row(
                            "join",
                            "",
                            "enters a room, or makes it; with private, others need an invitation",
                            a -> new RoomCommand.Join(room(a.get(0)), a.size() > 1 && isPrivate(a.get(1))))
                    .taking(word("#ROOM", Kind.ROOM), optionalWord("private", Kind.PRIVATE)),
            row("leave", "part", "leaves this room, or another one", a -> new RoomCommand.Leave(firstRoom(a)))
                    .taking(optionalWord("#ROOM", Kind.ROOM)),
            row("rooms", "list", "lists the rooms; Enter goes into one", a -> new RoomCommand.ListRooms())
                    .taking(),
            row("topic", "", "tells what this room is about, or says it", a -> new RoomCommand.Topic(text(a)))
                    .taking(optionalRest("TEXT", Kind.TEXT)),
            row(
                            "invite",
                            "",
                            "lets somebody into this private room",
                            a -> new RoomCommand.Invite(CommandTable.user(person(a.get(0)))))
                    .taking(word("USER", Kind.USER)),
            row(
                            "msg",
                            "m",
                            "says something to one user alone, online or not",
                            a -> new RoomCommand.Message(CommandTable.user(person(a.get(0))), a.get(1)))
                    .taking(word("USER", Kind.USER), rest("TEXT", Kind.TEXT)),
            row(
                            "query",
                            "",
                            "opens what you and somebody say to each other alone",
                            a -> new RoomCommand.Query(CommandTable.user(person(a.get(0)))))
                    .taking(word("USER", Kind.USER)),
            row(
                            "resend",
                            "",
                            "sends again what wasn't sent here, or one message of it by its number",
                            a -> new RoomCommand.Resend(number(a)))
                    .taking(optionalWord("NUMBER", Kind.TEXT)),
            row(
                            "drop",
                            "",
                            "forgets what wasn't sent here, or one message of it by its number",
                            a -> new RoomCommand.Drop(number(a)))
                    .taking(optionalWord("NUMBER", Kind.TEXT)));

    private RoomRows() {}

    static List<CommandRow> rows() {
        return ROWS;
    }

    private static Optional<RoomName> firstRoom(List<String> arguments) {
        return arguments.isEmpty() ? Optional.empty() : Optional.of(room(arguments.get(0)));
    }

    /** With its sign or without: {@code dev} is {@code #dev}. */
    private static RoomName room(String argument) {
        boolean hasSign = argument.startsWith("#") || argument.startsWith("@");
        return RoomName.of(hasSign ? argument : "#" + argument);
    }

    /** A user may be written as the tab of the conversation shows it. */
    private static String person(String argument) {
        return argument.startsWith("@") ? argument.substring(1) : argument;
    }

    private static boolean isPrivate(String argument) {
        if (argument.toLowerCase(Locale.ROOT).equals("private")) {
            return true;
        }
        throw new InvalidValueException("Behind the room comes private, or nothing.");
    }

    private static String text(List<String> arguments) {
        return arguments.isEmpty() ? "" : arguments.get(0);
    }

    private static OptionalInt number(List<String> arguments) {
        if (arguments.isEmpty()) {
            return OptionalInt.empty();
        }
        String typed = arguments.get(0);
        boolean isNumber =
                typed.length() <= 4 && typed.chars().allMatch(c -> c >= '0' && c <= '9') && !typed.matches("0+");
        if (!isNumber) {
            throw new InvalidValueException("Messages that weren't sent are counted from 1, the oldest one.");
        }
        return OptionalInt.of(Integer.parseInt(typed));
    }
}
