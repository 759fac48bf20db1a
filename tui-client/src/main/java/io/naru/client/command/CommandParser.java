package io.naru.client.command;

import io.naru.common.message.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a typed line. What doesn't begin with a slash is said to everybody; so is what begins with two, without the
 * first of them.
 *
 * <p>Threading: stateless.
 */
public final class CommandParser {
    private CommandParser() {}

    /**
     * What the line asks for.
     *
     * @param line as typed; may hold LF
     */
    public static TypedLine parse(String line) {
        if (!line.startsWith("/")) {
            return new TypedLine.Understood(new Command.Say(line));
        }
        if (line.startsWith("//")) {
            return new TypedLine.Understood(new Command.Say(line.substring(1)));
        }
        Optional<Call> call = call(line.substring(1));
        return call.isPresent() ? parse(call.get()) : refuseUnknown(line);
    }

    /**
     * The command that the line begins with, as far as there is one.
     *
     * @param row which one
     * @param name how it was called
     * @param rest what stands behind the name, without the blanks between
     */
    record Call(CommandRow row, String name, String rest) {}

    /** Finds the command; names of two words before those of one. */
    static Optional<Call> call(String typed) {
        String first = wordAt(typed, 0);
        String afterFirst = afterBlanks(typed, first.length());
        String second = wordAt(afterFirst, 0);
        String two = folded(first + " " + second);
        if (!second.isEmpty() && CommandTable.named(two).isPresent()) {
            String rest = afterBlanks(afterFirst, second.length());
            return Optional.of(new Call(CommandTable.named(two).get(), two, rest));
        }
        String one = folded(first);
        return CommandTable.named(one).map(row -> new Call(row, one, afterFirst));
    }

    private static TypedLine parse(Call call) {
        CommandRow row = call.row();
        List<String> arguments = arguments(row, call.rest());
        long needed = row.parameters().stream()
                .filter(parameter -> !parameter.isOptional())
                .count();
        if (arguments.size() < needed) {
            Parameter missing = row.parameters().get(arguments.size());
            return refuse(row, call.name(), "/" + call.name() + " needs a " + missing.name() + ".");
        }
        if (arguments.size() > row.parameters().size()) {
            String most = row.parameters().isEmpty() ? "nothing behind it" : "no more than that";
            return refuse(row, call.name(), "/" + call.name() + " takes " + most + ".");
        }
        try {
            return new TypedLine.Understood(row.maker().apply(arguments));
        } catch (InvalidValueException e) {
            return refuse(row, call.name(), e.getMessage());
        }
    }

    /** One argument for each parameter; what is left over is one more. */
    private static List<String> arguments(CommandRow row, String typed) {
        List<String> arguments = new ArrayList<>();
        String left = typed.strip();
        for (Parameter parameter : row.parameters()) {
            if (left.isEmpty()) {
                return arguments;
            }
            String argument = parameter.isRest() ? left : wordAt(left, 0);
            arguments.add(argument);
            left = afterBlanks(left, argument.length());
        }
        if (!left.isEmpty()) {
            arguments.add(left);
        }
        return arguments;
    }

    private static TypedLine refuse(CommandRow row, String name, String sentence) {
        return new TypedLine.Refused(sentence + " Usage: " + row.usage(name));
    }

    private static TypedLine refuseUnknown(String line) {
        String typed = line.strip();
        if (wordAt(typed, 1).isEmpty()) {
            return new TypedLine.Refused("A command's name is missing behind the slash. /help lists all commands.");
        }
        String name = wordAt(typed, 1);
        String second = wordAt(afterBlanks(typed, 1 + name.length()), 0);
        boolean beginsTwo = CommandTable.names().stream().anyMatch(known -> known.startsWith(folded(name) + " "));
        String called = beginsTwo && !second.isEmpty() ? name + " " + second : name;
        String nearest = nearest(folded(called))
                .map(near -> " The nearest one is /" + near + ".")
                .orElse("");
        return new TypedLine.Refused("There is no command /" + called + "." + nearest
                + " /help lists all commands; // begins a message with a slash.");
    }

    private static Optional<String> nearest(String called) {
        Optional<String> longer = CommandTable.names().stream()
                .filter(known -> called.length() > 1 && known.startsWith(called))
                .findFirst();
        return longer.isPresent() ? longer : Nearest.to(called, CommandTable.names());
    }

    private static String wordAt(String text, int start) {
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private static String afterBlanks(String text, int from) {
        int start = from;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
