package io.naru.relay.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who took this port for another one: a browser, ssh, a scanner. No frame begins with a printable character,
 * so the first octet tells, and such a one needn't wait for the login's deadline to learn of the mistake.
 */
final class Stranger {
    private static final int METHOD_OCTETS = 4;
    private static final Set<String> HTTP_BEGINNINGS =
            Set.of("GET ", "HEAD", "POST", "PUT ", "DELE", "OPTI", "CONN", "PATC", "TRAC", "PRI ");
    private static final String SENTENCE =
            "This is a Naru relay, for chat and files; connect to it with the program naru.";

    private Stranger() {}

    /** The answer to a connection that begins so; empty if a client of ours might. */
    static Optional<byte[]> answerTo(ByteBuffer begin) {
        byte first = begin.get(begin.position());
        if (first < ' ' || first == 0x7F) {
            return Optional.empty();
        }
        byte[] method = new byte[Math.min(METHOD_OCTETS, begin.remaining())];
        begin.duplicate().get(method);
        boolean isHttp = HTTP_BEGINNINGS.contains(new String(method, StandardCharsets.US_ASCII));
        return Optional.of((isHttp ? http() : SENTENCE + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String http() {
        String body = SENTENCE + "\n";
        return "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }
}
