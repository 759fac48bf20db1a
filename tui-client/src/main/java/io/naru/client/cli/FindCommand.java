package io.naru.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru find}: searches everybody's shares.
 *
 * <p>Threading: the main thread.
 */
final class FindCommand implements Callable<Integer> {
    private final FileCommand files;
    private final PositionalParamSpec words = Specs.parameters(0, "WORD", "All of them must be in a file's path.");
    private final CommandSpec spec;

    FindCommand(Environment environment) {
        this.files = new FileCommand(environment);
        this.spec = files.addTo(Specs.command("find", "Search the shares of everybody who is online.", this)
                .addPositional(words));
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        String typed = String.join(" ", Specs.texts(words)).strip();
        if (typed.isEmpty()) {
            throw new ParameterException(command, "Say what to look for: naru find WORD...");
        }
        return files.errands(command).find(typed).status();
    }
}
