package io.naru.common.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Strings for everything that takes text from others: a kept corpus, and random ones made of its like. */
public final class NastyStrings {
    private static final String RESOURCE = "/io/naru/common/nasty-strings.txt";

    /** First and last code points of where trouble lives, each as likely as the other. */
    private static final int[][] TROUBLE = {
        {0x00, 0x7F},
        {0x20, 0x7E},
        {'.', '/'},
        {0x80, 0x9F},
        {0xA0, 0x24F},
        {0x300, 0x36F},
        {0x590, 0x6FF},
        {0x900, 0xDFF},
        {0x1100, 0x11FF},
        {0x1F00, 0x206F},
        {0x20D0, 0x20FF},
        {0x2190, 0x27BF},
        {0x3000, 0x33FF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7FF},
        {0xD800, 0xDFFF},
        {0xF900, 0xFFFF},
        {0x10000, 0x10FFFF},
        {0x11000, 0x11FFF},
        {0x1D100, 0x1D200},
        {0x1E000, 0x1E5FF},
        {0x1F1E6, 0x1F1FF},
        {0x1F300, 0x1FAFF},
        {0x1F3FB, 0x1F3FF},
        {0x200D, 0x200D},
        {0xFE00, 0xFE0F},
        {0xE0000, 0xE01FF},
    };

    private NastyStrings() {}

    /** The corpus, in its order. */
    public static List<String> corpus() {
        List<String> strings = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(NastyStrings.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith("# ")) {
                    strings.add(unescaped(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return strings;
    }

    /** A random string, mostly hostile: pieces of the corpus, and characters from where trouble lives. */
    public static String random(Random random) {
        List<String> corpus = Corpus.STRINGS;
        StringBuilder out = new StringBuilder();
        int pieces = random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            if (random.nextInt(4) == 0) {
                String piece = corpus.get(random.nextInt(corpus.size()));
                int start = random.nextInt(piece.length());
                out.append(piece, start, start + 1 + random.nextInt(piece.length() - start));
            } else {
                appendRandom(out, random, TROUBLE[random.nextInt(TROUBLE.length)]);
            }
        }
        return out.toString();
    }

    private static void appendRandom(StringBuilder out, Random random, int[] range) {
        int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 3);
        for (int i = 0; i < count; i++) {
            out.appendCodePoint(range[0] + random.nextInt(range[1] - range[0] + 1));
        }
    }

    /** A string in the notation of the corpus: printable ASCII as it stands, everything else escaped. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c >= ' ' && c < 0x7F) {
                        out.append(c);
                    } else {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    }
                }
            }
        }
        return out.toString();
    }

    /** A string from the notation of the corpus. */
    static String unescaped(String line) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '\\') {
                out.append(line.charAt(i));
                continue;
            }
            i++;
            switch (line.charAt(i)) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case '\\' -> out.append('\\');
                case 'u' -> {
                    out.append((char) Integer.parseInt(line, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> throw new IllegalStateException("unknown escape in the corpus: " + line);
            }
        }
        return out.toString();
    }

    /** Read at first use. */
    private static final class Corpus {
        static final List<String> STRINGS = List.copyOf(corpus());
    }
}
