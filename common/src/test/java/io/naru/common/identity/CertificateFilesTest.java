package io.naru.common.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.naru.common.file.AtomicFiles;
import io.naru.common.testkit.Seeds;
import io.naru.common.testkit.TestIdentities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTest {
    private static final Identity OWN = TestIdentities.of("relay");
    private static final Identity ABOVE = TestIdentities.of("authority");

    @TempDir
    private Path folder;

    private Path chain;
    private Path key;

    @BeforeEach
    void place() {
        chain = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
    }

    @Test
    void chainAndKeyMakeAnIdentity() throws Exception {
        write(chain, "a comment\n" + certificate(OWN) + certificate(ABOVE));
        write(key, secret(OWN));

        Identity identity = CertificateFiles.load(chain, key);

        assertThat(identity.fingerprint()).isEqualTo(OWN.fingerprint());
        assertThat(identity.chain()).containsExactly(OWN.certificate(), ABOVE.certificate());
        assertThat(identity.privateKey()).isEqualTo(OWN.privateKey());
    }

    @Test
    void oneFileMayHoldBothAndLinksAreFollowed() throws Exception {
        write(key, certificate(OWN) + "\r\n" + secret(OWN).replace("\n", "\r\n"));
        Path link = Files.createSymbolicLink(folder.resolve("live.pem"), key);
        assertThat(CertificateFiles.load(link, link).fingerprint()).isEqualTo(OWN.fingerprint());
    }

    @Test
    void filesThatWereSwappedAreTold() throws Exception {
        write(chain, certificate(OWN));
        write(key, secret(OWN));
        refused(key, key, "%s holds no certificate, but a private key; name the other file", key);
        refused(chain, chain, "%s holds no private key, but a certificate; name the other file", chain);
    }

    @Test
    void fileWithoutPemIsTold() throws Exception {
        write(chain, certificate(OWN));
        Files.write(key, OWN.privateKey().getEncoded());
        IdentityFileTest.chmod(key, "rw-------");
        refused(chain, key, "%s holds no PEM text (-----BEGIN …); is it the right file?", key);
    }

    @Test
    void keyOfAnotherCertificateIsTold() throws Exception {
        write(chain, certificate(ABOVE) + certificate(OWN));
        write(key, secret(OWN));
        refused(chain, key, "The private key in %s isn't that of the first certificate in %s", key, chain);

        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        write(key, Pem.write("PRIVATE KEY", rsa.generateKeyPair().getPrivate().getEncoded()));
        refused(chain, key, "The private key in %s isn't that of the first certificate in %s", key, chain);

        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(384);
        write(key, Pem.write("PRIVATE KEY", curve.generateKeyPair().getPrivate().getEncoded()));
        refused(chain, key, "The private key in %s isn't that of the first certificate in %s", key, chain);
    }

    @Test
    void keysOfOtherFormsAreToldWithTheCommandThatConvertsThem() throws Exception {
        write(chain, certificate(OWN));
        String command = "openssl pkey -in '%s' -out '%s.pkcs8'".formatted(key, key);
        for (String[] form : new String[][] {{"RSA", "PKCS#1"}, {"EC", "SEC1"}, {"DSA", "not PKCS#8"}}) {
            write(key, Pem.write(form[0] + " PRIVATE KEY", new byte[] {1, 2, 3}));
            refused(chain, key, "The private key in %s has an old form (%s). Convert it: %s", key, form[1], command);
        }
        write(key, Pem.write("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3}));
        refused(chain, key, "The private key in %s is encrypted. Decrypt it: %s", key, command);

        write(
                key,
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----\n");
        refused(chain, key, "The private key in %s is encrypted. Decrypt it: %s", key, command);

        write(key, Pem.write("OPENSSH PRIVATE KEY", new byte[] {1, 2, 3}));
        refused(chain, key, "The private key in %s is one of ssh's, which can't be used here", key);
    }

    @Test
    void twoKeysInAFileAreTold() throws Exception {
        write(chain, certificate(OWN));
        write(key, secret(OWN) + secret(ABOVE));
        refused(chain, key, "%s holds more than one private key; keep the one that is meant", key);
    }

    @Test
    void damageIsToldWithItsLine() throws Exception {
        write(chain, certificate(OWN));
        write(key, "\n-----BEGIN PRIVATE KEY-----\nAAAA\n");
        refused(chain, key, "%s is damaged: what begins in line 2 has no end", key);
        write(key, "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n");
        refused(chain, key, "%s is damaged from line 1 on", key);
        write(key, Pem.write("PRIVATE KEY", new byte[] {1, 2, 3}));
        refused(chain, key, "The private key in %s is damaged, or neither EC, Ed25519 nor RSA", key);
        write(key, secret(OWN));
        write(chain, Pem.write("CERTIFICATE", new byte[] {1, 2, 3}));
        refused(chain, key, "A certificate in %s is damaged, or of a kind that can't be read", chain);
    }

    @Test
    void keyThatOthersCanReadIsRefused() throws Exception {
        write(chain, certificate(OWN));
        write(key, secret(OWN));
        IdentityFileTest.chmod(chain, "rw-r--r--");
        IdentityFileTest.chmod(key, "rw-r-----");
        refused(chain, key, "%s holds a secret, but others than you can open it. Type: chmod 600 '%s'", key, key);
    }

    @Test
    void anyTextGivesAnIdentityOrASentence() throws Exception {
        List<String> pieces = List.of(
                certificate(OWN),
                secret(OWN),
                certificate(ABOVE),
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN -----",
                "-----BEGIN ",
                "-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----",
                "-----END CERTIFICATE-----",
                "Proc-Type: 4,ENCRYPTED",
                "AAAA",
                "MAA=",
                "\n",
                "\u0000\u00ff");
        Seeds.run(1500, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                text.append(mutated(random, pieces.get(random.nextInt(pieces.size()))));
                text.append(random.nextBoolean() ? "\n" : "");
            }
            try {
                PemIdentity.read(text.toString(), chain, text.toString(), key);
            } catch (IOException e) {
                IdentityFileTest.isOneSentence(e);
            }
        });
    }

    @Test
    void anyDerGivesAnIdentityOrASentence() throws Exception {
        byte[] certificate = OWN.certificate().getEncoded();
        byte[] secret = OWN.privateKey().getEncoded();
        Seeds.run(1500, random -> {
            String text = Pem.write("CERTIFICATE", changed(random, certificate))
                    + Pem.write("PRIVATE KEY", random.nextBoolean() ? secret : changed(random, secret));
            try {
                PemIdentity.read(text, chain, text, key);
            } catch (IOException e) {
                IdentityFileTest.isOneSentence(e);
            }
        });
    }

    private static byte[] changed(Random random, byte[] der) {
        byte[] copy = der.clone();
        for (int i = random.nextInt(3); i > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private static String mutated(Random random, String text) {
        if (random.nextInt(3) > 0) {
            return text;
        }
        int at = random.nextInt(text.length());
        return text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + random.nextInt(2));
    }

    private static void refused(Path chain, Path key, String sentence, Object... arguments) {
        assertThatIOException()
                .isThrownBy(() -> CertificateFiles.load(chain, key))
                .withMessage(sentence, arguments);
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFiles.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String certificate(Identity identity) throws CertificateEncodingException {
        return Pem.write("CERTIFICATE", identity.certificate().getEncoded());
    }

    private static String secret(Identity identity) {
        return Pem.write("PRIVATE KEY", identity.privateKey().getEncoded());
    }
}
