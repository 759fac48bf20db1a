package io.naru.client.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Where the client keeps what is the user's, by the XDG Base Directory rules: a variable that is empty or not an
 * absolute path counts as unset.
 *
 * @param home the user's home
 * @param config for settings
 * @param state for logs
 * @param data for keys
 */
public record Folders(Path home, Path config, Path state, Path data) {
    private static final String NAME = "naru";

    public Folders {
        Objects.requireNonNull(home);
        Objects.requireNonNull(config);
        Objects.requireNonNull(state);
        Objects.requireNonNull(data);
    }

    /**
     * The folders of this process.
     *
     * @param environment its environment
     * @param userHome the home that the system tells, for where {@code HOME} isn't set
     */
    public static Folders of(Map<String, String> environment, String userHome) {
        Path home = absolute(environment.get("HOME"), Path.of(userHome));
        return new Folders(
                home,
                absolute(environment.get("XDG_CONFIG_HOME"), home.resolve(".config"))
                        .resolve(NAME),
                absolute(environment.get("XDG_STATE_HOME"), home.resolve(".local/state"))
                        .resolve(NAME),
                absolute(environment.get("XDG_DATA_HOME"), home.resolve(".local/share"))
                        .resolve(NAME));
    }

    /** The file of settings. */
    public Path settingsFile() {
        return config.resolve("naru.properties");
    }

    /** The log of the last run. */
    public Path logFile() {
        return state.resolve("naru.log");
    }

    /** Where downloads go when nothing else is said. */
    public Path downloads() {
        return home.resolve("Downloads");
    }

    /** A path as a person types it: {@code ~} and {@code ~/…} are the home, anything else counts from a folder. */
    public Path resolve(String typed, Path workingFolder) {
        if (typed.equals("~")) {
            return home;
        }
        return typed.startsWith("~/")
                ? home.resolve(typed.substring(2)).normalize()
                : workingFolder.resolve(typed).normalize();
    }

    private static Path absolute(String value, Path otherwise) {
        return value == null || !value.startsWith("/") ? otherwise : Path.of(value);
    }
}
