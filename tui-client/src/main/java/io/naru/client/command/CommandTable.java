package io.naru.client.command;

import static io.naru.client.command.Parameter.optionalRest;
import static io.naru.client.command.Parameter.optionalWord;
import static io.naru.client.command.Parameter.rest;
import static io.naru.client.command.Parameter.word;

import io.naru.client.command.Parameter.Kind;
import io.naru.common.message.FreeText;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.wire.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All commands, in the order in which the help shows them.
 *
 * <p>Threading: immutable.
 */
public final class CommandTable {
    private static final List<CommandRow> COMMON = List.of(
            row(
                            "help",
                            "",
                            "explains keys and commands, or one command",
                            a -> new Command.Help(first(a).map(CommandTable::withoutSlash)))
                    .taking(optionalRest("COMMAND", Kind.COMMAND)),
            row("bye", "quit exit", "leaves", a -> new Command.Quit()).taking(),
            row(
                            "file ls",
                            "ls browse",
                            "lists the files that somebody shares",
                            a -> new Command.ListFiles(user(a.get(0)), a.size() > 1 ? folder(a.get(1)) : ""))
                    .taking(word("USER", Kind.USER), optionalRest("FOLDER", Kind.REMOTE_FOLDER)),
            row(
                            "file dn",
                            "get",
                            "downloads a file, or a folder with all that is in it",
                            a -> new Command.Download(user(a.get(0)), a.get(1)))
                    .taking(word("USER", Kind.USER), rest("FILE", Kind.REMOTE_FILE)),
            row(
                            "net",
                            "",
                            "tells which ways files can come and go, and what to open; with a user, tests them",
                            a -> new Command.TestNet(first(a).map(CommandTable::user)))
                    .taking(optionalWord("USER", Kind.USER)),
            row("me", "", "says what you do: /me waves", a -> new Command.Act(a.get(0)))
                    .taking(rest("TEXT", Kind.TEXT)),
            row("who", "users", "lists who is online", a -> new Command.ListUsers())
                    .taking(),
            row("whois", "", "tells what is known of somebody", a -> new Command.DescribeUser(user(a.get(0))))
                    .taking(word("USER", Kind.USER)),
            row(
                            "away",
                            "",
                            "tells everybody that you are not at the keyboard",
                            a -> new Command.GoAway(first(a).orElse("")))
                    .taking(optionalRest("TEXT", Kind.TEXT)),
            row("back", "", "tells everybody that you are here again", a -> new Command.ComeBack())
                    .taking(),
            row(
                            "ignore",
                            "",
                            "hides what somebody says, or lists whom you ignore",
                            a -> new Command.Ignore(first(a).map(CommandTable::user)))
                    .taking(optionalWord("USER", Kind.USER)),
            row("unignore", "", "shows what somebody says again", a -> new Command.Unignore(user(a.get(0))))
                    .taking(word("USER", Kind.USER)),
            row(
                            "set",
                            "",
                            "shows the settings, or changes one",
                            a -> new Command.SetSetting(
                                    first(a), a.size() > 1 ? Optional.of(a.get(1)) : Optional.empty()))
                    .taking(optionalWord("NAME", Kind.SETTING), optionalRest("VALUE", Kind.SETTING_VALUE)),
            row("clear", "", "empties the chat on this screen", a -> new Command.Clear())
                    .taking(),
            row("reconnect", "", "tries to reach the relay at once", a -> new Command.Reconnect())
                    .taking());

    private static final List<CommandRow> ROWS = Stream.of(
                    COMMON, TransferRows.rows(), RoomRows.rows(), MessageRows.rows(), TrustRows.rows())
            .flatMap(List::stream)
            .toList();

    private CommandTable() {}

    /** All commands. */
    public static List<CommandRow> rows() {
        return ROWS;
    }

    /** The command of that name or alias, without the slash and in small letters. */
    public static Optional<CommandRow> named(String name) {
        return ROWS.stream().filter(row -> row.isCalled(name)).findFirst();
    }

    /** Every name and alias, in the order of the table. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (CommandRow row : ROWS) {
            names.add(row.name());
            names.addAll(row.aliases());
        }
        return names;
    }

    /** A row whose parameters are still to be told. */
    record Unfinished(String name, String aliases, String help, Role role, Function<List<String>, Command> maker) {
        Unfinished forRole(Role needed) {
            return new Unfinished(name, aliases, help, needed, maker);
        }

        CommandRow taking(Parameter... parameters) {
            List<String> names = aliases.isEmpty() ? List.of() : List.of(aliases.split(" "));
            return new CommandRow(name, names, List.of(parameters), help, role, maker);
        }
    }

    static Unfinished row(String name, String aliases, String help, Function<List<String>, Command> maker) {
        return new Unfinished(name, aliases, help, Role.MEMBER, maker);
    }

    private static Optional<String> first(List<String> arguments) {
        return arguments.isEmpty() ? Optional.empty() : Optional.of(arguments.get(0));
    }

    static UserName user(String argument) {
        try {
            return UserName.of(argument);
        } catch (InvalidValueException e) {
            throw new InvalidValueException("No user can be called that. " + e.getMessage());
        }
    }

    /** Slashes at the ends are how people write folders, not part of what they're called. */
    private static String folder(String argument) {
        int start = 0;
        int end = argument.length();
        while (start < end && argument.charAt(start) == '/') {
            start++;
        }
        while (end > start && argument.charAt(end - 1) == '/') {
            end--;
        }
        return argument.substring(start, end);
    }

    static long number(String argument) {
        boolean isNumber = !argument.isEmpty()
                && argument.length() <= 18
                && argument.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw new InvalidValueException("A transfer is named by its number; /queue shows the numbers.");
        }
        return Long.parseLong(argument);
    }

    /** Free text as one line of a bounded length. */
    static String line(String what, String typed, int octetsMax) {
        String line = FreeText.scrub(typed.replace('\n', ' ').replace('\t', ' '));
        if (FreeText.octets(line) > octetsMax) {
            throw new InvalidValueException(what + " has " + octetsMax + " octets at most.");
        }
        return line;
    }

    /** What is searched, where something is given. */
    static String searchWords(List<String> arguments) {
        return arguments.isEmpty() ? "" : line("A search", arguments.get(0), Limits.QUERY_OCTETS);
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
