package io.naru.common.tls;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Who is at the other end.
 *
 * <p>Threading: stateless.
 */
public final class TlsPeer {
    private TlsPeer() {}

    /**
     * The fingerprint of the key whose possession the other side has proven in the handshake.
     *
     * @param session of a finished handshake
     * @return empty if the other side, a client, showed no certificate, or the handshake isn't finished
     */
    public static Optional<Fingerprint> fingerprint(SSLSession session) {
        try {
            return Optional.of(Identity.fingerprint((X509Certificate) session.getPeerCertificates()[0]));
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
