package io.naru.common.tls;

import io.naru.common.identity.CertificateFiles;
import io.naru.common.identity.Identity;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/**
 * What a relay's connections share: its own identity, and the rule for the keys of clients. Sessions are never resumed,
 * so that who a client is was always proven in this very handshake, and nothing is kept of a connection that has ended.
 *
 * <p>Threading: stateless; the contexts that it makes may be used by any thread.
 */
public final class RelayTlsContext {
    private RelayTlsContext() {}

    /** The context of a relay; each engine of it is set by {@link TlsSettings#configureRelay}. */
    public static SSLContext of(Identity identity) {
        return TlsSettings.context(identity, new AnyClient());
    }

    /**
     * The context of a relay whose operator brought a certificate; {@link CertificateFiles#load} tells its fingerprint.
     *
     * @throws IOException if the files can't be used; says which and why
     */
    public static SSLContext ofPem(Path chain, Path key) throws IOException {
        return of(CertificateFiles.load(chain, key));
    }
}
