package io.naru.client.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where to, as whom, with what, and how it looks: the options that every way to a relay has.
 *
 * <p>Threading: the main thread.
 */
final class ConnectOptions {
    private final RelayOptions relay = new RelayOptions(0);
    private final OptionSpec share =
            Specs.option("--share", "FOLDER", "Share this folder with everybody on the relay.");
    private final OptionSpec downloads =
            Specs.option("--downloads", "FOLDER", "Where downloads go; ~/Downloads if nothing is said.");
    private final OptionSpec theme = Specs.option("--theme", "NAME", "Colours: auto, dark, light or mono.");

    private final OptionSpec dataPort = Specs.option(
            "--data-port",
            "PORT",
            "Where others come who fetch or send files: a port to open in the firewall. The system chooses one if nothing"
                    + " is said.");

    /** Gives the command these options; once for each object of this class. */
    CommandSpec addTo(CommandSpec command) {
        return relay.addTo(command)
                .addOption(share)
                .addOption(downloads)
                .addOption(dataPort)
                .addOption(theme);
    }

    RelayOptions relay() {
        return relay;
    }

    Optional<String> share() {
        return Specs.text(share);
    }

    Optional<String> downloads() {
        return Specs.text(downloads);
    }

    Optional<String> dataPort() {
        return Specs.text(dataPort);
    }

    Optional<String> theme() {
        return Specs.text(theme);
    }
}
