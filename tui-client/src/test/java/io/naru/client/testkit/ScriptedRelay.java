package io.naru.client.testkit;

import io.naru.client.link.RelayAddress;
import io.naru.common.identity.Identity;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.Facts;
import io.naru.common.message.FileMessage;
import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.Registration;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.tls.RelayTlsContext;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.Level;
import io.naru.common.wire.ProtocolException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;

/**
 * A relay that does what a test says: accepts, expects, sends, and misbehaves.
 *
 * <p>Threading: one thread; calls block, for twenty seconds at most.
 */
public final class ScriptedRelay implements Closeable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket server;
    private Socket socket;
    private FrameDecoder decoder;
    private ByteBuffer read = ByteBuffer.allocate(0);

    /** A relay on a free port of loopback. */
    public ScriptedRelay() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    private ScriptedRelay(ServerSocket server) throws IOException {
        this.server = server;
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    /** The same over TLS, with that key. */
    public static ScriptedRelay encrypted(Identity identity) throws IOException {
        SSLServerSocket server = (SSLServerSocket) RelayTlsContext.of(identity)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setEnabledProtocols(new String[] {"TLSv1.3"});
        server.setWantClientAuth(true);
        return new ScriptedRelay(server);
    }

    /** Takes the next connection up to its login by key. */
    public ClientMessage.KeyLogin greetKey() throws IOException {
        accept();
        expect(ClientMessage.Hello.class);
        send(new RelayMessage.Hello(1, "scripted", Registration.OPEN, Facts.NONE));
        return expect(ClientMessage.KeyLogin.class);
    }

    /** Takes the next connection and lets it in by its key. */
    public void letKeyIn() throws IOException {
        send(new RelayMessage.Welcome(greetKey().user(), Role.MEMBER, Facts.NONE));
    }

    /** Where it is. */
    public RelayAddress address() {
        return new RelayAddress("127.0.0.1", server.getLocalPort());
    }

    /** Where it is. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    /** Takes the next connection instead of the one before. */
    public void accept() throws IOException {
        hangUp();
        socket = server.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        decoder = new FrameDecoder(1 << 20);
        read = ByteBuffer.allocate(0);
    }

    /** Takes the next connection and lets it in under the name that it gives. */
    public ClientMessage.Credentials letIn() throws IOException {
        ClientMessage.Credentials credentials = greet();
        send(new RelayMessage.Welcome(credentials.user(), Role.MEMBER, Facts.NONE));
        return credentials;
    }

    /** Takes the next connection up to its credentials. */
    public ClientMessage.Credentials greet() throws IOException {
        accept();
        expect(ClientMessage.Hello.class);
        send(new RelayMessage.Hello(1, "scripted", Registration.OPEN, Facts.NONE));
        return expect(ClientMessage.Credentials.class);
    }

    /** The next message, which must be of that kind. */
    public <M extends ClientMessage> M expect(Class<M> kind) throws IOException {
        ClientMessage next = next();
        if (!kind.isInstance(next)) {
            throw new AssertionError("expected " + kind.getSimpleName() + ", got " + next);
        }
        return kind.cast(next);
    }

    /** The next message of that kind; others before it are passed over. */
    public <M extends ClientMessage> M await(Class<M> kind) throws IOException {
        ClientMessage next = next();
        while (!kind.isInstance(next)) {
            next = next();
        }
        return kind.cast(next);
    }

    /** The next message about files of that kind; others before it are passed over. */
    public <M extends FileMessage> M awaitFile(Class<M> kind) throws IOException {
        try {
            while (true) {
                Optional<FileMessage> file = MessageReader.file(
                        await(ClientMessage.File.class).envelope().frame());
                if (file.isPresent() && kind.isInstance(file.get())) {
                    return kind.cast(file.get());
                }
            }
        } catch (ProtocolException e) {
            throw new AssertionError("the client sent a broken FILE frame", e);
        }
    }

    private ClientMessage next() throws IOException {
        try {
            while (true) {
                Frame frame = decoder.next(read);
                if (frame == null) {
                    fill();
                    continue;
                }
                Optional<ClientMessage> message = MessageReader.client(frame, Level.EXTENDED);
                if (message.isPresent()) {
                    return message.get();
                }
            }
        } catch (ProtocolException e) {
            throw new AssertionError("the client broke the protocol", e);
        }
    }

    private void fill() throws IOException {
        byte[] octets = new byte[64 << 10];
        int count = socket.getInputStream().read(octets);
        if (count < 0) {
            throw new AssertionError("the client hung up");
        }
        read = ByteBuffer.wrap(octets, 0, count);
    }

    /** Whether the client has ended the connection; what it still says is dropped. */
    public boolean isHungUp() throws IOException {
        byte[] octets = new byte[4096];
        try {
            int count = 0;
            while (count >= 0) {
                count = socket.getInputStream().read(octets);
            }
            return true;
        } catch (SocketException | SSLException e) {
            return true;
        }
    }

    /** Whether the client ends the connection before it answers a PING of this token; what it says before is dropped. */
    public boolean isHungUpBefore(String token) throws IOException {
        byte[] octets = new byte[64 << 10];
        try {
            while (true) {
                for (Frame frame = decoder.next(read); frame != null; frame = decoder.next(read)) {
                    if (MessageReader.client(frame, Level.EXTENDED)
                            .equals(Optional.of(new ClientMessage.Pong(token)))) {
                        return false;
                    }
                }
                int count = socket.getInputStream().read(octets);
                if (count < 0) {
                    return true;
                }
                read = ByteBuffer.wrap(octets, 0, count);
            }
        } catch (SocketException e) {
            return true;
        } catch (ProtocolException e) {
            throw new AssertionError("the client broke the protocol", e);
        }
    }

    /** Says something. */
    public void send(RelayMessage message) throws IOException {
        send(MessageWriter.octets(message));
    }

    /** Passes on somebody's message about files. */
    public void send(FileMessage message) throws IOException {
        send(MessageWriter.octets(message));
    }

    /** Sends octets as they are. */
    public void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /** Ends the connection. */
    public void hangUp() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        hangUp();
        server.close();
    }
}
