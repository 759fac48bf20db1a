package io.naru.common.tls;

import io.naru.common.message.Fingerprint;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Says in words why a handshake failed.
 *
 * <p>Threading: stateless.
 */
final class HandshakeFault {
    private HandshakeFault() {}

    /** The fault as callers want it: of its own class if a key was refused, otherwise with a reason for people. */
    static IOException explained(IOException fault, Optional<Fingerprint> expected) {
        if (fault instanceof UnknownRelayException || fault instanceof PinMismatchException) {
            return fault;
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedKeyException refused) {
                return expected.<IOException>map(pin -> new PinMismatchException(pin, refused.seen()))
                        .orElseGet(() -> new UnknownRelayException(refused.seen()));
            }
        }
        return new IOException(reason(fault), fault);
    }

    /** The JDK has one class for all, so its messages have to be read; what they don't tell stays in their words. */
    private static String reason(IOException fault) {
        String message = String.valueOf(fault.getMessage());
        String words = message.toLowerCase(Locale.ROOT).replace('_', ' ');
        if (words.contains("unrecognized ssl message") || words.contains("plaintext connection")) {
            return "the other side doesn't speak TLS";
        }
        if (words.contains("protocol version") || words.contains("tls12")) {
            return "the other side has no TLS 1.3";
        }
        boolean hasEnded = fault instanceof EOFException || fault.getCause() instanceof EOFException;
        if (hasEnded || words.contains("remote host terminated") || !(fault instanceof SSLException)) {
            return "the connection ended during the TLS handshake";
        }
        return "the TLS handshake failed: " + message;
    }
}
