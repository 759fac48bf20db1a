package io.naru.client.transfer;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A data connection on a bare socket.
 *
 * <p>Threading: as its interface says.
 */
final class TcpData implements DataConnection {
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final SocketChannel channel;

    TcpData(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public long send(FileChannel file, long fromOctet, long octets) throws IOException {
        return file.transferTo(fromOctet, octets, channel);
    }

    @Override
    public void finishSending() throws IOException {
        channel.shutdownOutput();
        channel.socket().setSoTimeout(Math.toIntExact(FAREWELL.toMillis()));
        try {
            int octet = channel.socket().getInputStream().read();
            while (octet >= 0) {
                octet = channel.socket().getInputStream().read();
            }
        } catch (SocketTimeoutException e) {
            // All was handed to the network; a base client may keep its side open as long as it likes.
            return;
        }
    }

    @Override
    public String way() {
        return "direct";
    }

    @Override
    public boolean isEncrypted() {
        return false;
    }

    @Override
    public void breakOff() {
        TcpConnector.resetQuietly(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
