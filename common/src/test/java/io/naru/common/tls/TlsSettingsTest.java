package io.naru.common.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.TestIdentities;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class TlsSettingsTest {
    private static final SSLContext CONTEXT = RelayTlsContext.of(TestIdentities.of("relay"));

    @Test
    void relayTakesNothingButTls13AndAsksForACertificateWithoutNeedingIt() {
        SSLEngine engine = CONTEXT.createSSLEngine();
        TlsSettings.configureRelay(engine);
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(engine.getUseClientMode()).isFalse();
        assertThat(engine.getWantClientAuth()).isTrue();
        assertThat(engine.getNeedClientAuth()).isFalse();
        assertThat(engine.getSSLParameters().getUseCipherSuitesOrder()).isTrue();
        assertThat(engine.getEnabledCipherSuites())
                .startsWith("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384")
                .allMatch(suite -> suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_"));
    }

    @Test
    void clientOffersTheSame() {
        SSLEngine engine = CONTEXT.createSSLEngine();
        TlsSettings.configureClient(engine);
        assertThat(engine.getUseClientMode()).isTrue();
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(engine.getEnabledCipherSuites()).startsWith("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");
    }

    @Test
    void chachaIsOfferedLastWhereItIsFast() {
        assertThat(TlsSettings.cipherSuites(17)).containsExactly("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");
        assertThat(TlsSettings.cipherSuites(25)).hasSize(3).last().isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    }
}
