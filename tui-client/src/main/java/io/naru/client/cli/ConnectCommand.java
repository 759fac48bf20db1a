package io.naru.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code naru connect}: the screen, for a relay whose name is also that of a command.
 *
 * <p>Threading: the main thread.
 */
final class ConnectCommand implements Callable<Integer> {
    private final Environment environment;
    private final ConnectOptions options = new ConnectOptions();
    private final CommandSpec spec = options.addTo(
            Specs.command("connect", "Open the screen on a relay. The same as naru without a command.", this));

    ConnectCommand(Environment environment) {
        this.environment = environment;
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        return new Launch(environment, spec.commandLine(), options).screenOrPlain();
    }
}
