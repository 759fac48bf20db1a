package io.naru.relay.cli;

import io.naru.common.log.LogEvent;
import io.naru.common.log.LogFile;
import io.naru.common.log.Logging;
import io.naru.common.process.Signals;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

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
            names = "--log-file",
            paramLabel = "FILE",
            description = "Where the log goes instead of standard error. SIGHUP opens it anew, for whoever rotates it.")
    private Path logFile;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            converter = ListenAddress.Converter.class,
            description = "Serve figures for Prometheus there, at /metrics. Off by default.")
    private ListenAddress metrics;

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
        if (logFile == null) {
            return serve(config, environment.log(), Optional.empty());
        }
        try (LogFile file = LogFile.open(logFile)) {
            return serve(config, file, Optional.of(file));
        }
    }

    private Integer serve(RelayConfig config, OutputStream log, Optional<LogFile> file) throws IOException {
        Logging logging = Logging.start(log, root.isDebug() ? Logger.Level.ALL : logLevel);
        try {
            return serve(config, file);
        } finally {
            logging.close();
        }
    }

    private RelayConfig config() {
        try {
            RelayConfig config = options.config();
            return metrics == null ? config : config.withMetrics(metrics.known());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), capitalized(e.getMessage()), e);
        }
    }

    private Integer serve(RelayConfig config, Optional<LogFile> file) throws IOException {
        Logger logger = System.getLogger(ServeCommand.class.getName());
        RelayServer server = RelayServer.start(config);
        file.ifPresent(log -> server.addReloadStep(log::reopen));
        Signals.handle("TERM", () -> stop(server));
        Signals.handle("INT", () -> stop(server));
        Signals.handle("HUP", () -> server.requestReload(answer -> {}));
        // For whatever else ends the program.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "relay-exit"));
        warn(server, logger);
        LogEvent.of("ready")
                .with(
                        "listen",
                        server.addresses().stream().map(ServeCommand::shown).collect(Collectors.joining(",")))
                .with("fingerprint", server.fingerprint())
                .withPresent("metrics", server.metricsAddress().map(ServeCommand::shown))
                .with("pid", ProcessHandle.current().pid())
                .log(logger, Logger.Level.INFO);
        return awaitEnd(server);
    }

    private void warn(RelayServer server, Logger logger) {
        if (options.areHashesWeak()) {
            warn("password-cost", "password hashes of cost \"low\" protect nobody; they are for tests alone", logger);
        }
        if (options.isEverybodyTakenPlain() && server.addresses().stream().anyMatch(ServeCommand::isOpenToOthers)) {
            warn(
                    "plain",
                    "other machines may connect without encryption, and their passwords be read on the way",
                    logger);
        }
        if (server.metricsAddress().filter(ServeCommand::isOpenToOthers).isPresent()) {
            warn("metrics", "other machines can read the relay's figures, without any password", logger);
        }
    }

    private static void warn(String option, String why, Logger logger) {
        LogEvent.of("unsafe-option").with("option", option).with("why", why).log(logger, Logger.Level.WARNING);
    }

    private static boolean isOpenToOthers(InetSocketAddress address) {
        return !address.getAddress().isLoopbackAddress();
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
        return value instanceof Enum<?> constant ? WordConverter.word(constant) : value.toString();
    }

    /** As properties files want it: a backslash begins an escape there. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\");
    }

    static String capitalized(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Levels in words. */
    static final class LevelConverter extends WordConverter<Logger.Level> {
        LevelConverter() {
            super(List.of(Logger.Level.DEBUG, Logger.Level.INFO, Logger.Level.WARNING, Logger.Level.ERROR));
        }
    }
}
