package io.naru.common.original;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of the original system. It does what a user types ({@link #type}), and what its user's peers ask for; what
 * comes is kept until a test takes it. It can cut and join what it sends in any way, and reads as many octets at a time
 * as it is told.
 *
 * <pre>{@code
 * try (OriginalClient kim = OriginalClient.connect(address, Cut.every(1), 1)) {
 *     kim.login("kim", "secret");
 *     kim.type("hello");
 *     kim.type("/file dn lee test.txt");
 *     byte[] copy = kim.awaitDownload("lee", "test.txt");
 * }
 * }</pre>
 *
 * <p>Threading: used by one test thread; reads on a thread of its own.
 */
public final class OriginalClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final Cut cut;
    private final Inbox inbox = new Inbox(PATIENCE);
    private final Thread reader;
    private volatile OriginalShare share;

    /** Guarded by this: frames that wait to leave together. */
    private ByteArrayOutputStream held;

    private OriginalClient(Socket socket, Cut cut, int readOctets) {
        this.socket = socket;
        this.cut = cut;
        this.reader = new Thread(() -> read(readOctets), "original-reader");
        reader.setDaemon(true);
    }

    /**
     * Connects.
     *
     * @param relay where to
     * @param cut how what is sent is cut into writes
     * @param readOctets how many octets are read at a time, at least 1
     */
    public static OriginalClient connect(InetSocketAddress relay, Cut cut, int readOctets) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(relay, Math.toIntExact(PATIENCE.toMillis()));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        OriginalClient client = new OriginalClient(socket, cut, readOctets);
        client.reader.start();
        return client;
    }

    /** Connects, and sends and reads whole frames. */
    public static OriginalClient connect(InetSocketAddress relay) throws IOException {
        return connect(relay, Cut.NONE, 4096);
    }

    /** Shares the files of a folder from now on. */
    public void share(Path folder) {
        share = new OriginalShare(folder, PATIENCE);
    }

    /** Sends ID and password. */
    public void login(String user, String password) throws IOException {
        send(OriginalFrame.of(OriginalFrame.CRED, user + " " + password));
    }

    /**
     * Does what a line on the keyboard does.
     *
     * @throws IllegalArgumentException for a command that the original doesn't know
     */
    public void type(String line) throws IOException {
        if (line.equals("/bye")) {
            send(OriginalFrame.of(OriginalFrame.CLOSE, ""));
            release();
            socket.close();
        } else if (line.startsWith("/file ls ")) {
            send(OriginalFrame.file(OriginalFrame.LS_REQ, line.substring(9)));
        } else if (line.startsWith("/file dn ")) {
            send(OriginalFrame.file(OriginalFrame.DN_REQ, line.substring(9)));
        } else if (line.startsWith("/")) {
            throw new IllegalArgumentException("unknown command " + line);
        } else {
            send(OriginalFrame.of(OriginalFrame.CHAT, line));
        }
    }

    /** Keeps what is sent from now on back, until {@link #release} sends it in one run. */
    public synchronized void hold() {
        held = new ByteArrayOutputStream();
    }

    /** Sends what {@link #hold} kept back, if anything. */
    public synchronized void release() throws IOException {
        if (held != null) {
            byte[] run = held.toByteArray();
            held = null;
            write(run);
        }
    }

    /** The next chat text that is exactly this. */
    public String awaitText(String text) throws IOException {
        return inbox.take(
                        "text " + text,
                        frame -> frame.type() == OriginalFrame.CHAT
                                && frame.text().equals(text))
                .text();
    }

    /** The next chat text that holds a part. */
    public String awaitTextWith(String part) throws IOException {
        return inbox.take(
                        "text with " + part,
                        frame -> frame.type() == OriginalFrame.CHAT
                                && frame.text().contains(part))
                .text();
    }

    /** The names of a list that was asked for. */
    public List<String> awaitList(String user) throws IOException {
        inbox.take("LS_START", frame -> isFrom(user, OriginalFrame.LS_START, frame));
        List<String> names = new ArrayList<>();
        OriginalFrame frame = takeOfList(user);
        while (frame.isFile(OriginalFrame.LS_BODY)) {
            names.add(frame.rest());
            frame = takeOfList(user);
        }
        return names;
    }

    private OriginalFrame takeOfList(String user) throws IOException {
        return inbox.take(
                "LS_BODY or LS_END",
                frame -> isFrom(user, OriginalFrame.LS_BODY, frame) || isFrom(user, OriginalFrame.LS_END, frame));
    }

    private static boolean isFrom(String user, int subtype, OriginalFrame frame) {
        return frame.isFile(subtype) && frame.user().equals(user);
    }

    /**
     * The octets of a file that was asked for: from the address in DN_ACK, to the end of the stream.
     *
     * @throws FileNotFoundException with the relay's words, if that is the answer
     */
    public byte[] awaitDownload(String user, String file) throws IOException {
        OriginalFrame answer = inbox.take(
                "DN_ACK",
                frame -> frame.isFile(OriginalFrame.DN_ACK)
                                && frame.user().equals(user)
                                && frame.rest().startsWith(file + " ")
                        || frame.type() == OriginalFrame.CHAT && frame.text().contains("File not found"));
        if (answer.type() == OriginalFrame.CHAT) {
            throw new FileNotFoundException(answer.text());
        }
        String text = answer.text();
        int port = text.lastIndexOf(' ');
        int address = text.lastIndexOf(' ', port - 1);
        try (Socket data = new Socket()) {
            InetAddress host = InetAddress.getByName(text.substring(address + 1, port));
            data.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            data.connect(
                    new InetSocketAddress(host, Integer.parseInt(text.substring(port + 1))),
                    Math.toIntExact(PATIENCE.toMillis()));
            return data.getInputStream().readAllBytes();
        }
    }

    /** Waits until the connection has ended, and tells how: {@code CLOSE} or {@code end of stream}. */
    public String awaitEnd() throws IOException {
        return inbox.takeEnd();
    }

    /** Every frame that no await took. */
    public List<OriginalFrame> leftOver() {
        return inbox.left();
    }

    /** The address that this client's connection comes from. */
    public InetAddress address() {
        return socket.getLocalAddress();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            reader.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void send(OriginalFrame frame) throws IOException {
        if (held != null) {
            held.writeBytes(frame.octets());
        } else {
            write(frame.octets());
        }
    }

    private void write(byte[] run) throws IOException {
        for (byte[] piece : cut.pieces(run)) {
            socket.getOutputStream().write(piece);
        }
    }

    private void read(int readOctets) {
        OriginalFrames frames = new OriginalFrames();
        byte[] octets = new byte[readOctets];
        try {
            InputStream input = socket.getInputStream();
            for (int count = input.read(octets); count >= 0; count = input.read(octets)) {
                for (OriginalFrame frame : frames.add(octets, count)) {
                    if (frame.type() == OriginalFrame.CLOSE) {
                        inbox.end("CLOSE");
                        socket.close();
                        return;
                    }
                    onFrame(frame);
                }
            }
            inbox.end(frames.isBetweenFrames() ? "end of stream" : "end of stream inside a frame");
        } catch (IOException e) {
            inbox.end(socket.isClosed() ? "closed here" : e.toString());
        }
    }

    private void onFrame(OriginalFrame frame) throws IOException {
        if (share != null && frame.isFile(OriginalFrame.LS_REQ)) {
            for (OriginalFrame answer : share.list(frame.user())) {
                send(answer);
            }
        } else if (share != null && frame.isFile(OriginalFrame.DN_REQ)) {
            send(share.serve(frame.user(), frame.rest(), socket.getLocalAddress()));
        } else {
            inbox.add(frame);
        }
    }
}
