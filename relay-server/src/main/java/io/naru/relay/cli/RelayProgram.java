package io.naru.relay.cli;

import io.naru.common.log.Logging;
import io.naru.common.message.UserName;
import io.naru.relay.crypto.PasswordCost;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/**
 * The commands of {@code naru-relay} and what they have in common: settings from a file, one sentence for whatever goes
 * wrong, and the exit status (0, {@value #FAILURE} for a failure, {@value #USAGE} for a wrong command line).
 *
 * <p>A new command is a line in {@link #commandLine()}.
 *
 * <p>Threading: the main thread.
 */
final class RelayProgram {

    static final int FAILURE = 1;
    static final int USAGE = 2;

    private static final String CONFIG_OPTION = "--config";
    private static final Set<String> NOT_IN_FILES =
            Set.of("config", "help", "version", "print-config", "json", "for", "after");

    private final Environment environment;

    RelayProgram(Environment environment) {
        this.environment = environment;
    }

    /** Runs one command to its end and returns the exit status. Throws nothing that its user could cause. */
    int run(String... arguments) {
        CommandLine commands = commandLine();
        List<String> given = Arrays.asList(arguments);
        try {
            Optional<Path> file = configFile(given);
            if (file.isPresent()) {
                ConfigFile config = ConfigFile.read(file.get(), keys(commands));
                commands.setDefaultValueProvider(config);
                commands.setParameterExceptionHandler((fault, unused) -> usage(fault, given, Optional.of(config)));
            }
        } catch (CommandException e) {
            environment.err().println(sentence(e.getMessage()));
            return USAGE;
        }
        return commands.execute(arguments);
    }

    private CommandLine commandLine() {
        RootCommand root = new RootCommand();
        CommandLine commands = new CommandLine(root);
        commands.addSubcommand(new ServeCommand(environment));
        commands.addSubcommand(new BenchCommand(environment));
        commands.addSubcommand(AccountCommand.commandLine(environment));
        commands.addSubcommand(new CtlCommand(environment));
        commands.addSubcommand(new FingerprintCommand(environment));
        commands.addSubcommand(InviteCommand.commandLine(environment));
        commands.addSubcommand(new AuditCommand(environment));
        commands.addSubcommand(HistoryCommand.commandLine(environment));
        // These reach the commands that were added before, and only those.
        commands.registerConverter(Path.class, new PathConverter());
        commands.registerConverter(UserName.class, new UserNameConverter());
        commands.registerConverter(PasswordCost.class, new PasswordCostConverter());
        commands.setOut(environment.out());
        commands.setErr(environment.err());
        commands.setExpandAtFiles(false);
        commands.setExecutionStrategy(parsed -> execute(root, parsed));
        commands.setParameterExceptionHandler((fault, given) -> usage(fault, Arrays.asList(given), Optional.empty()));
        commands.setExecutionExceptionHandler((fault, command, parsed) -> failure(fault, root.isDebug()));
        return commands;
    }

    private int execute(RootCommand root, ParseResult parsed) {
        // Commands tell their user themselves; one that logs for hours starts its own logging.
        Logging logging = root.isDebug() ? Logging.start(environment.log(), true) : Logging.silent();
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            logging.close();
        }
    }

    private int usage(ParameterException fault, List<String> given, Optional<ConfigFile> config) {
        ArgSpec argument = fault.getArgSpec();
        String origin = argument == null || isGiven(argument, given)
                ? ""
                : config.flatMap(file -> file.origin(argument))
                        .map(place -> " (" + place + ")")
                        .orElse("");
        String command = fault.getCommandLine().getCommandSpec().qualifiedName();
        environment.err().println(sentence(fault.getMessage() + origin) + " See: " + command + " --help");
        return USAGE;
    }

    private static boolean isGiven(ArgSpec argument, List<String> given) {
        return argument instanceof OptionSpec option
                && Arrays.stream(option.names())
                        .anyMatch(name ->
                                given.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "=")));
    }

    private int failure(Exception fault, boolean isDebug) {
        if (fault instanceof IOException) {
            environment.err().println(sentence(fault.getMessage()));
        } else {
            String hint = isDebug ? "" : "; run it again with --debug to see where";
            environment.err().println(sentence("This is a fault in the program itself" + hint));
        }
        if (isDebug) {
            Logging logging = Logging.start(environment.log(), true);
            System.getLogger(RelayProgram.class.getName()).log(Level.DEBUG, "The command failed", fault);
            logging.close();
        }
        return FAILURE;
    }

    private static String sentence(String message) {
        return "naru-relay: " + message + (message.endsWith(".") ? "" : ".");
    }

    /** The file of {@code --config}, which must be known before the command line can be read. */
    private static Optional<Path> configFile(List<String> given) throws CommandException {
        String file = null;
        for (int i = 0; i < given.size() && !given.get(i).equals("--"); i++) {
            String word = given.get(i);
            if (word.startsWith(CONFIG_OPTION + "=")) {
                file = word.substring(CONFIG_OPTION.length() + 1);
            } else if (word.equals(CONFIG_OPTION) && i + 1 < given.size()) {
                file = given.get(i + 1);
            }
        }
        try {
            return Optional.ofNullable(file).map(new PathConverter()::convert);
        } catch (TypeConversionException e) {
            throw new CommandException("The settings file can't be opened: " + e.getMessage(), e);
        }
    }

    /** Every option that some command has; one file may serve them all. */
    private static Set<String> keys(CommandLine commands) {
        Set<String> keys = new TreeSet<>();
        commands.getCommandSpec().options().stream().map(ConfigFile::key).forEach(keys::add);
        commands.getSubcommands().values().forEach(command -> keys.addAll(keys(command)));
        keys.removeAll(NOT_IN_FILES);
        keys.remove("");
        return keys;
    }
}
