package io.naru.relay.session;

import io.naru.common.message.UserName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The places at which pages of a search in all rooms end, as a client is told them. The store counts the messages of all
 * rooms, and how many there are between two of them is nobody's business who can't read those; so a place is enciphered for
 * the user who asks, by a key that is new at each start of the relay.
 *
 * <pre>
 *   52 bits   [ place in the store, 40 | zeros, 12 ]  --Feistel, 8 rounds of HMAC-SHA-256 on halves of 26-->  [ a number ]
 * </pre>
 *
 * The zeros tell a number that this relay gave this user from any other.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class SearchPlaces {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_OCTETS = 32;
    private static final int ROUNDS = 8;
    private static final int HALF_BITS = 26;
    private static final long HALF = (1L << HALF_BITS) - 1;
    private static final int ZERO_BITS = 12;
    private static final long PLACE_MAX = (1L << 2 * HALF_BITS - ZERO_BITS) - 1;

    private final Mac mac;

    /** With a key that nobody knows. */
    SearchPlaces(SecureRandom random) {
        byte[] key = new byte[KEY_OCTETS];
        random.nextBytes(key);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The number that a user is told for a place of the store. */
    long told(UserName user, long place) {
        if (place < 0 || place > PLACE_MAX) {
            throw new IllegalArgumentException("a place is 0 to 2^40 - 1, not " + place);
        }
        long whole = place << ZERO_BITS;
        long left = whole >>> HALF_BITS;
        long right = whole & HALF;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ mixed(user, round, right);
            left = right;
            right = next;
        }
        return left << HALF_BITS | right;
    }

    /** The place for which that user was told a number; empty if it was told to nobody, to somebody else or in an earlier run. */
    OptionalLong place(UserName user, long told) {
        long left = told >>> HALF_BITS & HALF;
        long right = told & HALF;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            long before = right ^ mixed(user, round, left);
            right = left;
            left = before;
        }
        long whole = left << HALF_BITS | right;
        boolean isOurs = told >>> 2 * HALF_BITS == 0 && (whole & (1L << ZERO_BITS) - 1) == 0;
        return isOurs ? OptionalLong.of(whole >>> ZERO_BITS) : OptionalLong.empty();
    }

    private long mixed(UserName user, int round, long half) {
        mac.update(user.canonical().getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        mac.update((byte) round);
        byte[] digest =
                mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(half).array());
        return ByteBuffer.wrap(digest).getLong() & HALF;
    }
}
