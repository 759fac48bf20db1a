package io.naru.relay.cli;

import io.naru.relay.RelayTls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * What {@code naru-relay serve} can be told about encryption.
 *
 * <p>Threading: the main thread.
 */
final class TlsOptions {
    @Option(
            names = "--plain",
            paramLabel = "WHO",
            defaultValue = "loopback",
            converter = PlainConverter.class,
            description = "Who may connect without TLS: never (nobody), loopback (this machine's users), always "
                    + "(everybody, which lets the network read all). Default: ${DEFAULT-VALUE}.")
    private RelayTls.Plain plain;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "A certificate and those that vouch for it, PEM; read again on SIGHUP. Default: the relay's "
                    + "own, made at its first start.")
    private Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The key of that certificate, PEM (PKCS#8).")
    private Path key;

    /**
     * What these options make.
     *
     * @throws IllegalArgumentException if they don't fit together; says how
     */
    RelayTls tls() {
        return new RelayTls(plain, Optional.ofNullable(certificate), Optional.ofNullable(key));
    }

    /** Who may come plain, in words. */
    static final class PlainConverter extends WordConverter<RelayTls.Plain> {
        PlainConverter() {
            super(List.of(RelayTls.Plain.NEVER, RelayTls.Plain.LOOPBACK, RelayTls.Plain.ALWAYS));
        }
    }
}
