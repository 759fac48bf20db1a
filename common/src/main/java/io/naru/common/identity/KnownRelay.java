package io.naru.common.identity;

import io.naru.common.message.Fingerprint;
import java.time.Instant;
import java.util.Objects;

/**
 * A relay whose key was accepted.
 *
 * @param host as it was dialled, in lower case, without brackets
 * @param port 1 to 65535
 * @param fingerprint of its key
 * @param firstSeen when it was accepted
 * @param line of the file, from 1
 */
public record KnownRelay(String host, int port, Fingerprint fingerprint, Instant firstSeen, int line) {
    public KnownRelay {
        Objects.requireNonNull(host);
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(firstSeen);
    }
}
