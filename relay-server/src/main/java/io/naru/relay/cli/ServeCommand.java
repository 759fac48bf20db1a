package io.naru.relay.cli;

import io.naru.common.log.Logging;
import io.naru.common.process.Signals;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code naru-relay serve}: runs a relay until it is told to stop by a signal. To be told so is no failure: a relay that
 * stopped in order exits with 0 after SIGTERM and SIGINT.
 *
 * <p>Threading: the main thread; stopping runs on {@code relay-stop}.
 */
@Command(name = "serve", description = "Run a relay in the foreground, until SIGTERM or Ctrl+C.")
final class ServeCommand implements Callable<Integer> {
    private static final Set<String> NOT_SETTINGS =
            Set.of("--config", "--debug", "--help", "--version", "--print-config");

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private ServeOptions options;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            converter = LevelConverter.class,
            description = "The least that is logged: debug, info, warning or error. Default: ${DEFAULT-VALUE}.")
    private Logger.Level logLevel;

    @Option(
            names = "--print-config",
            description = "Print the settings that are in force, in the form that --config reads, and do nothing else.")
    private boolean printsConfig;

    ServeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        RelayConfig config = config();
        if (printsConfig) {
            settings().forEach((key, value) -> environment.out().println(key + " = " + escaped(value)));
            return 0;
        }
        Logging logging = Logging.start(environment.log(), root.isDebug() ? Logger.Level.ALL : logLevel);
        try {
            return serve(config);
        } finally {
            logging.close();
        }
    }

    private RelayConfig config() {
        try {
            return options.config();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), capitalized(e.getMessage()), e);
        }
    }

    private Integer serve(RelayConfig config) throws IOException {
        Logger logger = System.getLogger(ServeCommand.class.getName());
        RelayServer server = RelayServer.start(config);
        Signals.handle("TERM", () -> stop(server));
        Signals.handle("INT", () -> stop(server));
        // For whatever else ends the program.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "relay-exit"));
        if (options.areHashesWeak()) {
            logger.log(
                    Logger.Level.WARNING, "Password hashes of cost \"low\" protect nobody; they are for tests alone");
        }
        if (options.isEverybodyTakenPlain()
                && server.addresses().stream()
                        .anyMatch(address -> !address.getAddress().isLoopbackAddress())) {
            logger.log(
                    Logger.Level.WARNING,
                    "Other machines may connect without encryption, and their passwords be read on the way");
        }
        logger.log(Logger.Level.INFO, "Known to clients by fingerprint={0}", server.fingerprint());
        logger.log(
                Logger.Level.INFO,
                "Ready on {0}",
                server.addresses().stream().map(ServeCommand::shown).collect(Collectors.joining(", ")));
        return awaitEnd(server);
    }

    private static void stop(RelayServer server) {
        new Thread(
                        () -> {
                            server.close();
                            if (server.hasFailed()) {
                                // Its loop may hang, and who waits for its end would do so for ever.
                                System.exit(RelayProgram.FAILURE);
                            }
                        },
                        "relay-stop")
                .start();
    }

    private static int awaitEnd(RelayServer server) {
        try {
            server.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
        return server.hasFailed() ? RelayProgram.FAILURE : 0;
    }

    private static String shown(InetSocketAddress address) {
        return ListenAddress.of(address).toString();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        for (OptionSpec option : spec.options()) {
            Object value = option.getValue();
            if (!NOT_SETTINGS.contains(option.longestName()) && value != null) {
                settings.put(ConfigFile.key(option), text(value));
            }
        }
        return settings;
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(ServeCommand::text).collect(Collectors.joining(","));
        }
        return value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    /** As properties files want it: a backslash begins an escape there. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\");
    }

    static String capitalized(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Levels in words. */
    static final class LevelConverter implements ITypeConverter<Logger.Level> {
        @Override
        public Logger.Level convert(String text) {
            return switch (text) {
                case "debug" -> Logger.Level.DEBUG;
                case "info" -> Logger.Level.INFO;
                case "warning" -> Logger.Level.WARNING;
                case "error" -> Logger.Level.ERROR;
                default -> throw new TypeConversionException("it is debug, info, warning or error, not '" + text + "'");
            };
        }
    }
}
