package io.naru.client.command;

import static io.naru.client.command.CommandTable.row;
import static io.naru.client.command.Parameter.optionalRest;
import static io.naru.client.command.Parameter.rest;

import io.naru.client.command.Parameter.Kind;
import java.util.List;

/**
 * The commands about messages that were said before.
 *
 * <p>Threading: immutable.
 */
final class MessageRows {
    private static final List<CommandRow> ROWS = List.of(
            row(
                            "search",
                            "",
                            "searches what was said in your rooms, as far back as the relay keeps it",
                            a -> new MessageCommand.Search(CommandTable.searchWords(a)))
                    .taking(optionalRest("WORDS", Kind.TEXT)),
            row(
                            "reply",
                            "",
                            "answers the marked message, or the last one of somebody else",
                            a -> new MessageCommand.Reply(a.get(0)))
                    .taking(rest("TEXT", Kind.TEXT)));

    private MessageRows() {}

    static List<CommandRow> rows() {
        return ROWS;
    }
}
