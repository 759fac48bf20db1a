package io.naru.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code naru chat}: the same conversation, on the screen or line by line.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "chat", description = "Chat on a relay; with --plain line by line, for pipes and screen readers.")
final class ChatCommand implements Callable<Integer> {
    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectOptions options;

    @Option(
            names = "--plain",
            description = "Read lines from standard input and write lines to standard output; no screen.")
    private boolean plain;

    ChatCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Launch launch = new Launch(environment, spec.commandLine(), options);
        return plain ? launch.plain() : launch.screenOrPlain();
    }
}
