package io.naru.relay.testkit;

import io.naru.common.identity.Identity;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Engines of clients that believe every relay, as no real one does.
 *
 * <p>Threading: stateless.
 */
public final class TlsClients {
    private static final String ALIAS = "own";

    private TlsClients() {}

    /** An engine that may speak whatever the JDK does, for a client with a key or without one. */
    public static SSLEngine engine(Optional<Identity> client) {
        SSLEngine engine = context(client).createSSLEngine();
        engine.setUseClientMode(true);
        return engine;
    }

    /** The same for one version of TLS alone. */
    public static SSLEngine engine(String version) {
        SSLEngine engine = engine(Optional.empty());
        engine.setEnabledProtocols(new String[] {version});
        return engine;
    }

    /** What a client sends first. */
    public static byte[] greeting() throws SSLException {
        ByteBuffer record = ByteBuffer.allocate(32 * 1024);
        SSLEngine engine = engine(Optional.empty());
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), record);
        return Arrays.copyOf(record.array(), record.position());
    }

    private static SSLContext context(Optional<Identity> client) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] keys =
                    client.map(own -> new KeyManager[] {new OwnKey(own)}).orElse(new KeyManager[0]);
            context.init(keys, new TrustManager[] {new Believer()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class OwnKey extends X509ExtendedKeyManager {
        private final Identity own;

        private OwnKey(Identity own) {
            this.own = own;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return ALIAS;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return own.chain().toArray(new X509Certificate[0]);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return own.privateKey();
        }
    }

    private static final class Believer extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new IllegalStateException("a client's");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Whoever it is.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new IllegalStateException("a client's");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // Whoever it is.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("a client's");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Whoever it is.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
