package io.naru.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru ls}: prints what is in a folder of somebody's share.
 *
 * <p>Threading: the main thread.
 */
final class LsCommand implements Callable<Integer> {
    private final FileCommand files;
    private final PositionalParamSpec place =
            Specs.needed(0, "USER[:FOLDER]", "Whose share, and which folder in it; the top where none is named.");
    private final CommandSpec spec;

    LsCommand(Environment environment) {
        this.files = new FileCommand(environment);
        this.spec = files.addTo(Specs.command("ls", "Print what is in a folder of somebody's share.", this)
                .addPositional(place));
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        String typed = Specs.text(place)
                .orElseThrow(() -> new ParameterException(command, "Say whose files: naru ls USER[:FOLDER]."));
        return files.errands(command).list(FileCommand.place(command, typed)).status();
    }
}
