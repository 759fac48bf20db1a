package io.naru.relay.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One of many clients under load. Until it is logged in it reads frames; after that it counts them, unless it sends
 * itself and has to find its own messages.
 *
 * <p>Threading: confined to the load client's thread.
 */
final class LoadPeer {
    private static final int WELCOME_TYPE = 5;
    private static final int PING_TYPE = 8;
    private static final int PONG_TYPE = 9;
    private static final int CLOSE_TYPE = 3;
    /** How many NUL octets a chat frame has. */
    static final int ZEROS_OF_A_CHAT = 2;

    private static final int MOST_HELD = 64 * 1024;

    /** Who hears of what a peer found. */
    interface Listener {
        /** It is logged in. */
        void onLogin(LoadPeer peer);

        /** It read so many octets that are NUL; a chat frame has two, its type and its end. */
        void onZeros(LoadPeer peer, int count);
    }

    private final SocketChannel channel;
    private final boolean isExtended;
    private final String name;
    private final byte[] mark;
    private final Listener listener;
    private boolean isLoggedIn;
    private boolean readsFrames = true;
    private byte[] held = {};
    private boolean hasEnded;
    private int receipts;

    /**
     * A peer that begins to connect.
     *
     * @param name its user name
     */
    LoadPeer(InetSocketAddress relay, boolean isExtended, String name, Listener listener) throws IOException {
        this.isExtended = isExtended;
        this.name = name;
        this.mark = (": " + name + " ").getBytes(StandardCharsets.US_ASCII);
        this.listener = listener;
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(relay);
    }

    SocketChannel channel() {
        return channel;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    void onConnected() throws IOException {
        channel.finishConnect();
        String hello = isExtended ? "\4naru/1\u001Fbench\0" : "";
        write(ByteBuffer.wrap((hello + "\1" + name + " secret\0").getBytes(StandardCharsets.US_ASCII)));
    }

    /** From now on it only counts. */
    void countOnly() {
        readsFrames = false;
        held = new byte[0];
    }

    /** Sends a message so many times. */
    void say(byte[] message, int times) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(message.length * times);
        for (int i = 0; i < times; i++) {
            octets.put(message);
        }
        write(octets.flip());
    }

    /** How many of its own messages have come back since this was last asked. */
    int takeReceipts() {
        int taken = receipts;
        receipts = 0;
        return taken;
    }

    /** A chat frame of this peer, with a text of so many octets. */
    byte[] message(int textOctets) {
        StringBuilder text = new StringBuilder(name).append(' ');
        while (text.length() < textOctets) {
            text.append((char) ('a' + text.length() % 26));
        }
        return ("\0" + text + (isExtended ? "\u001Fm" : "") + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private void write(ByteBuffer octets) throws IOException {
        channel.write(octets);
        if (octets.hasRemaining()) {
            throw new IOException("the relay doesn't read what " + name + " sends");
        }
    }

    /** Reads once. */
    void read(ByteBuffer buffer) throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            hasEnded = true;
        } else if (readsFrames) {
            readFrames(buffer.flip());
        } else {
            listener.onZeros(this, ZeroCounter.count(buffer, 0, count));
        }
    }

    private void readFrames(ByteBuffer buffer) throws IOException {
        byte[] octets = new byte[held.length + buffer.remaining()];
        System.arraycopy(held, 0, octets, 0, held.length);
        buffer.get(octets, held.length, octets.length - held.length);
        int start = 0;
        int frames = 0;
        for (int end = endOfFrame(octets, start); end >= 0; end = endOfFrame(octets, start)) {
            frames++;
            onFrame(octets, start, end);
            start = end + 1;
        }
        held = Arrays.copyOfRange(octets, start, octets.length);
        if (held.length > MOST_HELD) {
            throw new IOException("the relay sent a frame of more than " + MOST_HELD + " octets");
        }
        listener.onZeros(this, frames * ZEROS_OF_A_CHAT);
    }

    /** The place of its NUL; the first octet is the type, which may be NUL itself. */
    private static int endOfFrame(byte[] octets, int start) {
        for (int i = start + 1; i < octets.length; i++) {
            if (octets[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private void onFrame(byte[] octets, int start, int end) throws IOException {
        int type = octets[start];
        if (type == CLOSE_TYPE) {
            throw new IOException("the relay closed the connection of " + name);
        }
        if (!isLoggedIn && (isExtended ? type == WELCOME_TYPE : type == 0)) {
            isLoggedIn = true;
            listener.onLogin(this);
        } else if (type == PING_TYPE) {
            byte[] pong = Arrays.copyOfRange(octets, start, end + 1);
            pong[0] = PONG_TYPE;
            write(ByteBuffer.wrap(pong));
        } else if (type == 0 && isOwn(octets, start + 1, end)) {
            receipts++;
        }
    }

    /** Whether the sender's name is followed by this peer's mark. */
    private boolean isOwn(byte[] octets, int from, int end) {
        int colon = from;
        while (colon < end && octets[colon] != ':') {
            colon++;
        }
        return colon + mark.length <= end && Arrays.equals(octets, colon, colon + mark.length, mark, 0, mark.length);
    }

    void close() throws IOException {
        channel.close();
    }
}
