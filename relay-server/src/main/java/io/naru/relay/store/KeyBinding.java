package io.naru.relay.store;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.FreeText;
import io.naru.common.wire.Limits;
import java.time.Instant;
import java.util.Objects;

/**
 * A key that is to be bound to an account.
 *
 * @param fingerprint the key
 * @param label what its user calls it, one line of at most {@value Limits#LABEL_OCTETS} octets; may be empty
 * @param addedAt when it was bound; kept in milliseconds
 */
public record KeyBinding(Fingerprint fingerprint, String label, Instant addedAt) {
    public KeyBinding {
        Objects.requireNonNull(fingerprint, "fingerprint");
        FreeText.checkedLine("The label of a key", label, Limits.LABEL_OCTETS);
        Objects.requireNonNull(addedAt, "addedAt");
    }
}
