package io.naru.client.event;

import io.naru.common.message.Fingerprint;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A key that opens the account without a password.
 *
 * @param fingerprint of the key
 * @param label what the user calls it, one line as it came; may be empty
 * @param added when it was bound
 * @param used when it was last used to log in, roughly; empty if never
 * @param isCurrent whether it is the key of this very connection
 */
public record BoundKey(
        Fingerprint fingerprint, String label, Instant added, Optional<Instant> used, boolean isCurrent) {
    public BoundKey {
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(label);
        Objects.requireNonNull(added);
        Objects.requireNonNull(used);
    }
}
