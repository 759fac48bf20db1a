package io.naru.client.cli;

import io.naru.client.app.Preferences;
import io.naru.client.app.ScreenClient;
import io.naru.client.link.Login;
import io.naru.client.state.Setting;
import io.naru.client.terminal.NoTerminalException;
import io.naru.common.message.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * From options and settings to a running client. What was typed wins over what the file of settings says.
 *
 * <p>Threading: the main thread.
 */
final class Launch {
    private final Environment environment;
    private final CommandLine command;
    private final ConnectOptions options;

    Launch(Environment environment, CommandLine command, ConnectOptions options) {
        this.environment = environment;
        this.command = command;
        this.options = options;
    }

    /** The screen; where there can be none, the plain mode, with a word about it. */
    int screenOrPlain() throws IOException {
        ScreenClient.Start start = start();
        try {
            return Clients.screen(environment, start).run();
        } catch (NoTerminalException e) {
            environment.err().println("naru: " + e.getMessage() + " Going on line by line.");
            return Clients.plain(environment, start).run();
        }
    }

    /** The plain mode. */
    int plain() throws IOException {
        return Clients.plain(environment, start()).run();
    }

    private ScreenClient.Start start() throws IOException {
        Preferences preferences =
                withDataPort(withTheme(Preferences.read(environment.folders().settingsFile())));
        if (options.share().isPresent()) {
            preferences = preferences.withoutShares();
        }
        Optional<Path> share = folder(options.share().isPresent() ? options.share() : preferences.share());
        share.ifPresent(this::checkFolder);
        Path downloads = folder(options.downloads().isPresent() ? options.downloads() : preferences.downloads())
                .orElse(environment.folders().downloads());
        Login login = options.relay().login(environment, command, preferences);
        return new ScreenClient.Start(
                login,
                share,
                downloads,
                preferences,
                environment.folders(),
                environment.workingFolder(),
                environment.variables());
    }

    private Preferences withTheme(Preferences preferences) {
        if (options.theme().isEmpty()) {
            return preferences;
        }
        try {
            return preferences.with(
                    preferences.settings().with(Setting.THEME, options.theme().get()));
        } catch (InvalidValueException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    private Preferences withDataPort(Preferences preferences) {
        if (options.dataPort().isEmpty()) {
            return preferences;
        }
        try {
            return preferences.withDataPort(Preferences.port(options.dataPort().get()));
        } catch (InvalidValueException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    private Optional<Path> folder(Optional<String> typed) {
        return typed.map(text -> environment.folders().resolve(text, environment.workingFolder()));
    }

    private void checkFolder(Path folder) {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw new ParameterException(command, "The folder to share, " + folder + ", isn't there or can't be read.");
        }
    }
}
