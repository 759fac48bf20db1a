package io.naru.common.tls;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one key, and asks for nothing else: no name, no time, no authority. It is an extended trust manager since the
 * JDK wraps others in checks of its own.
 *
 * <p>Threading: immutable; any thread.
 */
final class PinnedRelay extends X509ExtendedTrustManager {
    private final Optional<Fingerprint> expected;

    /** A trust manager for one key, or one that refuses every key and tells which it was. */
    PinnedRelay(Optional<Fingerprint> expected) {
        this.expected = expected;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        Fingerprint seen = Identity.fingerprint(chain[0]);
        if (!expected.equals(Optional.of(seen))) {
            throw new RefusedKeyException(seen);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw noServer();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static CertificateException noServer() {
        return new CertificateException("this side is no relay");
    }
}
