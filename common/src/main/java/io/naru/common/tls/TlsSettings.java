package io.naru.common.tls;

import io.naru.common.identity.Identity;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What both sides set in TLS: version 1.3 and no other, AES-GCM before anything else.
 *
 * <p>Threading: stateless.
 */
public final class TlsSettings {
    private static final String VERSION = "TLSv1.3";

    /** The last Java whose ChaCha20 is a quarter as fast as its AES. */
    private static final int LAST_JAVA_WITH_SLOW_CHACHA = 17;

    /**
     * The JDK sends no tickets for sessions that live longer than a ticket may (RFC 8446 allows seven days). Without a
     * ticket a session of TLS 1.3 can't be resumed, so nothing is kept of it.
     */
    private static final int LONGER_THAN_TICKETS_SECONDS = 8 * 24 * 60 * 60;

    private TlsSettings() {}

    /**
     * Sets the relay's side of a connection: a client's certificate is wanted, but not needed.
     *
     * @param engine new, from {@link RelayTlsContext}
     */
    public static void configureRelay(SSLEngine engine) {
        engine.setUseClientMode(false);
        SSLParameters parameters = both(engine.getSSLParameters());
        parameters.setWantClientAuth(true);
        engine.setSSLParameters(parameters);
    }

    /**
     * Sets the client's side of a connection.
     *
     * @param engine new, from {@link ClientTlsContext#sslContext}
     */
    public static void configureClient(SSLEngine engine) {
        engine.setUseClientMode(true);
        engine.setSSLParameters(both(engine.getSSLParameters()));
    }

    /** Sets the side of a data connection that was connected to: the other side's certificate is needed. */
    static void configureOwner(SSLEngine engine) {
        engine.setUseClientMode(false);
        SSLParameters parameters = both(engine.getSSLParameters());
        parameters.setNeedClientAuth(true);
        engine.setSSLParameters(parameters);
    }

    static void configureClient(SSLSocket socket) {
        socket.setUseClientMode(true);
        socket.setSSLParameters(both(socket.getSSLParameters()));
    }

    static SSLContext context(Identity own, X509ExtendedTrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance(VERSION);
            context.init(new KeyManager[] {new OwnKey(own)}, new TrustManager[] {trust}, null);
            keepNothing(context.getServerSessionContext());
            keepNothing(context.getClientSessionContext());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + VERSION, e);
        }
    }

    /** One session is the least that a cache can be told to keep; 0 means all. */
    private static void keepNothing(SSLSessionContext sessions) {
        sessions.setSessionCacheSize(1);
        sessions.setSessionTimeout(LONGER_THAN_TICKETS_SECONDS);
    }

    private static SSLParameters both(SSLParameters parameters) {
        parameters.setProtocols(new String[] {VERSION});
        parameters.setCipherSuites(cipherSuites(Runtime.version().feature()).toArray(new String[0]));
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    /** The cipher suites for a version of Java, the first being preferred. */
    static List<String> cipherSuites(int javaFeature) {
        List<String> suites = new ArrayList<>(List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"));
        if (javaFeature > LAST_JAVA_WITH_SLOW_CHACHA) {
            suites.add("TLS_CHACHA20_POLY1305_SHA256");
        }
        return suites;
    }
}
