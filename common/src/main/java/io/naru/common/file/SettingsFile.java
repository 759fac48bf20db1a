package io.naru.common.file;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file of settings: Java properties in UTF-8, in which a key that the program doesn't know is an error with its file
 * and line rather than a setting without effect.
 *
 * <p>Threading: stateless.
 */
public final class SettingsFile {
    private static final long MAX_OCTETS = 1 << 20;

    /**
     * One setting.
     *
     * @param value as it stands there, without blanks around it
     * @param line the line in which it begins, from 1
     */
    public record Entry(String value, int line) {}

    private SettingsFile() {}

    /**
     * The settings of a file, with their lines.
     *
     * @param file to be read
     * @param known the keys that mean something
     * @return the settings in the order of the file
     * @throws IOException if the file can't be read, isn't UTF-8, is malformed, or holds an unknown or doubled key; the
     *     message says where and what to do
     */
    public static Map<String, Entry> readEntries(Path file, Set<String> known) throws IOException {
        return parse(text(file), file.toString(), known);
    }

    /** The settings of a file, without their lines; otherwise as {@link #readEntries}. */
    public static Map<String, String> read(Path file, Set<String> known) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        readEntries(file, known).forEach((key, entry) -> values.put(key, entry.value()));
        return values;
    }

    /**
     * The settings of a text.
     *
     * @param name what sentences call the text
     */
    static Map<String, Entry> parse(String text, String name, Set<String> known) throws IOException {
        Map<String, Entry> settings = new LinkedHashMap<>();
        int next = 1;
        for (String logical : logicalLines(text)) {
            int line = next;
            next += (int) logical.chars().filter(c -> c == '\n').count() + 1;
            Optional<Map.Entry<String, String>> setting = setting(logical, name, line);
            if (setting.isPresent()) {
                put(settings, setting.get(), line, name, known);
            }
        }
        return settings;
    }

    private static void put(
            Map<String, Entry> settings, Map.Entry<String, String> setting, int line, String name, Set<String> known)
            throws IOException {
        String key = setting.getKey();
        String place = name + ", line " + line + ": ";
        if (!known.contains(key)) {
            throw new IOException(place + "there is no setting \"" + key + "\"; possible are "
                    + String.join(", ", new TreeSet<>(known)));
        }
        Entry before = settings.putIfAbsent(key, new Entry(setting.getValue(), line));
        if (before != null) {
            throw new IOException(place + "\"" + key + "\" stands in line " + before.line() + " already; remove one");
        }
    }

    /**
     * The text with one setting changed: its line replaced, or a line added at the end, everything else untouched.
     *
     * @param key made of letters, digits, {@code -} and {@code .}
     */
    public static String withSetting(String text, String key, String value) throws IOException {
        StringBuilder changed = new StringBuilder();
        boolean isDone = false;
        for (String logical : logicalLines(text)) {
            boolean isIt = setting(logical, "the settings", 1)
                    .map(setting -> setting.getKey().equals(key))
                    .orElse(false);
            if (isIt && isDone) {
                continue;
            }
            changed.append(isIt ? line(key, value) : logical).append('\n');
            isDone |= isIt;
        }
        return isDone ? changed.toString() : changed + line(key, value) + "\n";
    }

    /** One setting as a line that {@link #read} gives back as it was. */
    public static String line(String key, String value) {
        StringBuilder line = new StringBuilder(key).append(" = ");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                case '\f' -> line.append("\\f");
                case ' ' -> line.append(i == 0 ? "\\ " : " ");
                default -> line.append(c);
            }
        }
        return line.toString();
    }

    private static String text(Path file) throws IOException {
        String what = "The settings file " + file;
        try {
            if (Files.isDirectory(file)) {
                throw new IOException(what + " is a folder; name a file");
            }
            if (Files.size(file) > MAX_OCTETS) {
                throw new IOException(what + " is larger than a megabyte; name another one");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new IOException("There is no settings file " + file + "; check the name", e);
        } catch (CharacterCodingException e) {
            throw new IOException(what + " isn't UTF-8 text; save it as UTF-8", e);
        } catch (AccessDeniedException e) {
            throw new IOException(what + " can't be read; check its permissions", e);
        }
    }

    /** Lines as Properties sees them: one that ends in an odd number of backslashes goes on in the next. */
    private static List<String> logicalLines(String text) {
        List<String> logical = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : text.lines().toList()) {
            boolean isFirst = current.isEmpty();
            current.append(line);
            if (isContinued(line) && !(isFirst && isComment(line))) {
                current.append('\n');
                continue;
            }
            logical.add(current.toString());
            current.setLength(0);
        }
        if (!current.isEmpty()) {
            logical.add(current.toString());
        }
        return logical;
    }

    private static boolean isContinued(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static boolean isComment(String line) {
        String start = line.stripLeading();
        return start.startsWith("#") || start.startsWith("!");
    }

    /** Lets the JDK read one setting at a time, since it doesn't tell the lines of several. */
    private static Optional<Map.Entry<String, String>> setting(String logical, String name, int line)
            throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(logical)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    name + ", line " + line + ": \\u wants four hexadecimal digits; write the character itself", e);
        }
        return properties.stringPropertyNames().stream()
                .findFirst()
                .map(key -> Map.entry(key, properties.getProperty(key).strip()));
    }
}
