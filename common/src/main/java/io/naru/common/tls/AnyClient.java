package io.naru.common.tls;

import io.naru.common.identity.KeyRule;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every client in whose key is a sound one. TLS proves that the client has the key; whose key it is, and what its
 * owner may do, is the session's business.
 *
 * <p>Threading: stateless; any thread.
 */
final class AnyClient extends X509ExtendedTrustManager {
    private static void check(X509Certificate[] chain) throws CertificateException {
        Optional<String> refusal = KeyRule.refusal(chain[0].getPublicKey());
        if (refusal.isPresent()) {
            throw new CertificateException("the client's key is refused: " + refusal.get());
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw noClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw noClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw noClient();
    }

    /** None, so that a client isn't asked for a certificate of some authority. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static CertificateException noClient() {
        return new CertificateException("this side is no client");
    }
}
