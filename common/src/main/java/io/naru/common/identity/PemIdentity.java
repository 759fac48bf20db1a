package io.naru.common.identity;

import io.naru.common.file.FileFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Identities from PEM and back. The sentences are for people who got their files from somewhere else, and name the file
 * and, where there is one, the command that helps.
 *
 * <p>Threading: stateless.
 */
final class PemIdentity {
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";

    /** What keys of a kind sign with. */
    private static final Map<String, String> SIGNATURES =
            Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

    private PemIdentity() {}

    /** An identity as text: its key, then its certificates. */
    static byte[] write(Identity identity) {
        try {
            StringBuilder text = new StringBuilder();
            text.append(Pem.write(PRIVATE_KEY, identity.privateKey().getEncoded()));
            for (X509Certificate certificate : identity.chain()) {
                text.append(Pem.write(CERTIFICATE, certificate.getEncoded()));
            }
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can't be written", e);
        }
    }

    /**
     * An identity from the texts of its files, which may be one and the same.
     *
     * @throws IOException if they don't make up one; says why and what to do
     */
    static Identity read(String certificates, Path certificateFile, String key, Path keyFile) throws IOException {
        List<X509Certificate> chain = chain(Pem.read(certificates, certificateFile.toString()), certificateFile);
        PublicKey own = chain.get(0).getPublicKey();
        Optional<String> refusal = KeyRule.refusal(own);
        if (refusal.isPresent()) {
            throw new IOException(
                    "The key of the certificate in " + certificateFile + " can't be used: " + refusal.get());
        }
        PrivateKey secret = privateKey(pkcs8(Pem.read(key, keyFile.toString()), keyFile), own, keyFile);
        if (secret == null || !isPair(secret, own)) {
            throw new IOException("The private key in %s isn't that of the first certificate in %s"
                    .formatted(keyFile, certificateFile));
        }
        return new Identity(secret, chain);
    }

    private static List<X509Certificate> chain(List<Pem.Block> blocks, Path file) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Pem.Block block : blocks) {
            if (block.label().equals(CERTIFICATE)) {
                chain.add(certificate(block.octets(), file));
            }
        }
        if (chain.isEmpty()) {
            boolean isKey = blocks.stream().anyMatch(block -> block.label().endsWith(PRIVATE_KEY));
            throw new IOException(
                    file + " holds no certificate" + (isKey ? ", but a private key; name the other file" : ""));
        }
        return chain;
    }

    private static X509Certificate certificate(byte[] der, Path file) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IOException("A certificate in " + file + " is damaged, or of a kind that can't be read", e);
        }
    }

    private static byte[] pkcs8(List<Pem.Block> blocks, Path file) throws IOException {
        List<Pem.Block> keys = blocks.stream()
                .filter(block -> block.label().endsWith(PRIVATE_KEY))
                .toList();
        if (keys.isEmpty()) {
            boolean isOther = blocks.stream().anyMatch(block -> block.label().equals(CERTIFICATE));
            throw new IOException(
                    file + " holds no private key" + (isOther ? ", but a certificate; name the other file" : ""));
        }
        if (keys.size() > 1) {
            throw new IOException(file + " holds more than one private key; keep the one that is meant");
        }
        Pem.Block key = keys.get(0);
        if (key.isEncrypted() || key.label().equals("ENCRYPTED PRIVATE KEY")) {
            throw new IOException("The private key in %s is encrypted. Decrypt it: %s".formatted(file, command(file)));
        }
        if (key.label().startsWith("OPENSSH")) {
            throw new IOException("The private key in " + file + " is one of ssh's, which can't be used here");
        }
        if (!key.label().equals(PRIVATE_KEY)) {
            throw new IOException("The private key in %s has an old form (%s). Convert it: %s"
                    .formatted(file, oldForm(key.label()), command(file)));
        }
        return key.octets();
    }

    private static String oldForm(String label) {
        return switch (label) {
            case "RSA PRIVATE KEY" -> "PKCS#1";
            case "EC PRIVATE KEY" -> "SEC1";
            default -> "not PKCS#8";
        };
    }

    private static String command(Path file) {
        Path converted = file.resolveSibling(file.getFileName() + ".pkcs8");
        return "openssl pkey -in " + FileFault.quoted(file) + " -out " + FileFault.quoted(converted);
    }

    /** The key, or null if it is a sound one of another kind than the certificate's. */
    private static PrivateKey privateKey(byte[] pkcs8, PublicKey own, Path file) throws IOException {
        InvalidKeySpecException fault = null;
        for (String kind : SIGNATURES.keySet()) {
            try {
                PrivateKey key = KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
                return kind.equals(own.getAlgorithm()) ? key : null;
            } catch (InvalidKeySpecException e) {
                fault = e;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java has no " + kind, e);
            }
        }
        throw new IOException("The private key in " + file + " is damaged, or neither EC, Ed25519 nor RSA", fault);
    }

    private static boolean isPair(PrivateKey secret, PublicKey own) {
        byte[] something = own.getEncoded();
        String algorithm = SIGNATURES.get(own.getAlgorithm());
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(something);
            byte[] signed = signature.sign();
            signature.initVerify(own);
            signature.update(something);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Keys of two curves, or a number out of range, which a signature can't be made or checked with.
            return false;
        }
    }
}
