package io.naru.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code naru} itself, which is {@code naru connect}.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "naru",
        description = "Chat and exchange files with the people on this relay.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "[COMMAND]")
final class NaruCommand implements Callable<Integer> {
    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectOptions options;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Write debug lines and the details of faults to the log.")
    private boolean debug;

    NaruCommand(Environment environment) {
        this.environment = environment;
    }

    boolean isDebug() {
        return debug;
    }

    @Override
    public Integer call() throws IOException {
        return new Launch(environment, spec.commandLine(), options).screenOrPlain();
    }
}
