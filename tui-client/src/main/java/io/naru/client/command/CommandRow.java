package io.naru.client.command;

import io.naru.common.message.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One command.
 *
 * @param name without the slash; may be two words
 * @param aliases other names for the same
 * @param parameters in order
 * @param help what it does, in a line
 * @param role who may use it, this one and those above it
 * @param maker makes the command of its arguments: one for each parameter that was given, in order
 */
public record CommandRow(
        String name,
        List<String> aliases,
        List<Parameter> parameters,
        String help,
        Role role,
        Function<List<String>, Command> maker) {
    public CommandRow {
        Objects.requireNonNull(name);
        Objects.requireNonNull(help);
        Objects.requireNonNull(role);
        Objects.requireNonNull(maker);
        aliases = List.copyOf(aliases);
        parameters = List.copyOf(parameters);
    }

    /** How it's typed: {@code /file ls USER [FOLDER]}. */
    public String usage() {
        return usage(name);
    }

    /** How it's typed by one of its names. */
    public String usage(String called) {
        String typed = "/" + called;
        return parameters.isEmpty()
                ? typed
                : typed + parameters.stream().map(Parameter::toString).collect(Collectors.joining(" ", " ", ""));
    }

    /** What it does, and who may use it if not everybody. */
    public String explanation() {
        return switch (role) {
            case MEMBER -> help;
            case OPERATOR -> help + " (operators)";
            case OWNER -> help + " (owners)";
        };
    }

    /** Whether somebody with that role may use it. */
    public boolean isFor(Role held) {
        return held.compareTo(role) >= 0;
    }

    /** Whether the command is called so. */
    public boolean isCalled(String word) {
        return name.equals(word) || aliases.contains(word);
    }

    /** The parameter at that place; the last one for all behind it when it takes the rest. */
    public Optional<Parameter> parameterAt(int place) {
        if (place < parameters.size()) {
            return Optional.of(parameters.get(place));
        }
        return parameters.isEmpty() || !parameters.get(parameters.size() - 1).isRest()
                ? Optional.empty()
                : Optional.of(parameters.get(parameters.size() - 1));
    }
}
