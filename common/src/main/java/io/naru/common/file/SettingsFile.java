package io.naru.common.file;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file of settings: Java properties in UTF-8, in which a key that the program doesn't know is an error with its file
 * and line rather than a setting without effect.
 *
 * <p>Threading: stateless.
 */
public final class SettingsFile {
    private SettingsFile() {}

    /**
     * The settings of a file.
     *
     * @param file to be read
     * @param known the keys that mean something
     * @return the settings in the order of the file
     * @throws IOException if the file can't be read, isn't UTF-8, is malformed, or holds an unknown or doubled key; the
     *     message is a sentence for people
     */
    public static Map<String, String> read(Path file, Set<String> known) throws IOException {
        return parse(text(file), file.toString(), known);
    }

    /**
     * The settings of a text.
     *
     * @param name what sentences call the text
     */
    public static Map<String, String> parse(String text, String name, Set<String> known) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, Integer> lines = new TreeMap<>();
        int number = 1;
        for (String logical : logicalLines(text)) {
            int at = number;
            number += (int) logical.chars().filter(c -> c == '\n').count() + 1;
            Optional<Map.Entry<String, String>> entry = entry(logical, name, at);
            if (entry.isEmpty()) {
                continue;
            }
            String key = entry.get().getKey();
            if (!known.contains(key)) {
                throw new IOException(
                        name + ", line " + at + ": there is no setting \"" + key + "\"" + nearest(key, known) + ".");
            }
            if (lines.putIfAbsent(key, at) != null) {
                throw new IOException(
                        name + ", line " + at + ": \"" + key + "\" is already set in line " + lines.get(key) + ".");
            }
            settings.put(key, entry.get().getValue());
        }
        return settings;
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
            boolean isIt = entry(logical, "the settings", 1)
                    .map(entry -> entry.getKey().equals(key))
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
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " isn't UTF-8 text.", e);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new IOException("Can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Lines as Properties sees them: one that ends in an odd number of backslashes goes on in the next. */
    private static List<String> logicalLines(String text) {
        List<String> logical = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : text.lines().toList()) {
            current.append(line);
            if (isContinued(line) && !isComment(current)) {
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

    private static boolean isComment(CharSequence line) {
        String text = line.toString().strip();
        return text.startsWith("#") || text.startsWith("!");
    }

    private static Optional<Map.Entry<String, String>> entry(String logical, String name, int line) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(logical)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ", line " + line + ": a \\u escape isn't followed by four digits.", e);
        }
        return properties.stringPropertyNames().stream()
                .findFirst()
                .map(key -> Map.entry(key, properties.getProperty(key).strip()));
    }

    private static String nearest(String key, Collection<String> known) {
        return known.stream()
                .filter(candidate -> candidate.startsWith(key) || key.startsWith(candidate))
                .findFirst()
                .map(candidate -> " (did you mean \"" + candidate + "\"?)")
                .orElse("");
    }
}
