package io.naru.client.cli;

import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru put}: offers files to somebody and waits until they are there.
 *
 * <p>Threading: the main thread.
 */
final class PutCommand implements Callable<Integer> {
    private final Environment environment;
    private final FileCommand files;
    private final PositionalParamSpec user = Specs.needed(0, "USER", "Who is to have them.");
    private final PositionalParamSpec paths = Specs.parameters(1, "FILE", "What to send.");
    private final CommandSpec spec;

    PutCommand(Environment environment) {
        this.environment = environment;
        this.files = new FileCommand(environment);
        this.spec = files.addTo(Specs.command(
                        "put",
                        "Offer files, or folders, to somebody who is online, and wait until they are fetched.",
                        this)
                .addPositional(user)
                .addPositional(paths));
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        String typed = Specs.text(user)
                .orElseThrow(() -> new ParameterException(command, "Say to whom: naru put USER FILE..."));
        List<Path> sent = Specs.texts(paths).stream()
                .map(path -> environment.folders().resolve(path, environment.workingFolder()))
                .toList();
        for (Path each : sent) {
            if (!Files.isReadable(each)) {
                throw new CommandException("There is no " + each + " that can be read.");
            }
        }
        UserName whom = FileCommand.user(command, typed);
        return FileCommand.stoppably(files.errands(command, files.settings()), errands -> errands.put(whom, sent));
    }
}
