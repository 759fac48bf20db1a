package io.naru.common.identity;

import io.naru.common.message.Fingerprint;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;

/**
 * A key of one's own with the certificate that carries it: what an install of a client, or a relay, shows to others.
 * Ours have a P-256 key and sign their certificate themselves; a relay's operator may bring another one.
 *
 * <p>Threading: immutable; any thread.
 */
public final class Identity {
    private final PrivateKey privateKey;
    private final List<X509Certificate> chain;
    private final Fingerprint fingerprint;

    /**
     * An identity from its pieces.
     *
     * @param privateKey belongs to the first certificate; the caller has checked that
     * @param chain at least one
     */
    Identity(PrivateKey privateKey, List<X509Certificate> chain) {
        this.privateKey = privateKey;
        this.chain = List.copyOf(chain);
        this.fingerprint = fingerprint(this.chain.get(0));
    }

    /**
     * A new identity that nobody else has; in memory only.
     *
     * @param random for the key, the serial number and the signature
     * @param now the certificate is valid from a day before, without an end
     */
    public static Identity create(SecureRandom random, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return of(generator.generateKeyPair(), random, now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no elliptic curve P-256", e);
        }
    }

    /**
     * An identity of a key that there is already.
     *
     * @param keys of an elliptic curve
     * @throws IllegalStateException if they are no such keys
     */
    public static Identity of(KeyPair keys, SecureRandom random, Instant now) {
        try {
            return new Identity(keys.getPrivate(), List.of(SelfSigned.certificate(keys, random, now)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key can't sign its own certificate", e);
        }
    }

    /** The fingerprint of the key that a certificate carries. */
    public static Fingerprint fingerprint(X509Certificate certificate) {
        return Fingerprint.ofKey(certificate.getPublicKey().getEncoded());
    }

    /** What others know this identity by. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** The certificate that carries the key. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The certificate and those above it, if an operator brought some; its own is the first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The secret half. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** The fingerprint, and nothing that is secret. */
    @Override
    public String toString() {
        return "Identity[" + fingerprint + "]";
    }
}
