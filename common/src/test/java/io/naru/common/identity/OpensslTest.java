package io.naru.common.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.naru.common.file.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write, openssl reads; what it writes, we read; and the commands that we tell people to type do what we say. */
class OpensslTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsOpenssl() throws Exception {
        try {
            assumeTrue(run("openssl", "version").startsWith("OpenSSL"), "openssl is needed");
        } catch (IOException e) {
            assumeTrue(false, "openssl is needed");
        }
    }

    @Test
    void certificateOfAnIdentityIsReadable() throws Exception {
        Identity identity = Identity.create(new SecureRandom(), Instant.parse("2026-11-23T09:00:00Z"));
        Path file = folder.resolve("identity.pem");
        AtomicFiles.write(file, PemIdentity.write(identity));

        assertThat(run("openssl", "x509", "-in", "identity.pem", "-noout", "-text"))
                .contains("Version: 3 (0x2)")
                .contains("Signature Algorithm: ecdsa-with-SHA256")
                .containsPattern("Issuer: CN ?= ?naru")
                .contains("Not Before: Nov 22 09:00:00 2026 GMT")
                .contains("Not After : Dec 31 23:59:59 9999 GMT")
                .contains("NIST CURVE: P-256");
        assertThat(run("openssl", "verify", "-check_ss_sig", "-CAfile", "identity.pem", "identity.pem"))
                .contains("OK");
        assertThat(run("openssl", "pkey", "-in", "identity.pem", "-noout", "-check"))
                .contains("Key is valid");

        run("openssl", "pkey", "-in", "identity.pem", "-pubout", "-outform", "DER", "-out", "public.der");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve("public.der")));
        assertThat(HexFormat.of().formatHex(identity.fingerprint().octets()))
                .isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void keysOfAllKindsThatItMakesAreUsable() throws Exception {
        for (List<String> kind : List.of(
                List.of("EC", "-pkeyopt", "ec_paramgen_curve:P-384"),
                List.of("RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
                List.of("ED25519"))) {
            List<String> command = new ArrayList<>(List.of("openssl", "genpkey", "-out", "key.pem", "-algorithm"));
            command.addAll(kind);
            run(command.toArray(new String[0]));
            certify("key.pem");

            Identity identity = load("key.pem");

            assertThat(identity.certificate().getSubjectX500Principal().getName())
                    .isEqualTo("CN=relay.example");
        }
    }

    @Test
    void weakKeyIsRefused() throws Exception {
        run("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", "key.pem");
        certify("key.pem");
        assertThat(catchThrowableOfType(IOException.class, () -> load("key.pem")))
                .hasMessage(
                        "The key of the certificate in %s can't be used: an RSA key has 2048 to 8192 bits, this one 1024",
                        folder.resolve("chain.pem"));
    }

    @Test
    void commandThatWeTellConvertsKeysOfOldForms() throws Exception {
        run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-out", "ec.pem");
        run("openssl", "genrsa", "-traditional", "-out", "rsa.pem", "2048");
        run("openssl", "rsa", "-in", "rsa.pem", "-traditional", "-out", "old.pem", "-aes128", "-passout", "pass:x");
        run("openssl", "pkcs8", "-topk8", "-in", "rsa.pem", "-out", "new.pem", "-passout", "pass:x");
        for (String key : List.of("ec.pem", "rsa.pem", "old.pem", "new.pem")) {
            certify(key);
            IOException refusal = catchThrowableOfType(IOException.class, () -> load(key));
            String command = refusal.getMessage().replaceFirst(".* it: ", "");

            run("sh", "-c", command + " -passin pass:x");

            assertThat(load(key + ".pkcs8").certificate()).isNotNull();
        }
    }

    private void certify(String key) throws Exception {
        run(
                "openssl",
                "req",
                "-x509",
                "-new",
                "-key",
                key,
                "-passin",
                "pass:x",
                "-subj",
                "/CN=relay.example",
                "-out",
                "chain.pem");
    }

    private Identity load(String key) throws IOException {
        return CertificateFiles.load(folder.resolve("chain.pem"), folder.resolve(key));
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(Arrays.toString(command) + "\n" + output)
                .isZero();
        return output;
    }
}
