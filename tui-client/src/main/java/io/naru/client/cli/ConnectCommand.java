package io.naru.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code naru connect}: the screen, for a relay whose name is also that of a command.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "connect", description = "Open the screen on a relay. The same as naru without a command.")
final class ConnectCommand implements Callable<Integer> {
    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectOptions options;

    ConnectCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        return new Launch(environment, spec.commandLine(), options).screenOrPlain();
    }
}
