package io.naru.relay.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A password in clear, as UTF-8, for as long as it takes to hash it.
 *
 * <p>It owns its octets and overwrites them in {@link #clear()}; a hasher clears the passwords that it is given. It
 * never shows itself in {@link #toString()}, and is on purpose not a record: it isn't compared with anything.
 *
 * <p>Threading: handed over from one thread to the next, never used by two at once.
 */
public final class Password {

    /** The longest password, in octets of UTF-8. */
    public static final int MAX_OCTETS = 256;

    private final byte[] octets;
    private boolean cleared;

    private Password(byte[] octets) {
        this.octets = octets;
    }

    /** Whether a password may have this length: 1 to {@value #MAX_OCTETS} octets of UTF-8. */
    public static boolean isLengthAllowed(int octets) {
        return octets >= 1 && octets <= MAX_OCTETS;
    }

    /**
     * Takes over {@code utf8}: the caller neither reads nor writes the array afterwards.
     *
     * @throws IllegalArgumentException if the length isn't allowed; the array is cleared then too
     */
    public static Password ofOctets(byte[] utf8) {
        Objects.requireNonNull(utf8, "utf8");
        if (!isLengthAllowed(utf8.length)) {
            Arrays.fill(utf8, (byte) 0);
            throw new IllegalArgumentException("A password has 1 to " + MAX_OCTETS + " octets, not " + utf8.length);
        }
        return new Password(utf8);
    }

    /**
     * Encodes {@code characters} and clears the array in any case.
     *
     * @throws IllegalArgumentException if the length isn't allowed, or the characters hold a lone surrogate
     */
    public static Password ofCharacters(char[] characters) {
        Objects.requireNonNull(characters, "characters");
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters));
            byte[] octets = Arrays.copyOfRange(encoded.array(), encoded.position(), encoded.limit());
            Arrays.fill(encoded.array(), (byte) 0);
            return ofOctets(octets);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A password is made of whole characters", e);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /** The octets themselves, for the hasher only: not a copy, so that {@link #clear()} leaves nothing behind. */
    byte[] octets() {
        if (cleared) {
            throw new IllegalStateException("The password was cleared already");
        }
        return octets;
    }

    /** Overwrites the octets. May be called more than once. */
    public void clear() {
        cleared = true;
        Arrays.fill(octets, (byte) 0);
    }

    @Override
    public String toString() {
        return "Password[...]";
    }
}
