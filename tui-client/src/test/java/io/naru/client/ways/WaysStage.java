package io.naru.client.ways;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.naru.client.data.PeerLine;
import io.naru.common.identity.Identity;
import io.naru.common.message.Endpoint;
import io.naru.common.message.FileMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two sides over loopback, with TLS; see {@link TwoSides}. */
abstract class WaysStage {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    TwoSides sides;

    @BeforeEach
    void open() throws IOException {
        sides = new TwoSides();
    }

    @AfterEach
    void close() throws IOException {
        sides.close();
    }

    static Identity stranger() {
        return Identity.create(new SecureRandom(), Instant.parse("2026-11-23T09:00:00Z"));
    }

    static String read(PeerLine line, int octets) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(octets);
        while (into.hasRemaining()) {
            if (line.read(into) < 0) {
                throw new IOException("it ended");
            }
        }
        return new String(into.array(), US_ASCII);
    }

    /** Changes what the relay passes on of an owner's answer. */
    void tamper(UnaryOperator<FileMessage.DownloadAccept> with) {
        sides.tampering =
                message -> message instanceof FileMessage.DownloadAccept accept ? with.apply(accept) : message;
    }

    void moveAnswerTo(Endpoint elsewhere) {
        tamper(accept -> TwoSides.accept(accept, accept.user(), elsewhere, accept.fingerprint(), accept.seen()));
    }

    void hideRequester() {
        var before = sides.tampering;
        sides.tampering = message -> {
            FileMessage passed = before.apply(message);
            return passed instanceof FileMessage.DownloadRequest it
                    ? new FileMessage.DownloadRequest(
                            it.user(), it.path(), it.requestId(), it.fingerprint(), List.of(), it.seen())
                    : passed;
        };
    }

    static Endpoint closedPort() throws IOException {
        try (ServerSocket once = new ServerSocket(0, 1, TwoSides.HERE)) {
            return new Endpoint(TwoSides.HERE, once.getLocalPort());
        }
    }
}
