package io.naru.client.app;

import io.naru.client.state.Setting;
import io.naru.client.state.Settings;
import io.naru.common.file.AtomicFiles;
import io.naru.common.file.SettingsFile;
import io.naru.common.message.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The user's file of settings: what {@code /set} changes, and what would otherwise be typed with each start.
 *
 * @param relay {@code [USER@]HOST[:PORT]} to connect to when none is given
 * @param share the folder to share
 * @param downloads where downloads go
 * @param passwordFile a file with the password, readable by its owner only
 * @param isPlaintext whether to connect without TLS
 * @param dataPort where to listen for others who fetch or send files; 0 for a port that the system chooses
 * @param settings of the screen
 */
public record Preferences(
        Optional<String> relay,
        Optional<String> share,
        Optional<String> downloads,
        Optional<String> passwordFile,
        boolean isPlaintext,
        int dataPort,
        Settings settings) {
    /** When there is no file. */
    public static final Preferences NONE = new Preferences(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, 0, Settings.DEFAULT);

    private static final String RELAY = "relay";
    private static final String SHARE = "share";
    private static final String DOWNLOADS = "downloads";
    private static final String PASSWORD_FILE = "password-file";
    private static final String PLAINTEXT = "plaintext";
    private static final String DATA_PORT = "data-port";
    private static final Set<String> KEYS = Stream.concat(
                    Stream.of(RELAY, SHARE, DOWNLOADS, PASSWORD_FILE, PLAINTEXT, DATA_PORT),
                    Arrays.stream(Setting.values()).map(Setting::word))
            .collect(Collectors.toUnmodifiableSet());

    public Preferences {
        Objects.requireNonNull(relay);
        Objects.requireNonNull(share);
        Objects.requireNonNull(downloads);
        Objects.requireNonNull(passwordFile);
        Objects.requireNonNull(settings);
    }

    /**
     * Reads the file, if there is one.
     *
     * @throws IOException if it can't be read or holds something that means nothing; the message is a sentence
     */
    public static Preferences read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return NONE;
        }
        Map<String, String> values = SettingsFile.read(file, KEYS);
        Settings settings = Settings.DEFAULT;
        for (Setting setting : Setting.values()) {
            String value = values.get(setting.word());
            if (value != null) {
                settings = with(settings, setting, value, file);
            }
        }
        return new Preferences(
                value(values, RELAY),
                value(values, SHARE),
                value(values, DOWNLOADS),
                value(values, PASSWORD_FILE),
                isOn(values, PLAINTEXT, file),
                port(values, file),
                settings);
    }

    private static boolean isOn(Map<String, String> values, String key, Path file) throws IOException {
        String value = values.getOrDefault(key, "off");
        if (!value.equals("on") && !value.equals("off")) {
            throw new IOException(file + ": " + key + " is on or off.");
        }
        return value.equals("on");
    }

    private static int port(Map<String, String> values, Path file) throws IOException {
        try {
            return port(values.getOrDefault(DATA_PORT, "0"));
        } catch (InvalidValueException e) {
            throw new IOException(file + ": " + DATA_PORT + ": " + e.getMessage(), e);
        }
    }

    /**
     * A port as somebody wrote it.
     *
     * @throws InvalidValueException if it is none; a sentence
     */
    public static int port(String written) {
        if (!written.matches("[0-9]{1,5}") || Integer.parseInt(written) > 65535) {
            throw new InvalidValueException("A port is 1 to 65535, or 0 for one that the system chooses.");
        }
        return Integer.parseInt(written);
    }

    /** This one with other settings of the screen. */
    public Preferences with(Settings other) {
        return new Preferences(relay, share, downloads, passwordFile, isPlaintext, dataPort, other);
    }

    /** This one with another port to listen on. */
    public Preferences withDataPort(int port) {
        return new Preferences(relay, share, downloads, passwordFile, isPlaintext, port, settings);
    }

    /**
     * Changes one setting in the file and leaves everything else in it as it is; makes the file if there is none.
     *
     * @throws IOException if it can't be written; the old file is whole then
     */
    public static void save(Path file, Setting setting, String value) throws IOException {
        save(file, setting.word(), value);
    }

    /**
     * Makes a relay the one that is connected to when none is given.
     *
     * @param relay {@code USER@HOST:PORT}
     * @throws IOException if it can't be written; the old file is whole then
     */
    public static void saveRelay(Path file, String relay) throws IOException {
        save(file, RELAY, relay);
    }

    private static void save(Path file, String key, String value) throws IOException {
        AtomicFiles.createPrivateFolders(file.toAbsolutePath().getParent());
        String before = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        String after = SettingsFile.withSetting(before, key, value);
        AtomicFiles.write(file, after.getBytes(StandardCharsets.UTF_8));
    }

    private static Settings with(Settings settings, Setting setting, String value, Path file) throws IOException {
        try {
            return settings.with(setting, value);
        } catch (InvalidValueException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Optional<String> value(Map<String, String> values, String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }
}
