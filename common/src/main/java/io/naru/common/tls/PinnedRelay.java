package io.naru.common.tls;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Trusts one key, and asks for nothing else: no name, no time, no authority.
 *
 * <p>Threading: immutable; any thread.
 */
final class PinnedRelay extends CertificateCheck {
    private final Optional<Fingerprint> expected;

    /** A trust manager for one key, or one that refuses every key and tells which it was. */
    PinnedRelay(Optional<Fingerprint> expected) {
        this.expected = expected;
    }

    @Override
    void checkServer(X509Certificate[] chain) throws CertificateException {
        Fingerprint seen = Identity.fingerprint(chain[0]);
        if (!expected.equals(Optional.of(seen))) {
            throw new RefusedKeyException(seen);
        }
    }

    @Override
    void checkClient(X509Certificate[] chain) throws CertificateException {
        throw new CertificateException("this side is no relay");
    }
}
