package io.naru.client.command;

import io.naru.client.command.Parameter.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What could be completed at the end of a text: the name of a command, or one of its arguments, or a name in a message.
 *
 * @param kind what it is; empty for the name of the command itself
 * @param start where in the text it begins
 * @param typed what is there of it; of several files the last one, without its quotes
 * @param before the arguments that stand before it
 */
public record CompletionPoint(Optional<Kind> kind, int start, String typed, List<String> before) {
    public CompletionPoint {
        before = List.copyOf(before);
    }

    /**
     * Looks at what stands before the cursor.
     *
     * @param text from the beginning of the line to the cursor
     * @return empty where there is nothing to complete
     */
    public static Optional<CompletionPoint> in(String text) {
        if (!text.startsWith("/") || text.startsWith("//")) {
            int start = wordStart(text);
            return Optional.of(new CompletionPoint(Optional.of(Kind.USER), start, text.substring(start), List.of()));
        }
        String typed = text.substring(1);
        Optional<CommandParser.Call> call = CommandParser.call(typed);
        boolean isNameDone = call.isPresent() && hasBlankBehind(typed, call.get());
        if (!isNameDone) {
            return Optional.of(new CompletionPoint(Optional.empty(), 1, typed.toLowerCase(Locale.ROOT), List.of()));
        }
        return argument(text, call.get());
    }

    /** Whether the command's name ended before the cursor, so that it can't become a longer one. */
    private static boolean hasBlankBehind(String typed, CommandParser.Call call) {
        return !call.rest().isEmpty() || Character.isWhitespace(typed.charAt(typed.length() - 1));
    }

    private static Optional<CompletionPoint> argument(String text, CommandParser.Call call) {
        int start = text.length() - call.rest().length();
        int place = 0;
        List<String> before = new ArrayList<>();
        while (place < call.row().parameters().size()) {
            Parameter parameter = call.row().parameters().get(place);
            int end = blankAt(text, start);
            if (parameter.kind() == Kind.LOCAL_FILES) {
                Words.Word last = Words.last(text.substring(start));
                return Optional.of(
                        new CompletionPoint(Optional.of(parameter.kind()), start + last.start(), last.text(), before));
            }
            if (parameter.isRest() || end == text.length()) {
                return Optional.of(
                        new CompletionPoint(Optional.of(parameter.kind()), start, text.substring(start), before));
            }
            before.add(text.substring(start, end));
            start = notBlankAt(text, end);
            place++;
        }
        return Optional.empty();
    }

    private static int wordStart(String text) {
        int start = text.length();
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int blankAt(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int notBlankAt(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
