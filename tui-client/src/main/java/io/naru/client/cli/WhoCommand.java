package io.naru.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code naru who}: prints who is online.
 *
 * <p>Threading: the main thread.
 */
final class WhoCommand implements Callable<Integer> {
    private final FileCommand files;
    private final CommandSpec spec;

    WhoCommand(Environment environment) {
        this.files = new FileCommand(environment);
        this.spec = files.addTo(Specs.command("who", "Print who is online, and how much they share.", this));
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        return files.errands(command).who().status();
    }
}
