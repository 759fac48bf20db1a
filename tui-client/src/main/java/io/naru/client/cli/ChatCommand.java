package io.naru.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code naru chat}: the same conversation, on the screen or line by line.
 *
 * <p>Threading: the main thread.
 */
final class ChatCommand implements Callable<Integer> {
    private final Environment environment;
    private final ConnectOptions options = new ConnectOptions();
    private final OptionSpec plain =
            Specs.flag("--plain", "Read lines from standard input and write lines to standard output; no screen.");
    private final CommandSpec spec = options.addTo(Specs.command(
                    "chat", "Chat on a relay; with --plain line by line, for pipes and screen readers.", this))
            .addOption(plain);

    ChatCommand(Environment environment) {
        this.environment = environment;
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Launch launch = new Launch(environment, spec.commandLine(), options);
        return Specs.isGiven(plain) ? launch.plain() : launch.screenOrPlain();
    }
}
