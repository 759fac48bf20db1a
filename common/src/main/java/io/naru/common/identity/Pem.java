package io.naru.common.identity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Octets as text between {@code -----BEGIN LABEL-----} and {@code -----END LABEL-----}, in which keys and certificates
 * are kept and sent around. What stands outside is ignored.
 *
 * <p>Threading: stateless.
 */
final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LINE_CHARACTERS = 64;

    /**
     * One piece.
     *
     * @param label what it says to be
     * @param octets its content; empty if it is encrypted
     * @param isEncrypted whether a header says that its octets are (the way of old key files)
     */
    record Block(String label, byte[] octets, boolean isEncrypted) {}

    private Pem() {}

    /**
     * All pieces of a text.
     *
     * @param name what sentences call the text
     * @throws IOException if there is none, or one is damaged; in a sentence
     */
    static List<Block> read(String text, String name) throws IOException {
        List<String> lines = text.lines().map(String::strip).toList();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (isBoundary(line, BEGIN)) {
                String label = line.substring(BEGIN.length(), line.length() - DASHES.length());
                int end = lines.subList(i, lines.size()).indexOf(END + label + DASHES) + i;
                if (end < i) {
                    throw new IOException("%s is damaged: what begins in line %d has no end".formatted(name, i + 1));
                }
                blocks.add(block(label, lines.subList(i + 1, end), name + " is damaged from line " + (i + 1) + " on"));
                i = end;
            }
        }
        if (blocks.isEmpty()) {
            throw new IOException(name + " holds no PEM text (" + BEGIN + "…); is it the right file?");
        }
        return blocks;
    }

    private static boolean isBoundary(String line, String begin) {
        return line.startsWith(begin) && line.endsWith(DASHES) && line.length() >= begin.length() + DASHES.length();
    }

    private static Block block(String label, List<String> lines, String damage) throws IOException {
        boolean isEncrypted = lines.stream().anyMatch(line -> line.startsWith("Proc-Type:"));
        if (isEncrypted) {
            return new Block(label, new byte[0], true);
        }
        try {
            return new Block(label, Base64.getDecoder().decode(String.join("", lines)), false);
        } catch (IllegalArgumentException e) {
            throw new IOException(damage, e);
        }
    }

    /** One piece as text. */
    static String write(String label, byte[] octets) {
        String lines = Base64.getMimeEncoder(LINE_CHARACTERS, new byte[] {'\n'}).encodeToString(octets);
        return BEGIN + label + DASHES + "\n" + lines + "\n" + END + label + DASHES + "\n";
    }
}
