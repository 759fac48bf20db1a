package io.naru.client.cli;

import io.naru.client.app.Preferences;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.Password;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where to, as whom, and how it is known that it is the right relay. What was typed wins over what the file of settings
 * says.
 *
 * <p>Threading: the main thread.
 */
final class RelayOptions {
    private static final Set<String> HOSTS_HERE = Set.of("localhost", "127.0.0.1", "::1");

    private static final String LABEL = "[USER@]HOST[:PORT]";
    private static final String WORDS = "The relay, and the name to use there. The port is " + RelayAddress.DEFAULT_PORT
            + " where none is given, the name that of your account on this machine.";

    private final Optional<PositionalParamSpec> parameter;
    private final OptionSpec option = Specs.option("--relay", "RELAY", LABEL + ". " + WORDS);
    private final OptionSpec passwordFile = Specs.option(
            "--password-file",
            "FILE",
            "Take the password from the first line of this file, which nobody else may be able to read.");
    private final OptionSpec fingerprint = Specs.option(
            "--fingerprint",
            "FINGERPRINT",
            "The relay's key must have this fingerprint; it is remembered. Quote it if it holds blanks.");
    private final OptionSpec plaintext =
            Specs.flag("--plaintext", "Connect without TLS: everybody on the way can read along.");

    /** Options whose relay stands at that place among what has no option's name. */
    RelayOptions(int place) {
        parameter = Optional.of(Specs.parameter(place, LABEL, WORDS));
    }

    /** Options whose relay is named with {@code --relay}, for commands that take any number of other things. */
    RelayOptions() {
        parameter = Optional.empty();
    }

    /** Gives the command these options; once for each object of this class. */
    CommandSpec addTo(CommandSpec command) {
        parameter.ifPresentOrElse(command::addPositional, () -> command.addOption(option));
        return command.addOption(passwordFile).addOption(fingerprint).addOption(plaintext);
    }

    /**
     * The login that is meant.
     *
     * @throws IOException if a file can't be used; the message is a sentence
     */
    Login login(Environment environment, CommandLine command, Preferences preferences) throws IOException {
        LoginTarget target = target(environment, command, preferences);
        Protection protection = protection(command, preferences);
        if (protection.isPlain() && !HOSTS_HERE.contains(target.relay().host())) {
            environment
                    .err()
                    .println("naru: Without TLS everybody on the way to " + target.relay()
                            + " can read along, your password too.");
        }
        Optional<Path> file = Specs.text(passwordFile)
                .or(preferences::passwordFile)
                .map(typed -> environment.folders().resolve(typed, environment.workingFolder()));
        Optional<Password> password =
                file.isPresent() ? Optional.of(PasswordSource.fromFile(file.get())) : Optional.empty();
        return Login.of(target.relay(), target.user(), password, protection);
    }

    private LoginTarget target(Environment environment, CommandLine command, Preferences preferences) {
        String usage = parameter.isPresent() ? "naru " + LABEL + ", or try naru demo" : "--relay " + LABEL;
        String written = parameter
                .flatMap(Specs::text)
                .or(() -> Specs.text(option))
                .or(preferences::relay)
                .orElseThrow(() -> new ParameterException(command, "Say which relay: " + usage + "."));
        try {
            return LoginTarget.of(written, environment.systemUser());
        } catch (InvalidValueException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    private Protection protection(CommandLine command, Preferences preferences) {
        Optional<String> pin = Specs.text(fingerprint);
        if (pin.isPresent() && Specs.isGiven(plaintext)) {
            throw new ParameterException(command, "Without TLS there is no fingerprint to compare; leave out one.");
        }
        if (pin.isPresent()) {
            try {
                return Protection.pinned(Fingerprint.parse(pin.get()));
            } catch (InvalidValueException e) {
                throw new ParameterException(command, e.getMessage(), e);
            }
        }
        return Specs.isGiven(plaintext) || preferences.isPlaintext() ? Protection.PLAIN : Protection.TLS;
    }
}
