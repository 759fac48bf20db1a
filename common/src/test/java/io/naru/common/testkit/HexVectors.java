package io.naru.common.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the examples out of a protocol document, so that what people read is what the tests check. They stand in fenced
 * blocks that are marked {@code hexvectors}, each on a line of its own: {@code name | octets in hex | meaning}. Spaces
 * between the octets may be anywhere; lines that start with # are comments.
 */
public final class HexVectors {
    private static final String BEGIN = "```hexvectors";
    private static final String END = "```";

    /**
     * One example.
     *
     * @param name unique in its document
     * @param octets what is on the wire; a copy that the caller may change
     * @param meaning the rest of the line, which may be empty
     */
    public record Vector(String name, byte[] octets, String meaning) {
        public Vector {
            octets = octets.clone();
        }

        @Override
        public byte[] octets() {
            return octets.clone();
        }

        /** The name, which is how a parameterised test shows it. */
        @Override
        public String toString() {
            return name;
        }
    }

    private HexVectors() {}

    /**
     * All examples of a document, in its order.
     *
     * @throws IOException if it can't be read, or an example is malformed, named twice, or there is none; names the line
     */
    public static List<Vector> read(Path markdown) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean inside = false;
        int number = 0;
        for (String line : Files.readAllLines(markdown)) {
            number++;
            String text = line.strip();
            if (!inside) {
                inside = text.equals(BEGIN);
            } else if (text.equals(END)) {
                inside = false;
            } else if (!text.isEmpty() && !text.startsWith("#")) {
                Vector vector = parse(text, markdown, number);
                if (!names.add(vector.name())) {
                    throw new IOException("%s:%d: %s is there twice".formatted(markdown, number, vector.name()));
                }
                vectors.add(vector);
            }
        }
        if (inside || vectors.isEmpty()) {
            throw new IOException(markdown + (inside ? ": a block of vectors has no end" : ": there are no vectors"));
        }
        return vectors;
    }

    private static Vector parse(String line, Path markdown, int number) throws IOException {
        String[] columns = line.split("\\|", 3);
        try {
            if (columns.length < 2 || columns[0].isBlank()) {
                throw new IllegalArgumentException("a name, octets and a meaning are expected");
            }
            byte[] octets = HexFormat.of().parseHex(columns[1].replace(" ", "").toLowerCase(Locale.ROOT));
            return new Vector(columns[0].strip(), octets, columns.length < 3 ? "" : columns[2].strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("%s:%d: %s: %s".formatted(markdown, number, e.getMessage(), line), e);
        }
    }
}
