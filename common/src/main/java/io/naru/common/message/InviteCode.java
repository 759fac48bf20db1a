package io.naru.common.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * The secret of an invite: {@value #CHARACTERS} digits of Crockford's base 32, which are 130 random bits. Never
 * printed but by {@link #text()}.
 *
 * <p>Threading: immutable.
 */
public final class InviteCode {
    /** How long the text of a code is. */
    public static final int CHARACTERS = 26;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final String text;

    private InviteCode(String text) {
        this.text = text;
    }

    /** A code that nobody has seen. */
    public static InviteCode create(SecureRandom random) {
        byte[] octets = new byte[CHARACTERS];
        random.nextBytes(octets);
        StringBuilder text = new StringBuilder(CHARACTERS);
        for (byte octet : octets) {
            text.append(ALPHABET.charAt(octet & (ALPHABET.length() - 1)));
        }
        return new InviteCode(text.toString());
    }

    /**
     * A code as somebody wrote it: case, spaces and dashes don't matter, and characters that look alike (O and 0; I, L
     * and 1) count as the same.
     *
     * @throws InvalidValueException if it is none; the sentence holds nothing of it
     */
    public static InviteCode parse(String written) {
        StringBuilder text = new StringBuilder(CHARACTERS);
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == ' ' || c == '-') {
                continue;
            }
            int digit = ALPHABET.indexOf(canonical(c));
            if (digit < 0 || text.length() == CHARACTERS) {
                throw notOne();
            }
            text.append(ALPHABET.charAt(digit));
        }
        if (text.length() != CHARACTERS) {
            throw notOne();
        }
        return new InviteCode(text.toString());
    }

    private static char canonical(char written) {
        char c = written >= 'a' && written <= 'z' ? (char) (written - 'a' + 'A') : written;
        return switch (c) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> c;
        };
    }

    private static InvalidValueException notOne() {
        return new InvalidValueException("An invite's code is " + CHARACTERS + " letters and digits.");
    }

    /** The code itself, for the link and the frame that carry it and nothing else. */
    public String text() {
        return text;
    }

    /** Its SHA-256: what a relay keeps of it, from which nobody gets the code. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InviteCode that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.US_ASCII), that.text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "InviteCode[***]";
    }
}
