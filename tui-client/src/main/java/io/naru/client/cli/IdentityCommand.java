package io.naru.client.cli;

import io.naru.client.trust.TrustFiles;
import io.naru.common.identity.Identity;
import io.naru.common.identity.IdentityFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru identity}: the key of this install.
 *
 * <p>Threading: the main thread.
 */
final class IdentityCommand implements Callable<Integer> {
    private final Environment environment;
    private final PositionalParamSpec exportFile =
            Specs.needed(0, "FILE", "A new file; it can be read by you only. Keep it like a key.");
    private final PositionalParamSpec importFile =
            Specs.needed(0, "FILE", "An exported identity. It isn't taken where there is one already.");
    private final CommandSpec export = Specs.command(
            "export", "Write the key of this computer to a file, to use it on another one.", this::export);
    private final CommandSpec importing =
            Specs.command("import", "Take over a key that was exported on another computer.", this::importFrom);
    private final CommandSpec spec =
            Specs.command("identity", "Show the fingerprint by which others know you, and the file of your key.", this);

    IdentityCommand(Environment environment) {
        this.environment = environment;
        spec.addSubcommand("show", Specs.command("show", "The same as without a word.", this));
        spec.addSubcommand("export", export.addPositional(exportFile));
        spec.addSubcommand("import", importing.addPositional(importFile));
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        TrustFiles trust = new TrustFiles(environment.folders().data(), environment.clock());
        tell(trust.identity(), trust.identityFile());
        return 0;
    }

    private int export() throws IOException {
        TrustFiles trust = new TrustFiles(environment.folders().data(), environment.clock());
        Path target = file(export.commandLine(), exportFile);
        trust.identity();
        tell(IdentityFile.export(trust.identityFile(), target), target);
        return 0;
    }

    private int importFrom() throws IOException {
        TrustFiles trust = new TrustFiles(environment.folders().data(), environment.clock());
        Path source = file(importing.commandLine(), importFile);
        tell(IdentityFile.importFrom(source, trust.identityFile()), trust.identityFile());
        return 0;
    }

    private Path file(CommandLine command, PositionalParamSpec parameter) {
        Optional<String> typed = Specs.text(parameter);
        return environment
                .folders()
                .resolve(
                        typed.orElseThrow(() -> new ParameterException(command, "Say which file.")),
                        environment.workingFolder());
    }

    private void tell(Identity identity, Path file) {
        environment.out().println("fingerprint: " + identity.fingerprint());
        environment.out().println("file:        " + file);
    }
}
