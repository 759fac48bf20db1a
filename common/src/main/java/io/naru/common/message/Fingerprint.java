package io.naru.common.message;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Who somebody is: the SHA-256 hash of a public key, as X.509 writes it (SubjectPublicKeyInfo). It is written and read
 * by people too, so it has a form for them (PROTOCOL.md, section 4.3):
 *
 * <pre>
 *     256 bits and four zeros = 52 digits of Crockford's base 32 = 4 x 13; behind each 13 a check character;
 *     56 characters in 8 groups of 7, parted by '-'
 * </pre>
 *
 * <p>Threading: immutable.
 */
public final class Fingerprint {
    private static final int OCTETS = 32;
    private static final int BASE = 32;
    private static final int PAD_BITS = 4;
    private static final int DIGITS = 52;
    private static final int PART = 13;
    private static final int GROUP = 7;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final byte[] octets;
    private final String text;

    private Fingerprint(byte[] octets) {
        this.octets = octets;
        this.text = text(digits(octets));
    }

    /**
     * The fingerprint of a public key.
     *
     * @param subjectPublicKeyInfo the key's DER form, as {@code PublicKey.getEncoded()} gives it for X.509 keys
     */
    public static Fingerprint ofKey(byte[] subjectPublicKeyInfo) {
        try {
            return new Fingerprint(MessageDigest.getInstance("SHA-256").digest(subjectPublicKeyInfo));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * A fingerprint as somebody wrote it: case, spaces and dashes don't matter, and characters that look alike (O and 0;
     * I, L and 1) count as the same.
     *
     * @throws InvalidValueException if it is none, or a check character says that something was mistyped; a sentence
     *     for people
     */
    public static Fingerprint parse(String written) {
        int[] symbols = new int[DIGITS + DIGITS / PART];
        int count = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == ' ' || c == '-' || c == '\t') {
                continue;
            }
            int value = value(c);
            if (value < 0 || count == symbols.length) {
                throw notOne();
            }
            symbols[count++] = value;
        }
        if (count != symbols.length) {
            throw notOne();
        }
        return new Fingerprint(octets(checkedDigits(symbols)));
    }

    private static InvalidValueException notOne() {
        return new InvalidValueException("A fingerprint is 56 letters and digits, in 8 groups of 7.");
    }

    private static int value(char written) {
        char c = written >= 'a' && written <= 'z' ? (char) (written - 'a' + 'A') : written;
        return switch (c) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> ALPHABET.indexOf(c);
        };
    }

    private static int[] checkedDigits(int[] symbols) {
        int[] digits = new int[DIGITS];
        for (int part = 0; part < DIGITS / PART; part++) {
            int from = part * (PART + 1);
            System.arraycopy(symbols, from, digits, part * PART, PART);
            if (check(digits, part * PART) != symbols[from + PART]) {
                throw new InvalidValueException("That fingerprint is mistyped: compare its groups " + (2 * part + 1)
                        + " and " + (2 * part + 2) + " again.");
            }
        }
        return digits;
    }

    /** The check character of Luhn's method with 32 digits: it finds every single mistake, and nearly every swap. */
    private static int check(int[] digits, int from) {
        int sum = 0;
        for (int i = 0; i < PART; i++) {
            int digit = digits[from + i];
            int term = (PART - i) % 2 == 1 ? 2 * digit : digit;
            sum += term / BASE + term % BASE;
        }
        return (BASE - sum % BASE) % BASE;
    }

    private static int[] digits(byte[] octets) {
        BigInteger number = new BigInteger(1, octets).shiftLeft(PAD_BITS);
        int[] digits = new int[DIGITS];
        for (int i = 0; i < DIGITS; i++) {
            digits[i] = number.shiftRight(5 * (DIGITS - 1 - i)).intValue() & (BASE - 1);
        }
        return digits;
    }

    private static byte[] octets(int[] digits) {
        BigInteger number = BigInteger.ZERO;
        for (int digit : digits) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        if ((digits[DIGITS - 1] & ((1 << PAD_BITS) - 1)) != 0) {
            throw notOne();
        }
        byte[] signed = number.shiftRight(PAD_BITS).toByteArray();
        byte[] octets = new byte[OCTETS];
        int length = Math.min(OCTETS, signed.length);
        System.arraycopy(signed, signed.length - length, octets, OCTETS - length, length);
        return octets;
    }

    private static String text(int[] digits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < DIGITS; i++) {
            append(text, digits[i]);
            if (i % PART == PART - 1) {
                append(text, check(digits, i + 1 - PART));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int symbol) {
        if (text.length() % (GROUP + 1) == GROUP) {
            text.append('-');
        }
        text.append(ALPHABET.charAt(symbol));
    }

    /** The 32 octets of the hash, a copy. */
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The form for people, files and the wire, 63 characters. */
    @Override
    public String toString() {
        return text;
    }
}
