package io.naru.client.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/**
 * The parts that commands are described with. They are put together by calls, since finding annotations by reflection
 * would cost each start of the screen as much again as all else that the library of commands does.
 *
 * <p>Threading: stateless; the specs belong to the main thread.
 */
final class Specs {
    private Specs() {}

    /** A command that carries out the action; its result is the exit status. */
    static CommandSpec command(String name, String description, Callable<Integer> action) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(action).name(name).versionProvider(new Version());
        spec.usageMessage().description(description);
        return spec;
    }

    /** An option that is there or isn't; ask {@link #isGiven}. */
    static OptionSpec flag(String name, String description) {
        return flagBuilder(description, name).build();
    }

    /** A flag of this command and all below it. */
    static OptionSpec flagOfAll(String name, String description) {
        return flagBuilder(description, name).scopeType(ScopeType.INHERIT).build();
    }

    /** {@code --help} of this command and all below it. */
    static OptionSpec help() {
        return flagBuilder("Show this help message and exit.", "-h", "--help")
                .scopeType(ScopeType.INHERIT)
                .usageHelp(true)
                .build();
    }

    /** {@code --version} of this command and all below it. */
    static OptionSpec version() {
        return flagBuilder("Print version information and exit.", "-V", "--version")
                .scopeType(ScopeType.INHERIT)
                .versionHelp(true)
                .build();
    }

    /** An option with a text; ask {@link #text(OptionSpec)}. */
    static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** A text at a place among those without an option's name, counted from 0; it may be left out. */
    static PositionalParamSpec parameter(int place, String label, String description) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(place))
                .type(String.class)
                .arity("0..1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    /**
     * A text at a place among those without an option's name, counted from 0. Help shows that it is needed; who runs the
     * command looks whether it is there, and has better words for it than the library.
     */
    static PositionalParamSpec needed(int place, String label, String description) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(place))
                .type(String.class)
                .arity("1")
                .required(false)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** One text or more without an option's name; ask {@link #texts}. */
    static PositionalParamSpec parameters(int from, String label, String description) {
        return PositionalParamSpec.builder()
                .index(from + "..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1..*")
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** What was given for the parameters, in order. */
    static List<String> texts(PositionalParamSpec parameters) {
        List<String> given = parameters.getValue();
        return given == null ? List.of() : List.copyOf(given);
    }

    /** Whether the flag was on the command line. */
    static boolean isGiven(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    /** What was given for the option. */
    static Optional<String> text(OptionSpec option) {
        return Optional.ofNullable(option.getValue());
    }

    /** What was given for the parameter. */
    static Optional<String> text(PositionalParamSpec parameter) {
        return Optional.ofNullable(parameter.getValue());
    }

    private static OptionSpec.Builder flagBuilder(String description, String... names) {
        return OptionSpec.builder(names).type(boolean.class).arity("0").description(description);
    }
}
