package io.naru.relay;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How a relay's connections are protected.
 *
 * @param plain who may come without TLS
 * @param certificate a PEM file with the relay's certificate and those that vouch for it; absent for one of the relay's
 *     own, made at its first start
 * @param key a PEM file with the key of {@code certificate}, there when that is
 */
public record RelayTls(Plain plain, Optional<Path> certificate, Optional<Path> key) {
    /** Plain connections from this machine alone, and the relay's own certificate. */
    public static final RelayTls DEFAULT = new RelayTls(Plain.LOOPBACK, Optional.empty(), Optional.empty());

    /** Who may come without TLS. */
    public enum Plain {
        /** Nobody. */
        NEVER,
        /** Whoever comes from this machine, whose network nobody listens to. */
        LOOPBACK,
        /** Everybody. */
        ALWAYS
    }

    public RelayTls {
        Objects.requireNonNull(plain);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate and its key come together");
        }
    }

    /** The same with another word on plain connections. */
    public RelayTls withPlain(Plain other) {
        return new RelayTls(other, certificate, key);
    }

    /** The same with a certificate from PEM files. */
    public RelayTls withCertificate(Path chain, Path itsKey) {
        return new RelayTls(plain, Optional.of(chain), Optional.of(itsKey));
    }
}
