package io.naru.common.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The inputs that are kept for a target: the resource {@code /io/naru/fuzz/NAME.corpus} beside it. One a line: octets in
 * hex, or text in double quotes with the escapes of {@link NastyStrings}; behind a bar what is special about it. Lines
 * with # are comments.
 *
 * <p>Threading: stateless.
 */
final class FuzzCorpus {
    private FuzzCorpus() {}

    /** The inputs of a target, at least one. */
    static List<byte[]> of(FuzzTarget target) throws IOException {
        String resource = "/io/naru/fuzz/" + target.name().toLowerCase(Locale.ROOT) + ".corpus";
        try (InputStream in = target.getClass().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no corpus " + resource);
            }
            List<byte[]> inputs = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(FuzzCorpus::input)
                    .toList();
            if (inputs.isEmpty()) {
                throw new IOException(resource + " is empty");
            }
            return inputs;
        }
    }

    private static byte[] input(String line) {
        int bar = line.lastIndexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("what is special about it is missing behind a bar: " + line);
        }
        String input = line.substring(0, bar).strip();
        boolean isText = input.length() > 1 && input.startsWith("\"") && input.endsWith("\"");
        return isText
                ? FuzzText.octets(NastyStrings.unescaped(input.substring(1, input.length() - 1)))
                : HexFormat.of().parseHex(input.replace(" ", ""));
    }
}
