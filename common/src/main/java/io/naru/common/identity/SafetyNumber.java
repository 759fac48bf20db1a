package io.naru.common.identity;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A number that two users compare, over the telephone or side by side, to learn that nobody stands between them
 * (PROTOCOL.md, section 4.5). It is made of the names and keys of both and is the same for both.
 *
 * @param groups 12, each of 5 digits
 */
public record SafetyNumber(List<String> groups) {
    private static final int GROUPS = 12;
    private static final int GROUP_OCTETS = 5;
    private static final int GROUP_DIGITS = 5;
    private static final long GROUP_NUMBERS = 100_000;
    private static final String PURPOSE = "naru safety number 1";

    public SafetyNumber {
        groups = List.copyOf(groups);
        if (groups.size() != GROUPS || !groups.stream().allMatch(g -> g.matches("[0-9]{" + GROUP_DIGITS + "}"))) {
            throw new IllegalArgumentException("a safety number has 12 groups of 5 digits");
        }
    }

    /** The number of two users, whichever of them is named first. */
    public static SafetyNumber of(UserName nameA, Fingerprint fingerprintA, UserName nameB, Fingerprint fingerprintB) {
        List<byte[]> both = Stream.of(identity(nameA, fingerprintA), identity(nameB, fingerprintB))
                .sorted(Arrays::compareUnsigned)
                .toList();
        MessageDigest digest = sha512();
        digest.update(PURPOSE.getBytes(StandardCharsets.US_ASCII));
        both.forEach(digest::update);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new SafetyNumber(
                IntStream.range(0, GROUPS).mapToObj(i -> group(hash)).toList());
    }

    /** The key, the length of the folded name, the folded name: no two users have the same octets. */
    private static byte[] identity(UserName name, Fingerprint fingerprint) {
        byte[] key = fingerprint.octets();
        byte[] folded = name.canonical().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(key.length + Short.BYTES + folded.length)
                .put(key)
                .putShort((short) folded.length)
                .put(folded)
                .array();
    }

    private static String group(ByteBuffer hash) {
        long number = 0;
        for (int i = 0; i < GROUP_OCTETS; i++) {
            number = number << Byte.SIZE | hash.get() & 0xFF;
        }
        return String.format(Locale.ROOT, "%05d", number % GROUP_NUMBERS);
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-512", e);
        }
    }

    /** The 60 digits in their groups, with spaces between. */
    @Override
    public String toString() {
        return String.join(" ", groups);
    }
}
