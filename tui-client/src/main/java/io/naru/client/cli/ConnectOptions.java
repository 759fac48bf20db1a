package io.naru.client.cli;

import io.naru.client.link.RelayAddress;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Where to, as whom, with what: the options that every way to a relay has.
 *
 * <p>Threading: the main thread.
 */
final class ConnectOptions {
    private final PositionalParamSpec relay = Specs.parameter(
            "[USER@]HOST[:PORT]",
            "The relay, and the name to use there. The port is " + RelayAddress.DEFAULT_PORT
                    + " where none is given, the name that of your account on this machine.");
    private final OptionSpec share =
            Specs.option("--share", "FOLDER", "Share this folder with everybody on the relay.");
    private final OptionSpec downloads =
            Specs.option("--downloads", "FOLDER", "Where downloads go; ~/Downloads if nothing is said.");
    private final OptionSpec passwordFile = Specs.option(
            "--password-file",
            "FILE",
            "Take the password from the first line of this file, which nobody else may be able to read.");
    private final OptionSpec theme = Specs.option("--theme", "NAME", "Colours: auto, dark, light or mono.");

    /** Gives the command these options; once for each object of this class. */
    CommandSpec addTo(CommandSpec command) {
        return command.addPositional(relay)
                .addOption(share)
                .addOption(downloads)
                .addOption(passwordFile)
                .addOption(theme);
    }

    Optional<String> relay() {
        return Specs.text(relay);
    }

    Optional<String> share() {
        return Specs.text(share);
    }

    Optional<String> downloads() {
        return Specs.text(downloads);
    }

    Optional<String> passwordFile() {
        return Specs.text(passwordFile);
    }

    Optional<String> theme() {
        return Specs.text(theme);
    }
}
