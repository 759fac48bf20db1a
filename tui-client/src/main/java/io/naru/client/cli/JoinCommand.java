package io.naru.client.cli;

import io.naru.client.app.Preferences;
import io.naru.client.app.ScreenClient;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.client.plain.Errand;
import io.naru.client.terminal.NoTerminalException;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.InviteLink;
import io.naru.common.message.LoginMode;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code naru join}: makes an account by an invite. The relay must have the key that the link names; the new account is
 * opened by the key of this install from then on.
 *
 * <p>Threading: the main thread.
 */
final class JoinCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final int LINK_CHARACTERS_MAX = 4096;

    private final Environment environment;
    private final PositionalParamSpec link = Specs.needed(
            0,
            "LINK",
            "The invite, in quotes; or - to read it from standard input, so that nobody on this computer sees its code"
                    + " in the list of processes. Once used, the code is worth nothing.");
    private final OptionSpec user = Specs.option("--user", "NAME", "The name to take there; asked for otherwise.");
    private final OptionSpec passwordFile = Specs.option(
            "--password-file", "FILE", "Take the new password from the first line of this file; asked for otherwise.");
    private final OptionSpec only = Specs.flag("--only", "Make the account and leave; don't open the screen.");
    private final CommandSpec spec = Specs.command(
                    "join", "Take an invite: make an account on a relay, and open the screen there.", this)
            .addPositional(link)
            .addOption(user)
            .addOption(passwordFile)
            .addOption(only);

    JoinCommand(Environment environment) {
        this.environment = environment;
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        Path settings = environment.folders().settingsFile();
        Preferences preferences = Preferences.read(settings);
        InviteLink invite = invite();
        RelayAddress relay = new RelayAddress(invite.host(), invite.port());
        UserName name = name(relay);
        Protection protection = Protection.pinned(invite.fingerprint());
        Login login = new Login(
                relay,
                name,
                Optional.of(password(name, relay)),
                LoginMode.REGISTER,
                invite.code().text(),
                protection);
        Errand.Welcomed up = new Errand(Clients.errandEngines(environment), Optional.empty()).logIn(login);
        environment
                .out()
                .println(up.me() + " has an account at " + relay + " now"
                        + (up.isOpenedByKey()
                                ? ", and this computer's key opens it."
                                : ". It needs the password: this computer's key opens another account there."));
        if (preferences.relay().isEmpty()) {
            Preferences.saveRelay(settings, up.me() + "@" + relay);
            environment.out().println("From here on naru alone connects there.");
        }
        return Specs.isGiven(only) ? 0 : screen(Login.of(relay, up.me(), Optional.empty(), protection), preferences);
    }

    private InviteLink invite() throws IOException {
        String typed = Specs.text(link)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "Say which invite: a link that begins with naru://, or - to read it."));
        try {
            return InviteLink.parse(typed.equals(STANDARD_INPUT) ? readLink() : typed);
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private String readLink() throws IOException {
        if (environment.prompt().isPresent()) {
            String typed = environment.prompt().get().line("Invite: ");
            return typed == null ? "" : typed;
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        int c = lines.read();
        while (c >= 0 && c != '\n' && line.length() < LINK_CHARACTERS_MAX) {
            line.append((char) c);
            c = lines.read();
        }
        return line.toString();
    }

    private UserName name(RelayAddress relay) throws IOException {
        Optional<String> typed = Specs.text(user);
        if (typed.isEmpty()) {
            Environment.Prompt prompt = environment
                    .prompt()
                    .orElseThrow(() -> new CommandException("There is no terminal to ask for a name on; say --user."));
            String answer = prompt.line("Your name at " + relay + " (Enter for " + environment.systemUser() + "): ");
            if (answer == null) {
                throw new CommandException("No name was typed.");
            }
            typed = Optional.of(answer.isBlank() ? environment.systemUser() : answer.strip());
        }
        try {
            return UserName.of(typed.get());
        } catch (InvalidValueException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private Password password(UserName name, RelayAddress relay) throws IOException {
        Optional<String> file = Specs.text(passwordFile);
        return file.isPresent()
                ? PasswordSource.fromFile(environment.folders().resolve(file.get(), environment.workingFolder()))
                : new PasswordSource(environment.prompt()).chosen(name, relay.toString());
    }

    private int screen(Login login, Preferences preferences) throws IOException {
        ScreenClient.Start start = new ScreenClient.Start(
                login,
                Optional.empty(),
                environment.folders().downloads(),
                preferences,
                environment.folders(),
                environment.workingFolder(),
                environment.variables());
        try {
            return Clients.screen(environment, start).run();
        } catch (NoTerminalException e) {
            environment.out().println("Connect whenever you like: naru " + login.user() + "@" + login.relay());
            return 0;
        }
    }
}
