package io.naru.common.tls;

import io.naru.common.message.Fingerprint;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** The other side showed another key than the expected one: it is somebody else, or has a new key. Nothing was sent. */
public final class PinMismatchException extends SSLException {
    private static final long serialVersionUID = 1L;

    private final transient Fingerprint expected;
    private final transient Fingerprint seen;

    PinMismatchException(Fingerprint expected, Fingerprint seen) {
        super("the key is another one than expected: " + expected + " was expected, " + seen + " was shown");
        this.expected = Objects.requireNonNull(expected);
        this.seen = Objects.requireNonNull(seen);
    }

    /** The fingerprint that was pinned. */
    public Fingerprint expected() {
        return expected;
    }

    /** The fingerprint of the key that was shown. */
    public Fingerprint seen() {
        return seen;
    }
}
