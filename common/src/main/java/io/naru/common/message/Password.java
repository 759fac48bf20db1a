package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * A password on its way: 1 to 256 octets of UTF-8 without controls. Never printed; wiped when it has been used.
 *
 * <p>The same password typed on another keyboard must be the same octets, so it is kept in normal form, as RFC 8265 has
 * it for opaque strings: Unicode's NFC, with every kind of space a plain one. Case counts.
 *
 * <p>Threading: handed from owner to owner, not shared.
 */
public final class Password {
    private final byte[] octets;

    private Password(byte[] octets) {
        this.octets = octets;
    }

    /**
     * A password from its characters; the caller wipes those.
     *
     * @throws InvalidValueException if it is empty, too long, or holds a control character
     */
    public static Password of(CharSequence characters) {
        CharSequence normal = normalForm(characters);
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(normal));
        byte[] octets = new byte[encoded.remaining()];
        encoded.get(octets);
        Arrays.fill(encoded.array(), (byte) 0);
        String broken = brokenRule(characters, octets.length);
        if (!broken.isEmpty()) {
            Arrays.fill(octets, (byte) 0);
            throw new InvalidValueException(broken);
        }
        return new Password(octets);
    }

    /** Of ASCII the same characters. Of others a copy that can't be wiped, since the JDK normalises to strings only. */
    private static CharSequence normalForm(CharSequence characters) {
        if (characters.chars().allMatch(c -> c < 0x80)) {
            return characters;
        }
        StringBuilder spaced = new StringBuilder(characters.length());
        characters
                .codePoints()
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(spaced::appendCodePoint);
        return Normalizer.normalize(spaced, Normalizer.Form.NFC);
    }

    private static String brokenRule(CharSequence characters, int octets) {
        if (octets == 0) {
            return "The password is empty.";
        }
        if (octets > Limits.PASSWORD_OCTETS) {
            return "A password has " + Limits.PASSWORD_OCTETS + " octets at most.";
        }
        boolean holdsControls = characters.chars().anyMatch(Character::isISOControl);
        return holdsControls ? "A password can't hold control characters." : "";
    }

    /** The octets of UTF-8; the array itself, wiped with this password. */
    public byte[] octets() {
        return octets;
    }

    /** The password as text, for the frame that carries it and nothing else. */
    String text() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** Overwrites the octets; the password is of no further use. */
    public void wipe() {
        Arrays.fill(octets, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password that && MessageDigest.isEqual(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "Password[***]";
    }
}
