package io.naru.relay.ctl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The other end of the control socket: asks a relay that runs, and waits for its answer.
 *
 * <p>Threading: the caller's.
 */
public final class ControlCaller {
    private static final int PIECE_OCTETS = 64 * 1024;

    private ControlCaller() {}

    /**
     * What was answered.
     *
     * @param isDone whether the relay did it
     * @param document what it tells, with the end of its last line
     */
    public record Answer(boolean isDone, String document) {}

    /**
     * Asks the relay of a data folder.
     *
     * @param timeout how long the whole of it may take
     * @throws IOException if none runs there, or it doesn't answer; a sentence
     */
    public static Answer ask(Path data, ControlRequest request, Duration timeout) throws IOException {
        Path file = ControlSocket.file(data);
        UnixDomainSocketAddress address = ControlSocket.address(file);
        checkThere(data, file);
        try (SocketChannel channel = connected(file, address)) {
            return parsed(exchange(channel, request.line(), timeout));
        }
    }

    private static void checkThere(Path data, Path file) throws IOException {
        if (Files.notExists(data)) {
            throw new IOException("There is no data folder " + data + "; check the name");
        }
        if (Files.notExists(file)) {
            throw new IOException("No relay runs with the data folder " + data);
        }
    }

    private static SocketChannel connected(Path file, UnixDomainSocketAddress address) throws IOException {
        if (!Files.isWritable(file)) {
            throw new IOException("The relay of " + file.getParent()
                    + " belongs to another user; run this as the one who runs the relay");
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(address);
            channel.configureBlocking(false);
            return channel;
        } catch (AccessDeniedException e) {
            channel.close();
            throw e;
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "No relay runs with the data folder " + file.getParent() + " any more; the last one didn't end in"
                            + " order, and the next one clears that up",
                    e);
        }
    }

    private static byte[] exchange(SocketChannel channel, byte[] request, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        ByteBuffer toSend = ByteBuffer.wrap(request);
        ByteBuffer piece = ByteBuffer.allocate(PIECE_OCTETS);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            while (true) {
                long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (millis <= 0 || selector.select(millis) == 0 && System.nanoTime() - deadline >= 0) {
                    throw new IOException("The relay hasn't answered for " + timeout.toSeconds()
                            + " seconds; its loop may hang, and its log may say more");
                }
                selector.selectedKeys().clear();
                if (toSend.hasRemaining()) {
                    channel.write(toSend);
                    key.interestOps(toSend.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                } else if (channel.read(piece.clear()) < 0) {
                    return answer.toByteArray();
                } else {
                    answer.write(piece.array(), 0, piece.position());
                }
            }
        }
    }

    private static Answer parsed(byte[] octets) throws IOException {
        String text = new String(octets, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String status = end < 0 ? "" : text.substring(0, end);
        return switch (status) {
            case "ok" -> new Answer(true, text.substring(end + 1));
            case "refused" -> new Answer(false, text.substring(end + 1));
            default ->
                throw new IOException("The relay ended the conversation without an answer; its log may say more");
        };
    }
}
