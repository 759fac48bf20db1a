package io.naru.common.identity;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * Which keys count as an identity: those that nobody can guess, and that cost no more to check than an honest one.
 *
 * <p>Threading: stateless.
 */
public final class KeyRule {
    private static final int EC_BITS_MIN = 256;
    private static final int RSA_BITS_MIN = 2048;
    private static final int RSA_BITS_MAX = 8192;

    private KeyRule() {}

    /**
     * Why a key doesn't count: a reason as the end of a sentence; empty if it does. P-256 and larger curves do, Ed25519
     * and Ed448, and RSA with 2048 to 8192 bits.
     */
    public static Optional<String> refusal(PublicKey key) {
        if (key instanceof ECPublicKey curve) {
            int bits = curve.getParams().getOrder().bitLength();
            return bits >= EC_BITS_MIN ? Optional.empty() : Optional.of("its curve is smaller than P-256");
        }
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX
                    ? Optional.empty()
                    : Optional.of("an RSA key has " + RSA_BITS_MIN + " to " + RSA_BITS_MAX + " bits, this one " + bits);
        }
        return key instanceof EdECPublicKey
                ? Optional.empty()
                : Optional.of("its kind, " + key.getAlgorithm() + ", isn't EC, Ed25519 or RSA");
    }
}
