package io.naru.relay.ctl;

import io.naru.common.message.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of the control socket.
 *
 * @param verb what is asked for
 * @param arguments of it, by their keys
 */
public record ControlRequest(String verb, Map<String, String> arguments) {
    /** How long the line may be, its end included. */
    public static final int MAX_OCTETS = 4_096;

    private static final Pattern WORD = Pattern.compile("[a-z]{1,16}");
    private static final String FORM = "as";
    private static final String TEXT = "text";

    public ControlRequest {
        checkWord("a verb", verb);
        arguments = Map.copyOf(arguments);
        arguments.forEach((key, value) -> {
            checkWord("a key", key);
            if (value.chars().anyMatch(character -> character < ' ' || character == 0x7f)) {
                throw new InvalidValueException("The value of \"" + key + "\" has to be one line without tabs.");
            }
        });
    }

    private static void checkWord(String what, String word) {
        if (!WORD.matcher(word).matches()) {
            throw new InvalidValueException("A request is a verb and key=value, separated by tabs; " + what
                    + " is 1 to 16 letters in lower case.");
        }
    }

    /**
     * A request from a line without its end.
     *
     * @throws InvalidValueException if it is none; a sentence for people
     */
    static ControlRequest parse(byte[] line) {
        String[] parts = decoded(line).split("\t", -1);
        Map<String, String> arguments = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0 || arguments.containsKey(parts[i].substring(0, equals))) {
                throw new InvalidValueException(
                        "A request is a verb and key=value, separated by tabs; each key stands there once.");
            }
            arguments.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        return new ControlRequest(parts[0], arguments);
    }

    private static String decoded(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidValueException("A request is UTF-8 text.");
        }
    }

    /** The line, its end included. */
    public byte[] line() {
        StringBuilder text = new StringBuilder(verb);
        arguments.forEach(
                (key, value) -> text.append('\t').append(key).append('=').append(value));
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** An argument, if it was given. */
    Optional<String> argument(String key) {
        return Optional.ofNullable(arguments.get(key));
    }

    /**
     * An argument that the verb can't do without.
     *
     * @throws InvalidValueException if it wasn't given
     */
    String needed(String key) {
        return argument(key).orElseThrow(() -> new InvalidValueException("\"" + verb + "\" needs \"" + key + "=…\"."));
    }

    /** Whether the answer is for people. */
    boolean isForPeople() {
        return TEXT.equals(arguments.get(FORM));
    }

    /** The same request with its answer for people, or for programs. */
    public ControlRequest answeredAs(boolean forPeople) {
        Map<String, String> more = new LinkedHashMap<>(arguments);
        more.put(FORM, forPeople ? TEXT : "json");
        return new ControlRequest(verb, more);
    }
}
