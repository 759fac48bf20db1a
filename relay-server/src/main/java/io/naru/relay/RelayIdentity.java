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
            return CertificateFiles.load(
                    config.tls().certificate().get(), config.tls().key().orElseThrow());
        }
        SecureRandom random = new SecureRandom();
        return config.data().isPresent()
                ? IdentityFile.loadOrCreate(file(config.data().get()), random, clock)
                : Identity.create(random, clock.now());
    }

    /** Where a relay with this data folder keeps its own key. */
    public static Path file(Path data) {
        return data.resolve(FILE);
    }
}
