package io.naru.relay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code naru-relay history}: what is kept of what was said, while no relay serves it.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "history", description = "Look after what is kept of what was said, while the relay doesn't run.")
final class HistoryCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private HistoryCommand() {}

    static CommandLine commandLine(Environment environment) {
        CommandLine history = new CommandLine(new HistoryCommand());
        history.addSubcommand(new NewEpoch(environment));
        return history;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the history");
    }
}
