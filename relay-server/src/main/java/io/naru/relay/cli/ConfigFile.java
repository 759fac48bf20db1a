package io.naru.relay.cli;

import io.naru.common.file.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Settings from a file: {@code listen = 127.0.0.1:7000} stands for {@code --listen 127.0.0.1:7000}. Picocli asks it for
 * every option that wasn't given, so the command line wins.
 *
 * <p>Threading: immutable.
 */
final class ConfigFile implements IDefaultValueProvider {

    private static final String OPTION_PREFIX = "--";

    private final Path file;
    private final Map<String, SettingsFile.Entry> settings;

    private ConfigFile(Path file, Map<String, SettingsFile.Entry> settings) {
        this.file = file;
        this.settings = settings;
    }

    /**
     * Reads a file.
     *
     * @param knownKeys the keys that may stand in it
     * @throws CommandException if it can't be read or breaks a rule
     */
    static ConfigFile read(Path file, Set<String> knownKeys) throws CommandException {
        try {
            return new ConfigFile(file, SettingsFile.readEntries(file, knownKeys));
        } catch (IOException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** File and line that give an option its value, unless the command line does; empty if the file doesn't. */
    Optional<String> origin(ArgSpec argument) {
        return Optional.ofNullable(settings.get(key(argument))).map(setting -> file + ", line " + setting.line());
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        SettingsFile.Entry setting = settings.get(key(argument));
        return setting == null ? null : setting.value();
    }

    /** The key of an option is its long name; positional parameters have none. */
    static String key(ArgSpec argument) {
        if (argument instanceof OptionSpec option && option.longestName().startsWith(OPTION_PREFIX)) {
            return option.longestName().substring(OPTION_PREFIX.length());
        }
        return "";
    }
}
