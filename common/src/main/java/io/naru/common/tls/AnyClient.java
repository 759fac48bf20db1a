package io.naru.common.tls;

import io.naru.common.identity.KeyRule;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Lets every client in whose key is a sound one. TLS proves that the client has the key; whose key it is, and what its
 * owner may do, is the session's business.
 *
 * <p>Threading: stateless; any thread.
 */
final class AnyClient extends CertificateCheck {
    @Override
    void checkClient(X509Certificate[] chain) throws CertificateException {
        Optional<String> refusal = KeyRule.refusal(chain[0].getPublicKey());
        if (refusal.isPresent()) {
            throw new CertificateException("the client's key is refused: " + refusal.get());
        }
    }

    @Override
    void checkServer(X509Certificate[] chain) throws CertificateException {
        throw new CertificateException("this side is no client");
    }
}
