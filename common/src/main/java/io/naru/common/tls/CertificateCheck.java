package io.naru.common.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One check for each side, whatever the TLS runs on. It is an extended trust manager since the JDK wraps others in checks of
 * its own.
 *
 * <p>Threading: immutable; any thread.
 */
abstract class CertificateCheck extends X509ExtendedTrustManager {
    /** Judges what a client has shown. */
    abstract void checkClient(X509Certificate[] chain) throws CertificateException;

    /** Judges what a server has shown. */
    abstract void checkServer(X509Certificate[] chain) throws CertificateException;

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        checkClient(chain);
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        checkClient(chain);
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        checkClient(chain);
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        checkServer(chain);
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        checkServer(chain);
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        checkServer(chain);
    }

    /** None, so that a client isn't asked for a certificate of some authority. */
    @Override
    public final X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
