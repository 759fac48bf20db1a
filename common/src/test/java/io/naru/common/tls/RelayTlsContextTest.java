package io.naru.common.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import io.naru.common.testkit.TestIdentities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class RelayTlsContextTest {
    private static final Identity RELAY = TestIdentities.of("relay");

    private final SSLContext relay = RelayTlsContext.of(RELAY);

    /** One for all connections of a test: what a client may resume, it finds by host and port. */
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void clientWithoutACertificateIsTakenAndHasNoFingerprint() throws Exception {
        CountingTrust trust = new CountingTrust();
        assertThat(connect(client(trust), "TLSv1.3")).isEmpty();
        assertThat(trust.asked).hasValue(1);
    }

    @Test
    void nothingBelowTls13IsTaken() {
        assertThatIOException().isThrownBy(() -> connect(client(new CountingTrust()), "TLSv1.2"));
        assertThatCode(() -> connect(client(new CountingTrust()), "TLSv1.3")).doesNotThrowAnyException();
    }

    @Test
    void noSessionIsResumedHoweverOftenAClientComes() throws Exception {
        CountingTrust trust = new CountingTrust();
        SSLContext client = client(trust);
        for (int i = 1; i <= 5; i++) {
            connect(client, "TLSv1.3");
            assertThat(trust.asked).as("a resumed session doesn't ask").hasValue(i);
        }
        assertThat(Collections.list(relay.getServerSessionContext().getIds())).isEmpty();
    }

    @Test
    void weakKeysOfClientsAreRefused() throws Exception {
        for (int bits : List.of(1024, 2048)) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            X509Certificate certificate = Mockito.mock(X509Certificate.class);
            Mockito.when(certificate.getPublicKey())
                    .thenReturn(generator.generateKeyPair().getPublic());
            X509Certificate[] chain = {certificate};
            if (bits < 2048) {
                assertThatExceptionOfType(CertificateException.class)
                        .isThrownBy(() -> new AnyClient().checkClientTrusted(chain, "RSA", (SSLEngine) null));
            } else {
                assertThatCode(() -> new AnyClient().checkClientTrusted(chain, "RSA", (SSLEngine) null))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void contextOfOneSideDoesNotServeForTheOther() {
        X509Certificate[] chain = {RELAY.certificate()};
        PinnedRelay pinned = new PinnedRelay(Optional.of(RELAY.fingerprint()));
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> new AnyClient().checkServerTrusted(chain, "EC", (SSLEngine) null));
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> pinned.checkClientTrusted(chain, "EC", (SSLEngine) null));
        assertThatCode(() -> pinned.checkServerTrusted(chain, "EC", (SSLEngine) null))
                .doesNotThrowAnyException();
    }

    /** Connects, has an octet echoed, and gives who the relay took the client for. */
    private Optional<Fingerprint> connect(SSLContext client, String version) throws Exception {
        CompletableFuture<Optional<Fingerprint>> peer = TestRelay.echoing(relay, listener);
        try (Socket raw = new Socket(listener.getInetAddress(), listener.getLocalPort());
                SSLSocket tls = (SSLSocket) client.getSocketFactory().createSocket(raw, "relay.example", 7411, true)) {
            tls.setEnabledProtocols(new String[] {version});
            tls.startHandshake();
            tls.getOutputStream().write(1);
            if (tls.getInputStream().read() != 1) {
                throw new IOException("no echo");
            }
            SSLSession session = tls.getSession();
            assertThat(session.getCipherSuite()).isEqualTo("TLS_AES_128_GCM_SHA256");
        }
        return peer.get(60, TimeUnit.SECONDS);
    }

    /** A client that would resume, as the JDK's do. */
    private static SSLContext client(X509ExtendedTrustManager trust) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }

    private static final class CountingTrust extends X509ExtendedTrustManager {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            asked.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {
            asked.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
            asked.incrementAndGet();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            throw new IllegalStateException("a client is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {
            throw new IllegalStateException("a client is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
            throw new IllegalStateException("a client is no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
