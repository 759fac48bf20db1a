package io.naru.common.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.naru.common.message.Fingerprint;
import io.naru.common.testkit.TestIdentities;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void certificateIsAProperOneOfTheKey() throws Exception {
        Identity identity = Identity.create(new SecureRandom(), NOW);
        X509Certificate certificate = identity.certificate();

        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSerialNumber()).isPositive();
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=naru");
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(Instant.parse("2026-11-22T09:00:00Z")));
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(Instant.parse("9999-12-31T23:59:59Z")));
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
        assertThat(KeyRule.refusal(certificate.getPublicKey())).isEmpty();
    }

    @Test
    void certificateReadsTheSameAgain() throws Exception {
        X509Certificate certificate = TestIdentities.of("kim").certificate();
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate.getEncoded())))
                .isEqualTo(certificate);
    }

    @Test
    void certificateCanBeMadeAfterTheYearsOfTwoDigits() {
        Identity identity = Identity.create(new SecureRandom(), Instant.parse("2051-01-01T00:00:00Z"));
        assertThat(identity.certificate().getNotBefore()).isEqualTo(Date.from(Instant.parse("2050-12-31T00:00:00Z")));
    }

    @Test
    void fingerprintIsThatOfThePublicKey() {
        Identity identity = TestIdentities.of("kim");
        assertThat(identity.fingerprint())
                .isEqualTo(
                        Fingerprint.ofKey(identity.certificate().getPublicKey().getEncoded()));
    }

    @Test
    void identitiesOfTestsAreTheSameInEveryRun() {
        assertThat(TestIdentities.of("kim").fingerprint())
                .hasToString("YKXNH6X-GJW6ZPK-DKJKT4J-AMWMXQS-6G0GA36-HD8ZY6N-5Z532Z6-FB6JQGK");
        assertThat(TestIdentities.of("lee").fingerprint())
                .isNotEqualTo(TestIdentities.of("kim").fingerprint());
    }

    @Test
    void onlyTheFingerprintIsPrinted() {
        Identity identity = TestIdentities.of("kim");
        assertThat(identity).hasToString("Identity[" + identity.fingerprint() + "]");
    }

    @Test
    void everyIdentityIsAnotherOne() {
        SecureRandom random = new SecureRandom();
        Identity one = Identity.create(random, NOW);
        Identity two = Identity.create(random, NOW);
        assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
        assertThat(one.certificate().getSerialNumber())
                .isNotEqualTo(two.certificate().getSerialNumber());
    }
}
