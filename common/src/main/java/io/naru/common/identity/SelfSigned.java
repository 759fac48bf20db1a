package io.naru.common.identity;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * The certificate in which TLS carries a key of ours. Nothing in it but the key means anything: both sides compare the
 * key with the one that they expect, so the name is the same everywhere and the time never runs out.
 *
 * <p>Threading: stateless.
 */
final class SelfSigned {
    private static final BigInteger VERSION_3 = BigInteger.TWO;
    private static final int SERIAL_BITS = 127;
    private static final byte[] COMMON_NAME = Der.identifier(2, 5, 4, 3);
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.identifier(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] NAME = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8("naru"))));

    /** A peer whose clock is behind mustn't find a certificate from tomorrow. */
    private static final Duration BEFORE_NOW = Duration.ofDays(1);

    /** What RFC 5280 gives to certificates without an end. */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private SelfSigned() {}

    /**
     * A certificate for a key, by itself.
     *
     * @param keys of an elliptic curve
     */
    static X509Certificate certificate(KeyPair keys, SecureRandom random, Instant now) throws GeneralSecurityException {
        BigInteger serial = new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
        byte[] toBeSigned = Der.sequence(
                Der.explicit(0, Der.integer(VERSION_3)),
                Der.integer(serial),
                ECDSA_WITH_SHA256,
                NAME,
                Der.sequence(Der.time(now.minus(BEFORE_NOW)), Der.time(NEVER)),
                NAME,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate(), random);
        signature.update(toBeSigned);
        byte[] der = Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
