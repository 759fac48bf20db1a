package io.naru.common.chaos;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.LoginMode;
import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.Password;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A plain connection to a relay, message by message and without any part of the client.
 *
 * <p>Threading: confined to one thread; blocks.
 */
public final class FrameSocket implements AutoCloseable {
    private static final int LARGEST_FRAME = 1 << 20;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final FrameDecoder decoder = new FrameDecoder(LARGEST_FRAME);
    private final ByteBuffer input = ByteBuffer.allocate(64 * 1024).flip();
    private final String user;

    /** Connects, and says who is there. */
    public FrameSocket(InetSocketAddress relay, String user, String password) throws IOException {
        this.user = user;
        socket = new Socket(relay.getAddress(), relay.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        send(new ClientMessage.Hello(1, "frame-socket"));
        send(new ClientMessage.Credentials(UserName.of(user), Password.of(password), LoginMode.LOGIN, ""));
    }

    /** Sends a message. */
    public void send(ClientMessage message) throws IOException {
        socket.getOutputStream().write(MessageWriter.octets(message));
    }

    /**
     * The next message.
     *
     * @throws IOException also when the relay has ended the stream
     */
    public RelayMessage next() throws IOException {
        while (true) {
            try {
                Frame frame = decoder.next(input);
                Optional<RelayMessage> message = frame == null ? Optional.empty() : MessageReader.relay(frame);
                if (message.isPresent()) {
                    return message.get();
                }
                if (frame == null) {
                    fill();
                }
            } catch (ProtocolException e) {
                throw new IOException("the relay sent what is no message", e);
            }
        }
    }

    private void fill() throws IOException {
        int count = socket.getInputStream().read(input.array());
        if (count < 0) {
            throw new EOFException("the relay ended the stream to " + user);
        }
        input.clear().limit(count);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
