package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the first octets of a file are to a person: text, a picture's kind and size, or octets in hexadecimal. They come
 * from somebody else and may be anything; all text is safe to draw.
 *
 * <p>Threading: immutable.
 */
public final class Peeked {
    /** The most lines of a text that are shown. */
    static final int LINES_MAX = 2_000;

    private static final int LINE_CHARACTERS_MAX = 4_000;
    private static final int HEX_OCTETS_MAX = 4_096;
    /** A text in the old encoding of Korean is taken for one if that much of what isn't ASCII is Hangul. */
    private static final double HANGUL_SHARE = 0.8;

    private final String about;
    private final Optional<List<SafeText>> text;
    private final byte[] octets;

    private Peeked(String about, Optional<List<SafeText>> text, byte[] octets) {
        this.about = about;
        this.text = text;
        this.octets = octets;
    }

    /**
     * Looks at octets.
     *
     * @param octets the file's first ones
     * @param total how many the file has, where known
     */
    public static Peeked of(byte[] octets, OptionalLong total) {
        boolean isWhole = total.isPresent() && total.getAsLong() <= octets.length;
        String size = total.isPresent() ? Quantities.octets(total.getAsLong()) : "size not told";
        if (octets.length == 0) {
            boolean isEmpty = isWhole || total.isEmpty();
            return new Peeked(isEmpty ? "an empty file" : "nothing came", Optional.of(List.of()), octets);
        }
        Optional<String> picture = Pictures.about(octets);
        if (picture.isPresent()) {
            return new Peeked(picture.get() + ", " + size, Optional.empty(), head(octets));
        }
        Optional<Decoded> decoded = Magic.of(octets).isPresent() ? Optional.empty() : decoded(octets, isWhole);
        if (decoded.isPresent()) {
            List<SafeText> lines = lines(decoded.get().text());
            String part = isWhole && lines.size() < LINES_MAX ? "" : ", the beginning";
            return new Peeked("text in " + decoded.get().charset() + ", " + size + part, Optional.of(lines), octets);
        }
        return new Peeked(Magic.of(octets).orElse("octets") + ", " + size, Optional.empty(), head(octets));
    }

    private static byte[] head(byte[] octets) {
        return java.util.Arrays.copyOf(octets, Math.min(octets.length, HEX_OCTETS_MAX));
    }

    /** What it is, in a line: {@code PNG picture, 640 x 480, 12 kB}. */
    public String about() {
        return about;
    }

    /** Whether it is shown as text. */
    public boolean isText() {
        return text.isPresent();
    }

    /**
     * What there is to see, line by line; the first says what it is.
     *
     * @param octetsInRow how many octets stand in a row of hexadecimal
     */
    public List<SafeText> lines(int octetsInRow) {
        List<SafeText> lines = new ArrayList<>();
        lines.add(SafeText.line(about));
        lines.add(SafeText.of(""));
        if (text.isPresent()) {
            lines.addAll(text.get());
        } else {
            for (int at = 0; at < octets.length; at += octetsInRow) {
                lines.add(SafeText.line(hexRow(at, octetsInRow)));
            }
        }
        return lines;
    }

    private String hexRow(int from, int columns) {
        StringBuilder hex = new StringBuilder(String.format(Locale.ROOT, "%04x ", from));
        StringBuilder letters = new StringBuilder();
        for (int i = from; i < from + columns; i++) {
            if (i < octets.length) {
                int octet = octets[i] & 0xFF;
                hex.append(String.format(Locale.ROOT, " %02x", octet));
                letters.append(octet >= 0x20 && octet < 0x7F ? (char) octet : '.');
            } else {
                hex.append("   ");
            }
        }
        return hex + "  " + letters;
    }

    private static List<SafeText> lines(String text) {
        List<SafeText> lines = new ArrayList<>();
        String[] parts = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
        int end = parts.length > 0 && parts[parts.length - 1].isEmpty() ? parts.length - 1 : parts.length;
        for (int i = 0; i < Math.min(end, LINES_MAX); i++) {
            String part = parts[i];
            String shown = part.length() > LINE_CHARACTERS_MAX ? part.substring(0, LINE_CHARACTERS_MAX) + "…" : part;
            lines.add(SafeText.line(shown.replace("\t", "    ")));
        }
        return List.copyOf(lines);
    }

    private record Decoded(String text, String charset) {}

    private static Optional<Decoded> decoded(byte[] octets, boolean isWhole) {
        if (startsWith(octets, 0xFF, 0xFE)) {
            return text(octets, 2, StandardCharsets.UTF_16LE, isWhole);
        }
        if (startsWith(octets, 0xFE, 0xFF)) {
            return text(octets, 2, StandardCharsets.UTF_16BE, isWhole);
        }
        int mark = startsWith(octets, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        Optional<Decoded> utf8 = text(octets, mark, StandardCharsets.UTF_8, isWhole);
        return utf8.isPresent() ? utf8 : korean(octets, isWhole);
    }

    /** Many files of years ago are in the encoding that Windows had for Korean. */
    private static Optional<Decoded> korean(byte[] octets, boolean isWhole) {
        String name = "x-windows-949";
        if (!Charset.isSupported(name)) {
            return Optional.empty();
        }
        return text(octets, 0, Charset.forName(name), isWhole)
                .filter(decoded -> hangulShare(decoded.text()) >= HANGUL_SHARE)
                .map(decoded -> new Decoded(decoded.text(), "CP949"));
    }

    private static double hangulShare(String text) {
        long other = text.chars().filter(c -> c >= 0x80).count();
        long hangul = text.chars().filter(c -> c >= 0xAC00 && c <= 0xD7A3).count();
        return other == 0 ? 1 : (double) hangul / other;
    }

    /** The octets as text of that encoding, if all of them are: a character that is cut off at the end isn't missed. */
    private static Optional<Decoded> text(byte[] octets, int from, Charset charset, boolean isWhole) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(octets, from, octets.length - from);
        CharBuffer out = CharBuffer.allocate(octets.length + 1);
        boolean isWrong = decoder.decode(in, out, isWhole).isError() || in.remaining() > 4;
        out.flip();
        if (isWrong || out.chars().anyMatch(Peeked::isControl)) {
            return Optional.empty();
        }
        return Optional.of(new Decoded(out.toString(), charset.name()));
    }

    /** Controls that no text file has; an escape begins a colour in many logs. */
    private static boolean isControl(int c) {
        return c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B && c != '\b' || c == 0x7F;
    }

    static boolean startsWith(byte[] octets, int... wanted) {
        return hasAt(octets, 0, wanted);
    }

    static boolean hasAt(byte[] octets, int at, int... wanted) {
        if (octets.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((octets[at + i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
