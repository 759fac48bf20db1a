package io.naru.relay.cli;

import io.naru.common.identity.IdentityFile;
import io.naru.relay.RelayIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code naru-relay fingerprint}: by what clients know the relay of a data folder, so that it can be told to them
 * another way than through the relay.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "fingerprint", description = "Print the fingerprint of a relay's own key, which clients are shown.")
final class FingerprintCommand implements Callable<Integer> {
    private final Environment environment;

    @Option(names = "--data", paramLabel = "FOLDER", required = true, description = "The relay's data folder.")
    private Path data;

    FingerprintCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Path file = RelayIdentity.file(data);
        if (!Files.exists(file)) {
            throw new CommandException("There is no " + file + "; a relay makes it when it first starts");
        }
        environment.out().println(IdentityFile.load(file).fingerprint());
        return 0;
    }
}
