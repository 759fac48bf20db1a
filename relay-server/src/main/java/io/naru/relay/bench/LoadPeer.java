package io.naru.relay.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One of many clients under load. It reads frames, or, told so, only counts what comes.
 *
 * <p>Threading: confined to the load client's thread.
 */
final class LoadPeer {
    private static final int CHAT_TYPE = 0;
    private static final int CLOSE_TYPE = 3;
    private static final int WELCOME_TYPE = 5;
    private static final int PRESENCE_TYPE = 6;
    private static final int PING_TYPE = 8;
    private static final int PONG_TYPE = 9;
    private static final char STAMP = '~';
    private static final byte[] OFFLINE = "\u001Foffline\u001F".getBytes(StandardCharsets.US_ASCII);
    /** How many NUL octets a chat frame has. */
    static final int ZEROS_OF_A_CHAT = 2;

    private static final int MOST_HELD = 64 * 1024;
    /** Of a message's id: a number in hexadecimal. */
    private static final int ID_DIGITS = 16;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Who hears of what a peer found. */
    interface Listener {
        /** It is logged in. */
        void onLogin(LoadPeer peer);

        /**
         * It read so many octets that are NUL; a chat frame has two, its type and its end.
         *
         * @param octets all that it read
         */
        void onZeros(LoadPeer peer, int count, int octets);

        /** It was said so many octets more, which it didn't look at. */
        void onSkimmed(LoadPeer peer, int octets);

        /** It got a message that was sent at that time. */
        void onStamp(LoadPeer peer, long sentNanos);

        /** It was told that somebody left. */
        void onDeparture(LoadPeer peer);
    }

    private enum Reading {
        FRAMES,
        ZEROS,
        NOT_AT_ALL
    }

    private final LoadWire wire;
    private final LoadUser user;
    private final byte[] mark;
    private final byte[] nameOctets;
    private final Listener listener;
    private boolean isConnected;
    private boolean isLoggedIn;
    private Reading reading = Reading.FRAMES;
    private byte[] held = {};
    private boolean hasEnded;
    private int receipts;
    /** Begins with the time, so that a relay that has been loaded before knows none of them. */
    private long nextId = System.nanoTime();

    /**
     * A peer that logs in as soon as it can.
     *
     * @param wire that begins to connect
     */
    LoadPeer(LoadWire wire, LoadUser user, Listener listener) {
        this.wire = wire;
        this.user = user;
        this.mark = (": " + user.name() + " ").getBytes(StandardCharsets.US_ASCII);
        this.nameOctets = user.name().getBytes(StandardCharsets.US_ASCII);
        this.listener = listener;
    }

    SocketChannel channel() {
        return wire.channel();
    }

    LoadUser user() {
        return user;
    }

    boolean isConnected() {
        return isConnected;
    }

    boolean isLoggedIn() {
        return isLoggedIn;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    /** From now on it only counts: NUL octets, or all of them. */
    void countOnly(boolean skims) {
        reading = skims ? Reading.NOT_AT_ALL : Reading.ZEROS;
        held = new byte[0];
    }

    /** Sends a message so many times, each under an id of its own. */
    void say(byte[] message, int times) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(message.length * times);
        for (int i = 0; i < times; i++) {
            octets.put(message);
            if (user.isExtended()) {
                putId(octets, octets.position() - 1 - ID_DIGITS);
            }
        }
        wire.write(octets.flip());
    }

    private void putId(ByteBuffer octets, int at) {
        long id = nextId++;
        for (int i = ID_DIGITS - 1; i >= 0; i--) {
            octets.put(at + i, HEX[(int) (id & 0xF)]);
            id >>>= 4;
        }
    }

    /** How many of its own messages have come back since this was last asked. */
    int takeReceipts() {
        int taken = receipts;
        receipts = 0;
        return taken;
    }

    /** A chat frame of this peer, with a text of so many octets. */
    byte[] message(int textOctets) {
        return message("", textOctets);
    }

    /** The same with the time in it. */
    byte[] stampedMessage(long nowNanos, int textOctets) {
        return message(STAMP + Long.toString(nowNanos) + STAMP, textOctets);
    }

