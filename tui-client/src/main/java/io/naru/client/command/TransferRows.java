package io.naru.client.command;

import static io.naru.client.command.CommandTable.row;
import static io.naru.client.command.Parameter.optionalRest;
import static io.naru.client.command.Parameter.optionalWord;
import static io.naru.client.command.Parameter.rest;
import static io.naru.client.command.Parameter.word;

import io.naru.client.command.Parameter.Kind;
import io.naru.client.command.TransferCommand.Reply;
import io.naru.client.command.TransferCommand.Verb;
import io.naru.common.message.InvalidValueException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The commands about transfers, about files of others and one's own.
 *
 * <p>Threading: immutable.
 */
final class TransferRows {
    private static final List<CommandRow> ROWS = List.of(
            row(
                            "peek",
                            "",
                            "shows the beginning of a file, without downloading it",
                            a -> new TransferCommand.Peek(CommandTable.user(a.get(0)), a.get(1)))
                    .taking(word("USER", Kind.USER), rest("FILE", Kind.REMOTE_FILE)),
            row(
                            "find",
                            "",
                            "searches in the files of everybody here",
                            a -> new TransferCommand.Find(CommandTable.searchWords(a)))
                    .taking(optionalRest("WORDS", Kind.TEXT)),
            row(
                            "send",
                            "",
                            "offers files of yours to somebody",
                            a -> new TransferCommand.Send(CommandTable.user(a.get(0)), Words.of(a.get(1))))
                    .taking(word("USER", Kind.USER), rest("FILE...", Kind.LOCAL_FILES)),
            row(
                            "offers",
                            "",
                            "shows what others offer to you, or answers an offer; ask takes an always back, or tells for"
                                    + " whom it holds",
                            TransferRows::offers)
                    .taking(
                            optionalWord("yes|no|always|ask", Kind.REPLY),
                            optionalWord("NUMBER|USER", Kind.OFFER_OR_USER)),
            row(
                            "queue",
                            "transfers",
                            "shows uploads and downloads; with a word, does that to one of them or to all",
                            TransferRows::queue)
                    .taking(
                            optionalWord("pause|resume|retry|cancel|clear|first|sooner|later|take", Kind.QUEUE_VERB),
                            optionalWord("NUMBER", Kind.TRANSFER)),
            row(
                            "cancel",
                            "",
                            "ends the transfer of that number",
                            a -> new Command.CancelTransfer(CommandTable.number(a.get(0))))
                    .taking(word("NUMBER", Kind.TRANSFER)),
            row(
                            "retry",
                            "",
                            "tries the download of that number again",
                            a -> new Command.RetryTransfer(CommandTable.number(a.get(0))))
                    .taking(word("NUMBER", Kind.TRANSFER)),
            row(
                            "share",
                            "",
                            "shares a folder, too, with everybody or some, or tells what is shared",
                            a -> new Command.Share(first(a)))
                    .taking(optionalRest("FOLDER [as NAME] [for USER,#ROOM]", Kind.LOCAL_FOLDER)),
            row("unshare", "", "shares a folder no more, or nothing at all", a -> new Command.Unshare(first(a)))
                    .taking(optionalRest("NAME", Kind.SHARE)),
            row("rescan", "", "looks again at what is in the shared folders", a -> new Command.Rescan())
                    .taking());

    private TransferRows() {}

    static List<CommandRow> rows() {
        return ROWS;
    }

    private static Optional<String> first(List<String> arguments) {
        return arguments.isEmpty() ? Optional.empty() : Optional.of(arguments.get(0));
    }

    private static Command queue(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Command.ListTransfers();
        }
        String typed = arguments.get(0).toLowerCase(Locale.ROOT);
        Verb verb = Arrays.stream(Verb.values())
                .filter(known -> known.word().equals(typed))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("The queue can do "
                        + Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.joining(", ")) + "."));
        if (arguments.size() == 1 && verb.needsNumber()) {
            throw new InvalidValueException("Which transfer? /queue shows them, i tells the number.");
        }
        OptionalLong number =
                arguments.size() == 1 ? OptionalLong.empty() : OptionalLong.of(CommandTable.number(arguments.get(1)));
        return new TransferCommand.Queue(verb, number);
    }

    private static Command offers(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new TransferCommand.Offers(Optional.empty(), OptionalInt.empty());
        }
        String typed = arguments.get(0).toLowerCase(Locale.ROOT);
        if (typed.equals(TransferCommand.AskAgain.WORD)) {
            return new TransferCommand.AskAgain(
                    arguments.size() == 1 ? Optional.empty() : Optional.of(CommandTable.user(arguments.get(1))));
        }
        Reply reply = Arrays.stream(Reply.values())
                .filter(known -> known.word().equals(typed))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "An offer is answered by yes, no or always; ask USER takes back an" + " always."));
        OptionalInt number = arguments.size() == 1
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.min(Integer.MAX_VALUE, CommandTable.number(arguments.get(1))));
        return new TransferCommand.Offers(Optional.of(reply), number);
    }
}
