package io.naru.client.ways;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs between a program and its relay, to be cut: all that goes through it then ends without a goodbye.
 *
 * <p>Threading: any.
 */
final class Cable implements Closeable {
    private final ServerSocket plug = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new ArrayList<>();
    private int relayPort;
    private long flipAt = Long.MAX_VALUE;
    private boolean hasFlipped;

    /** A cable to a relay on this machine. */
    Cable(int relayPort) throws IOException {
        this.relayPort = relayPort;
        daemon(this::admit);
    }

    /** Where the program finds its relay. */
    int port() {
        return plug.getLocalPort();
    }

    /** From now on it leads to another relay. */
    synchronized void lead(int port) {
        relayPort = port;
    }

    /** Ends all that goes through it. What comes after goes through as before. */
    synchronized void cut() throws IOException {
        for (Socket socket : sockets) {
            if (!socket.isClosed()) {
                reset(socket);
            }
        }
        sockets.clear();
    }

    private static void reset(Socket socket) throws IOException {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // Its other end was quicker.
            return;
        }
    }

    private void admit() throws IOException {
        while (!plug.isClosed()) {
            join(plug.accept());
        }
    }

    private synchronized void join(Socket near) throws IOException {
        Socket far;
        try {
            far = new Socket(InetAddress.getLoopbackAddress(), relayPort);
        } catch (IOException e) {
            // There is no relay just now.
            near.close();
            return;
        }
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        sockets.add(near);
        sockets.add(far);
        daemon(() -> pass(near, far));
        daemon(() -> passToProgram(far, near));
    }

    /** Flips one octet of what comes to the program: of the first connection to bring so many, the last of them. */
    synchronized void flipAt(long octets) {
        flipAt = octets;
    }

    /** Whether one was flipped. */
    synchronized boolean hasFlipped() {
        return hasFlipped;
    }

    private void passToProgram(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            byte[] buffer = new byte[8192];
            long passed = 0;
            int length = from.getInputStream().read(buffer);
            while (length >= 0) {
                flip(buffer, length, passed);
                passed += length;
                to.getOutputStream().write(buffer, 0, length);
                length = from.getInputStream().read(buffer);
            }
        }
    }

    private synchronized void flip(byte[] buffer, int length, long passed) {
        if (passed < flipAt && flipAt <= passed + length) {
            buffer[(int) (flipAt - passed - 1)] ^= 1;
            flipAt = Long.MAX_VALUE;
            hasFlipped = true;
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    /** Work that ends when its sockets are closed. */
    private interface Piece {
        void run() throws IOException;
    }

    private static void daemon(Piece piece) {
        Thread thread = new Thread(() -> {
            try {
                piece.run();
            } catch (IOException e) {
                // It was cut, or one end has hung up.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        plug.close();
        cut();
    }
}
