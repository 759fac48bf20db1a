package io.naru.client.cli;

import io.naru.client.link.RelayAddress;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where to, as whom, with what: the options that every way to a relay has. */
final class ConnectOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "[USER@]HOST[:PORT]",
            description = "The relay, and the name to use there. The port is " + RelayAddress.DEFAULT_PORT
                    + " where none is given, the name that of your account on this machine.")
    private String relay;

    @Option(names = "--share", paramLabel = "FOLDER", description = "Share this folder with everybody on the relay.")
    private String share;

    @Option(
            names = "--downloads",
            paramLabel = "FOLDER",
            description = "Where downloads go; ~/Downloads if nothing is said.")
    private String downloads;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Take the password from the first line of this file, which nobody else may be able to read.")
    private String passwordFile;

    @Option(names = "--theme", paramLabel = "NAME", description = "Colours: auto, dark, light or mono.")
    private String theme;

    Optional<String> relay() {
        return Optional.ofNullable(relay);
    }

    Optional<String> share() {
        return Optional.ofNullable(share);
    }

    Optional<String> downloads() {
        return Optional.ofNullable(downloads);
    }

    Optional<String> passwordFile() {
        return Optional.ofNullable(passwordFile);
    }

    Optional<String> theme() {
        return Optional.ofNullable(theme);
    }
}
