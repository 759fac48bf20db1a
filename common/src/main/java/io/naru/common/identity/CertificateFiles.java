package io.naru.common.identity;

import io.naru.common.file.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The PEM files of an operator who brings a certificate of some authority for a relay. Symbolic links are followed, as
 * the tools that renew such files make them.
 *
 * <p>Threading: stateless.
 */
public final class CertificateFiles {
    private static final int MAX_OCTETS = 1 << 20;

    private CertificateFiles() {}

    /**
     * The identity that is kept in two files, or twice the same one.
     *
     * @param chain the certificate of the key, then those above it if there are any; clients pin the key of the first,
     *     so neither names nor dates in them are looked at
     * @param key the private key: PKCS#8, not encrypted, EC, RSA or Ed25519, readable by its owner only
     * @throws IOException if they can't be read, others can read the key, they are of a form that isn't understood, or
     *     don't belong together; a sentence that names the file, and the command that helps if there is one
     */
    public static Identity load(Path chain, Path key) throws IOException {
        String certificates = SmallFile.read("The certificate", chain, MAX_OCTETS);
        String secret = SmallFile.read("The private key", key, MAX_OCTETS);
        AtomicFiles.checkPrivate(key);
        return PemIdentity.read(certificates, chain, secret, key);
    }
}
