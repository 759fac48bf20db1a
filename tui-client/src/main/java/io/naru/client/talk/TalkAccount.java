package io.naru.client.talk;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose chat it is: an account at a relay. A relay is known by its key, or by its address where it has none.
 *
 * @param relay {@code host:port} as the user wrote it
 * @param relayKey of an encrypted link
 * @param user who is logged in
 */
public record TalkAccount(String relay, Optional<Fingerprint> relayKey, UserName user) {
    private static final int NAME_MAX = 60;
    private static final int HASH_OCTETS = 16;

    public TalkAccount {
        Objects.requireNonNull(relay);
        Objects.requireNonNull(relayKey);
        Objects.requireNonNull(user);
    }

    /** The name of the folder of its files, below that of all. */
    public String folderName() {
        String relayName = relayKey.map(Fingerprint::toString).orElseGet(() -> "plain-" + fileName(relay));
        return relayName + "/" + fileName(user.canonical());
    }

    /** A name that every file system takes, whatever the characters of this one. */
    static String fileName(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace(':', '_');
        boolean isPlain = lower.matches("[a-z0-9][a-z0-9._-]*") && lower.length() <= NAME_MAX;
        return isPlain ? lower : "=" + hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, HASH_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether they are the same account, as far as that can be told. */
    boolean isSame(TalkAccount other) {
        boolean isSameRelay = relayKey.isPresent() || other.relayKey.isPresent()
                ? relayKey.equals(other.relayKey)
                : relay.equals(other.relay);
        return isSameRelay && user.equals(other.user);
    }
}
