package io.naru.common.tls;

import io.naru.common.message.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * TLS between two users' clients, after the handshake. An end without TLS's goodbye is an {@link java.io.EOFException}:
 * somebody may have cut it.
 *
 * <p>Threading: one thread reads, one writes; {@link #breakOff} and {@link #close} from any.
 */
public final class TlsLine implements Closeable {
    private static final int GOODBYE_MILLIS = 2000;

    private final SocketChannel channel;
    private final TlsRecords records;
    private final Fingerprint peerKey;

    TlsLine(SocketChannel channel, TlsRecords records, Fingerprint peerKey) {
        this.channel = channel;
        this.records = records;
        this.peerKey = peerKey;
    }

    /** The key that the other side has proven. */
    public Fingerprint peerKey() {
        return peerKey;
    }

    /** Where the other side is. */
    public SocketAddress peerAddress() throws IOException {
        return channel.getRemoteAddress();
    }

    /**
     * Reads what there is, at least an octet; blocks until then. Buffers of 16 KiB and more are filled without a copy.
     *
     * @return how many octets came, -1 when the other side has said that it is through
     * @throws IOException if the connection ended otherwise, or somebody changed what was sent
     */
    public int read(ByteBuffer into) throws IOException {
        return records.read(into);
    }

    /** Writes all that the buffers hold, in as few records as it takes; blocks until the network has taken it. */
    public void write(ByteBuffer... from) throws IOException {
        records.write(from);
    }

    /** Ends it at once; what blocks in it fails, and the other side doesn't take it for a proper end. */
    public void breakOff() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // Closed already, so there is nothing left to break off.
            closed(channel);
        }
        closed(channel);
    }

    /** Says goodbye, for which the network gets two seconds, and ends it. Does nothing when it has ended. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        CompletableFuture<Void> isSaid = new CompletableFuture<>();
        isSaid.completeOnTimeout(null, GOODBYE_MILLIS, TimeUnit.MILLISECONDS).thenAccept(done -> closed(channel));
        try {
            records.sayGoodbye();
        } catch (IOException e) {
            // Nobody is left to hear it.
            closed(channel);
        } finally {
            isSaid.complete(null);
        }
    }

    /** Closes, come what may: there is somebody else who reports why. Always true. */
    static boolean closed(SocketChannel channel) {
        try {
            channel.close();
            return true;
        } catch (IOException e) {
            // The descriptor is given back all the same.
            return true;
        }
    }
}
