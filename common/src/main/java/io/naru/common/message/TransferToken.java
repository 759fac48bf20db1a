package io.naru.common.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The secret that opens one data connection, once. Compared in constant time, printed never.
 *
 * @param value 1 to 64 characters of printable ASCII without space
 */
public record TransferToken(String value) {
    public TransferToken {
        Ids.checked("A transfer token", value);
    }

    /** Whether both are the same, in a time that doesn't tell how much of them is. */
    public boolean matches(TransferToken other) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII), other.value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "TransferToken[***]";
    }
}
