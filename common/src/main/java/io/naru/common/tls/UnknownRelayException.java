package io.naru.common.tls;

import io.naru.common.message.Fingerprint;
import java.util.Objects;
import javax.net.ssl.SSLException;

/**
 * The relay showed a key, and there was none to compare it with. Nothing was sent to it. Whoever trusts the key connects
 * again, with this fingerprint as the expected one.
 */
public final class UnknownRelayException extends SSLException {
    private static final long serialVersionUID = 1L;

    private final transient Fingerprint seen;

    UnknownRelayException(Fingerprint seen) {
        super("the relay's key is not known yet: " + seen);
        this.seen = Objects.requireNonNull(seen);
    }

    /** The fingerprint of the relay's key. */
    public Fingerprint seen() {
        return seen;
    }
}
