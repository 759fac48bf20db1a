package io.naru.relay;

import io.naru.common.identity.CertificateFiles;
import io.naru.common.identity.Identity;
import io.naru.common.identity.IdentityFile;
import io.naru.common.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * What a relay proves itself with: the certificate that its operator brought, else a key of its own, made when it is
 * first needed and kept in the data folder. Without a data folder it lasts as long as the relay.
 *
 * <p>Threading: stateless.
 */
public final class RelayIdentity {
    private static final String FILE = "relay-identity.pem";

    private RelayIdentity() {}

    /**
     * Reads it, or makes it.
     *
     * @throws IOException if a file can't be used; says which and what to do
     */
    static Identity load(RelayConfig config, Clock clock) throws IOException {
        if (config.tls().certificate().isPresent()) {
            return fromFiles(config.tls());
        }
        SecureRandom random = new SecureRandom();
        return config.data().isPresent()
                ? IdentityFile.loadOrCreate(file(config.data().get()), random, clock)
                : Identity.create(random, clock.now());
    }

    /**
     * Reads it again, and makes none: a relay whose file is gone mustn't become another one to all who know it.
     *
     * @param current what it is while that is kept nowhere
     * @throws IOException if a file isn't there or can't be used; says which and what to do
     */
    static Identity loadAgain(RelayConfig config, Identity current) throws IOException {
        if (config.tls().certificate().isPresent()) {
            return fromFiles(config.tls());
        }
        return config.data().isPresent() ? IdentityFile.load(file(config.data().get())) : current;
    }

    private static Identity fromFiles(RelayTls tls) throws IOException {
        return CertificateFiles.load(tls.certificate().orElseThrow(), tls.key().orElseThrow());
    }

    /** Where a relay with this data folder keeps its own key. */
    public static Path file(Path data) {
        return data.resolve(FILE);
    }
}
