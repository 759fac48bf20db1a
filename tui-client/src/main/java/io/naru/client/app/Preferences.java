package io.naru.client.app;

import io.naru.client.event.ShareSetting;
import io.naru.client.state.Setting;
import io.naru.client.state.Settings;
import io.naru.common.file.AtomicFiles;
import io.naru.common.file.SettingsFile;
import io.naru.common.message.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * @param shares folders to share besides, as {@link ShareLine} reads them
 * @param shareRateMib how much of the share is read to be hashed, MiB a second; empty for the usual
 * @param settings of the screen
 */
public record Preferences(
        Optional<String> relay,
        Optional<String> share,
        Optional<String> downloads,
        Optional<String> passwordFile,
        boolean isPlaintext,
        int dataPort,
        List<String> shares,
        OptionalLong shareRateMib,
        Settings settings) {
    /** When there is no file. */
    public static final Preferences NONE = new Preferences(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            0,
            List.of(),
            OptionalLong.empty(),
            Settings.DEFAULT);

    /** The most folders that the file holds. */
    static final int SHARES_MAX = 32;

    private static final long RATE_MIB_MAX = 4_000;
    private static final int MIB_BITS = 20;

    private static final String RELAY = "relay";
    private static final String SHARE = "share";
    private static final String DOWNLOADS = "downloads";
    private static final String PASSWORD_FILE = "password-file";
    private static final String PLAINTEXT = "plaintext";
    private static final String DATA_PORT = "data-port";
    private static final String SHARE_RATE = "share-rate";
    private static final List<String> SHARES =
            IntStream.rangeClosed(1, SHARES_MAX).mapToObj(i -> SHARE + "." + i).toList();
    private static final Set<String> KEYS = Stream.of(
                    Stream.of(RELAY, SHARE, DOWNLOADS, PASSWORD_FILE, PLAINTEXT, SHARE_RATE, DATA_PORT),
                    SHARES.stream(),
                    Arrays.stream(Setting.values()).map(Setting::word))
            .flatMap(keys -> keys)
            .collect(Collectors.toUnmodifiableSet());

    public Preferences {
        Objects.requireNonNull(relay);
        Objects.requireNonNull(share);
        Objects.requireNonNull(downloads);
        Objects.requireNonNull(passwordFile);
        shares = List.copyOf(shares);
        Objects.requireNonNull(shareRateMib);
        Objects.requireNonNull(settings);
    }

    /** With what most people set. */
    public Preferences(
            Optional<String> relay,
            Optional<String> share,
            Optional<String> downloads,
            Optional<String> passwordFile,
            boolean isPlaintext,
            int dataPort,
            Settings settings) {
        this(relay, share, downloads, passwordFile, isPlaintext, dataPort, List.of(), OptionalLong.empty(), settings);
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
                shares(values, file),
                rate(values, file),
                settings);
    }

    private static List<String> shares(Map<String, String> values, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String key : SHARES) {
            Optional<String> line = value(values, key);
            try {
                line.ifPresent(text -> ShareLine.parse(text, Path::of));
            } catch (InvalidValueException e) {
                throw new IOException(file + ": " + key + ": " + e.getMessage(), e);
            }
            line.ifPresent(lines::add);
        }
        return lines;
    }

    private static OptionalLong rate(Map<String, String> values, Path file) throws IOException {
        Optional<String> value = value(values, SHARE_RATE);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean isNumber = value.get().matches("[1-9][0-9]{0,3}") && Long.parseLong(value.get()) <= RATE_MIB_MAX;
        if (!isNumber) {
            throw new IOException(file + ": " + SHARE_RATE + " is 1 to " + RATE_MIB_MAX + ", in MiB a second.");
        }
        return OptionalLong.of(Long.parseLong(value.get()));
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
        return new Preferences(
                relay, share, downloads, passwordFile, isPlaintext, dataPort, shares, shareRateMib, other);
    }

    /** This one without folders to share. */
    public Preferences withoutShares() {
        return new Preferences(
                relay,
                Optional.empty(),
                downloads,
                passwordFile,
                isPlaintext,
                dataPort,
                List.of(),
                shareRateMib,
                settings);
    }

    /** This one with another port to listen on. */
    public Preferences withDataPort(int port) {
        return new Preferences(
                relay, share, downloads, passwordFile, isPlaintext, port, shares, shareRateMib, settings);
    }

    /** Holds an engine to the rates, slots and rules that are set here. */
    public void limit(Engine engine) {
        engine.limit(settings.limits());
        shareRateMib.ifPresent(mib -> engine.limitHashing(mib << MIB_BITS));
    }

    /**
     * Keeps a folder, so that it is shared at the next start, too; in place of one of the same name.
     *
     * @throws IOException if it can't be written, or there are too many; the old file is whole then
     */
    public static void saveShare(Path file, ShareSetting setting) throws IOException {
        List<String> lines = new ArrayList<>(read(file).shares);
        lines.removeIf(line -> isCalled(line, setting.name()));
        if (lines.size() >= SHARES_MAX) {
            throw new IOException("there are " + SHARES_MAX + " already.");
        }
        lines.add(ShareLine.write(setting));
        saveShares(file, lines);
    }

    /**
     * Lets go of a folder, so that it isn't shared at the next start.
     *
     * @param name of the share; empty for all
     * @throws IOException if it can't be written; the old file is whole then
     */
    public static void dropShare(Path file, Optional<String> name) throws IOException {
        Preferences before = read(file);
        List<String> lines = new ArrayList<>(before.shares);
        lines.removeIf(line -> name.isEmpty() || isCalled(line, name.get()));
        boolean isFirstGone = before.share.isPresent()
                && (name.isEmpty() || name.get().equals(ShareSetting.usualName(Path.of(before.share.get()))));
        if (isFirstGone) {
            save(file, SHARE, "");
        }
        if (!lines.equals(before.shares)) {
            saveShares(file, lines);
        }
    }

    private static boolean isCalled(String line, String name) {
        return ShareLine.parse(line, Path::of).name().equalsIgnoreCase(name);
    }

    private static void saveShares(Path file, List<String> lines) throws IOException {
        AtomicFiles.createPrivateFolders(file.toAbsolutePath().getParent());
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        Set<String> there = Files.exists(file) ? SettingsFile.read(file, KEYS).keySet() : Set.of();
        for (int i = 0; i < SHARES_MAX; i++) {
            if (i < lines.size()) {
                text = SettingsFile.withSetting(text, SHARES.get(i), lines.get(i));
            } else if (there.contains(SHARES.get(i))) {
                text = SettingsFile.withSetting(text, SHARES.get(i), "");
            }
        }
        AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
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
