package io.naru.relay.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Settings from a file of properties in UTF-8: {@code listen = 127.0.0.1:7000} stands for
 * {@code --listen 127.0.0.1:7000}. Picocli asks it for every option that wasn't given, so the command line wins.
 *
 * <p>An unknown key, a key that stands there twice, and octets that aren't UTF-8 are refused with file and line: a
 * setting that is silently ignored is worse than none.
 *
 * <p>Threading: immutable.
 */
final class ConfigFile implements IDefaultValueProvider {

    private static final String OPTION_PREFIX = "--";
    private static final long MAX_OCTETS = 1 << 20;

    private record Setting(String value, int line) {}

    private final Path file;
    private final Map<String, Setting> settings;

    private ConfigFile(Path file, Map<String, Setting> settings) {
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
        ConfigFile config = new ConfigFile(file, new LinkedHashMap<>());
        List<String> lines = text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            StringBuilder logical = new StringBuilder(lines.get(i));
            while (continues(lines.get(i)) && i + 1 < lines.size()) {
                i++;
                logical.append('\n').append(lines.get(i));
            }
            config.addLine(logical.toString(), first + 1, knownKeys);
        }
        return config;
    }

    private static String text(Path file) throws CommandException {
        try {
            if (Files.isDirectory(file)) {
                throw new CommandException("The settings file " + file + " is a folder; name a file");
            }
            if (Files.size(file) > MAX_OCTETS) {
                throw new CommandException(
                        "The settings file " + file + " is larger than a megabyte; name another one");
            }
            byte[] octets = Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new CommandException("There is no settings file " + file + "; check the name", e);
        } catch (CharacterCodingException e) {
            throw new CommandException("The settings file " + file + " isn't UTF-8 text; save it as UTF-8", e);
        } catch (CommandException e) {
            throw e;
        } catch (IOException e) {
            throw new CommandException("The settings file " + file + " can't be read; check its permissions", e);
        }
    }

    /** Whether the next line belongs to this one: it ends in an odd number of backslashes and is no comment. */
    private static boolean continues(String line) {
        String start = line.stripLeading();
        if (start.startsWith("#") || start.startsWith("!")) {
            return false;
        }
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    /** Lets the JDK read one setting at a time, since it doesn't tell the lines of several. */
    private void addLine(String logicalLine, int line, Set<String> knownKeys) throws CommandException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(logicalLine));
        } catch (IllegalArgumentException e) {
            throw new CommandException(at(line) + ": \\u wants four hexadecimal digits; write the character itself", e);
        } catch (IOException e) {
            throw new IllegalStateException("A string can be read", e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (!knownKeys.contains(key)) {
                throw new CommandException(at(line) + ": there is no setting \"" + key + "\"; possible are "
                        + String.join(", ", new TreeSet<>(knownKeys)));
            }
            Setting before = settings.get(key);
            if (before != null) {
                throw new CommandException(
                        at(line) + ": \"" + key + "\" stands in line " + before.line() + " already; remove one");
            }
            settings.put(key, new Setting(properties.getProperty(key).strip(), line));
        }
    }

    private String at(int line) {
        return file + ", line " + line;
    }

    /** File and line that give an option its value, unless the command line does; empty if the file doesn't. */
    Optional<String> origin(ArgSpec argument) {
        return Optional.ofNullable(settings.get(key(argument))).map(setting -> at(setting.line()));
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        Setting setting = settings.get(key(argument));
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