    private byte[] message(String stamp, int textOctets) {
        StringBuilder text = new StringBuilder(user.name()).append(' ').append(stamp);
        while (text.length() < textOctets) {
            text.append((char) ('a' + text.length() % 26));
        }
        return ("\0" + text + (user.isExtended() ? "\u001F" + "0".repeat(ID_DIGITS) : "") + "\0")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The socket can go on with something. */
    void onReady(ByteBuffer buffer) throws IOException {
        if (isConnected) {
            read(buffer);
        } else if (wire.advance()) {
            isConnected = true;
            wire.write(ByteBuffer.wrap(user.login()));
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        if (reading == Reading.NOT_AT_ALL) {
            int count = wire.skim(buffer);
            hasEnded = count < 0;
            listener.onSkimmed(this, Math.max(0, count));
            return;
        }
        int count = wire.read(buffer.clear());
        if (count < 0) {
            hasEnded = true;
        } else if (reading == Reading.FRAMES) {
            readFrames(buffer.flip());
        } else {
            listener.onZeros(this, ZeroCounter.count(buffer, 0, count), count);
        }
    }

    private void readFrames(ByteBuffer buffer) throws IOException {
        int count = buffer.remaining();
        byte[] octets = new byte[held.length + count];
        System.arraycopy(held, 0, octets, 0, held.length);
        buffer.get(octets, held.length, count);
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
        listener.onZeros(this, frames * ZEROS_OF_A_CHAT, count);
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
        switch (octets[start]) {
            case CHAT_TYPE -> onChat(octets, start + 1, end);
            case CLOSE_TYPE ->
                throw new IOException("the relay closed the connection of " + user.name() + ": "
                        + new String(octets, start + 1, end - start - 1, StandardCharsets.UTF_8));
            case WELCOME_TYPE -> {
                if (!user.waitsForRoster()) {
                    onLoggedIn();
                }
            }
            case PRESENCE_TYPE -> onPresence(octets, start + 1, end);
            case PING_TYPE -> {
                byte[] pong = Arrays.copyOfRange(octets, start, end + 1);
                pong[0] = PONG_TYPE;
                wire.write(ByteBuffer.wrap(pong));
            }
            default -> {
                // Nothing that it waits for.
            }
        }
    }

    private void onChat(byte[] octets, int from, int end) {
        if (!user.isExtended()) {
            onLoggedIn();
        }
        if (isOwn(octets, from, end)) {
            receipts++;
        }
        int stamp = indexOf(STAMP, octets, from, end);
        if (stamp < end) {
            long nanos = 0;
            for (int i = stamp + 1; i < end && octets[i] != STAMP; i++) {
                nanos = nanos * 10 + (octets[i] - '0');
            }
            listener.onStamp(this, nanos);
        }
    }

    private void onPresence(byte[] octets, int from, int end) {
        int behindName = indexOf('\u001F', octets, from, end);
        if (!isLoggedIn && Arrays.equals(octets, from, behindName, nameOctets, 0, nameOctets.length)) {
            onLoggedIn();
        }
        int behindState = Math.min(end, behindName + OFFLINE.length);
        if (Arrays.equals(octets, behindName, behindState, OFFLINE, 0, OFFLINE.length)) {
            listener.onDeparture(this);
        }
    }

    private void onLoggedIn() {
        if (!isLoggedIn) {
            isLoggedIn = true;
            listener.onLogin(this);
        }
    }

    /** Whether the sender's name is followed by this peer's mark. */
    private boolean isOwn(byte[] octets, int from, int end) {
        int colon = indexOf(':', octets, from, end);
        return colon + mark.length <= end && Arrays.equals(octets, colon, colon + mark.length, mark, 0, mark.length);
    }

    /** Where an octet is, or the end. */
    private static int indexOf(char octet, byte[] octets, int from, int end) {
        int at = from;
        while (at < end && octets[at] != octet) {
            at++;
        }
        return at;
    }

    void close() throws IOException {
        wire.close();
    }
}
