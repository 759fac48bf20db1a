package io.naru.common.testkit;

import io.naru.common.identity.Identity;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;

/**
 * Identities that are the same in every run, so that a test or a screen may name their fingerprints: the key of each is
 * made of its name. They are no secret.
 *
 * <p>Threading: stateless; any thread.
 */
public final class TestIdentities {
    private static final ECParameterSpec P256 = p256();
    private static final BigInteger PRIME = ((ECFieldFp) P256.getCurve().getField()).getP();
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final Instant MADE = Instant.parse("2026-11-23T09:00:00Z");

    private TestIdentities() {}

    /**
     * The identity of a name. Its key is always the same, its certificate is signed anew; it takes some milliseconds.
     */
    public static Identity of(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            BigInteger secret = new BigInteger(1, hash)
                    .mod(P256.getOrder().subtract(BigInteger.ONE))
                    .add(BigInteger.ONE);
            KeyFactory factory = KeyFactory.getInstance("EC");
            KeyPair keys = new KeyPair(
                    factory.generatePublic(new ECPublicKeySpec(times(secret, P256.getGenerator()), P256)),
                    factory.generatePrivate(new ECPrivateKeySpec(secret, P256)));
            return Identity.of(keys, new SecureRandom(), MADE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK multiplies points only where nobody can get at it: by doubling and adding, slowly, in the open. */
    private static ECPoint times(BigInteger factor, ECPoint point) {
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            sum = plus(sum, sum);
            if (factor.testBit(bit)) {
                sum = plus(sum, point);
            }
        }
        return sum;
    }

    private static ECPoint plus(ECPoint a, ECPoint b) {
        if (a.equals(ECPoint.POINT_INFINITY)) {
            return b;
        }
        if (b.equals(ECPoint.POINT_INFINITY)) {
            return a;
        }
        BigInteger slope = a.equals(b)
                ? divided(
                        a.getAffineX()
                                .pow(2)
                                .multiply(THREE)
                                .add(P256.getCurve().getA()),
                        a.getAffineY().shiftLeft(1))
                : divided(
                        b.getAffineY().subtract(a.getAffineY()), b.getAffineX().subtract(a.getAffineX()));
        BigInteger x =
                slope.pow(2).subtract(a.getAffineX()).subtract(b.getAffineX()).mod(PRIME);
        BigInteger y = slope.multiply(a.getAffineX().subtract(x))
                .subtract(a.getAffineY())
                .mod(PRIME);
        return new ECPoint(x, y);
    }

    private static BigInteger divided(BigInteger a, BigInteger b) {
        return a.multiply(b.modInverse(PRIME)).mod(PRIME);
    }
}
