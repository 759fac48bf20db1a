package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.naru.common.message.MessageWriter;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.TransferToken;
import io.naru.common.tls.PeerTls;
import io.naru.common.tls.TlsLine;
import io.naru.common.wire.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final TransferToken TOKEN = new TransferToken("0123456789abcdef0123456789abcdef");

    private TlsLine requester;
    private TlsLine owner;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel from = SocketChannel.open(door.getLocalAddress());
            SocketChannel to = door.accept();
            Duration timeout = Duration.ofSeconds(60);
            CompletableFuture<TlsLine> accepted = CompletableFuture.supplyAsync(() -> {
                try {
                    return PeerTls.accept(to, LinePair.LEE, timeout);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            requester = PeerTls.connect(from, LinePair.KIM, LinePair.LEE.fingerprint(), timeout);
            owner = accepted.join();
        }
    }

    @AfterEach
    void close() {
        requester.close();
        owner.close();
    }

    private static void say(TlsLine line, PeerMessage... messages) throws IOException {
        for (PeerMessage message : messages) {
            line.write(ByteBuffer.wrap(MessageWriter.octets(message)));
        }
    }

    @Test
    void theTokenComesAndNothingOfWhatFollowsIsTakenWithIt() throws IOException {
        byte[] open = MessageWriter.octets(new PeerMessage.Open(TOKEN));
        byte[] both = Arrays.copyOf(open, open.length + 3);
        requester.write(ByteBuffer.wrap(both));
        assertThat(Tokens.expect(owner)).isEqualTo(TOKEN);
        ByteBuffer rest = ByteBuffer.allocate(9);
        assertThat(owner.read(rest)).isEqualTo(3);
    }

    @Test
    void theOwnerAcceptsOrSaysWhyNot() throws IOException {
        Tokens.accept(owner);
        Tokens.expectAcceptance(requester);
        Tokens.refuse(owner, ErrorCode.NOT_PERMITTED, "Not you.");
        assertThatExceptionOfType(OwnerRefusal.class)
                .isThrownBy(() -> Tokens.expectAcceptance(requester))
                .withMessage("Not you.")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_PERMITTED));
    }

    @Test
    void anythingElseInTheTokensPlaceIsRefused() throws IOException {
        say(requester, new PeerMessage.Stop(1));
        assertThatExceptionOfType(PeerFault.class)
                .isThrownBy(() -> Tokens.expect(owner))
                .withMessage("The other side doesn't begin with a token.");
        say(owner, new PeerMessage.Done(1));
        assertThatExceptionOfType(PeerFault.class)
                .isThrownBy(() -> Tokens.expectAcceptance(requester))
                .withMessage("The other side answers a token with something else.");
    }

    @Test
    void aFirstFrameWithoutEndIsRefused() throws IOException {
        byte[] endless = new byte[10_000];
        Arrays.fill(endless, (byte) '1');
        requester.write(ByteBuffer.wrap(endless));
        assertThatExceptionOfType(PeerFault.class).isThrownBy(() -> Tokens.expect(owner));
    }

    @Test
    void whoGoesWithoutATokenIsNoError() {
        requester.close();
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> Tokens.expect(owner));
    }
}
