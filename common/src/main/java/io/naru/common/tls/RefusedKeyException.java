package io.naru.common.tls;

import io.naru.common.message.Fingerprint;
import java.security.cert.CertificateException;

/** How a trust manager hands a key that it refused through the machinery of TLS to {@link TlsSocket}. */
final class RefusedKeyException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient Fingerprint seen;

    RefusedKeyException(Fingerprint seen) {
        super("the key isn't the expected one");
        this.seen = seen;
    }

    Fingerprint seen() {
        return seen;
    }
}
