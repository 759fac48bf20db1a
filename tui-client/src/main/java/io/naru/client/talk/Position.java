package io.naru.client.talk;

import io.naru.common.message.RelayMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Up to where a room was told.
 *
 * @param epoch of the room's history
 * @param seq of the last message that was told or passed over with a marker; 0 for none
 * @param hash of that message's author and text, 16 hexadecimal digits; empty if it isn't known
 */
record Position(String epoch, long seq, String hash) {
    private static final int HASH_OCTETS = 8;

    Position {
        Objects.requireNonNull(epoch);
        Objects.requireNonNull(hash);
        if (seq < 0) {
            throw new IllegalArgumentException("seq " + seq);
        }
    }

    /** The position behind a message. */
    static Position behind(String epoch, RelayMessage.Chat chat) {
        return new Position(epoch, chat.seq().orElseThrow(), hash(chat));
    }

    /** Whether that message, which has the position's seq, may be the one that was told. */
    boolean isOf(RelayMessage.Chat chat) {
        return hash.isEmpty() || hash.equals(hash(chat));
    }

    private static String hash(RelayMessage.Chat chat) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(chat.sender().canonical().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            byte[] whole = digest.digest(chat.text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, HASH_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
