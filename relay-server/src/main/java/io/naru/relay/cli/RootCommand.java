package io.naru.relay.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code naru-relay} itself: the options of all commands, and nothing to do alone.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "naru-relay",
        description = "A relay for the users of naru: chat, presence and file exchange.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND")
final class RootCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Read settings from this file: one \"option = value\" a line, UTF-8. Options given here win.")
    private Path config;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Write debug lines and the details of faults to the log (standard error).")
    private boolean debug;

    boolean isDebug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command");
    }
}
