package io.naru.client.e2e;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * An owner of the original system who sends a file piece by piece, as a test wants it. Frames are made by hand here.
 *
 * <p>Threading: the test's thread; reads block for as long as {@link #PATIENCE_MILLIS}.
 */
final class SlowOwner implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket relay;
    private final ServerSocket door;
    private Socket data;

    private SlowOwner(Socket relay, ServerSocket door) {
        this.relay = relay;
        this.door = door;
    }

    /** Logs in. */
    static SlowOwner logIn(InetSocketAddress address, String name) throws IOException {
        Socket relay = new Socket(address.getAddress(), address.getPort());
        relay.setSoTimeout(PATIENCE_MILLIS);
        ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        door.setSoTimeout(PATIENCE_MILLIS);
        SlowOwner owner = new SlowOwner(relay, door);
        owner.write("\001" + name + " password\000");
        return owner;
    }

    /** Waits until somebody asks for a file, offers it, and waits until he comes for it. */
    void awaitDownloader() throws IOException {
        String request = readFrame();
        while (!request.startsWith("\002\004")) {
            request = readFrame();
        }
        write("\002\005" + request.substring(2) + " 127.0.0.1 " + door.getLocalPort() + "\000");
        data = door.accept();
    }

    /** Sends so many octets of the file. */
    void send(int octets) throws IOException {
        data.getOutputStream().write(new byte[octets]);
    }

    /** Ends the file. */
    void finish() throws IOException {
        data.close();
    }

    /** Goes on sending until the downloader's end is gone. */
    void sendUntilBrokenOff() throws IOException {
        data.setSoTimeout(PATIENCE_MILLIS);
        try {
            while (data.getInputStream().read() >= 0) {
                send(1);
            }
        } catch (SocketException e) {
            // Reset, since it had octets of ours that it didn't read: gone as well.
        }
    }

    private void write(String frame) throws IOException {
        relay.getOutputStream().write(frame.getBytes(StandardCharsets.UTF_8));
    }

    private String readFrame() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        InputStream in = relay.getInputStream();
        int octet = in.read();
        // The first octets are type and subtype, which may be 0 themselves.
        while (octet > 0 || frame.size() == 0 || (frame.size() == 1 && frame.toByteArray()[0] == 2)) {
            if (octet < 0) {
                throw new EOFException("The relay hung up");
            }
            frame.write(octet);
            octet = in.read();
        }
        return frame.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (relay;
                door) {
            if (data != null) {
                data.close();
            }
        }
    }
}
