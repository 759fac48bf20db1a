package io.naru.relay.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Many clients on one thread: logs them in, lets some of them talk, and counts what all of them get.
 *
 * <p>Threading: confined to one thread. It gives up with an exception rather than waiting for ever.
 */
public final class LoadClient implements AutoCloseable, LoadPeer.Listener {
    private static final int CONNECTING_AT_ONCE = 100;
    private static final int READ_OCTETS = 1 << 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long NANOS_A_MILLI = 1_000_000;

    private final InetSocketAddress relay;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_OCTETS).order(ByteOrder.nativeOrder());
    private final List<LoadPeer> peers = new ArrayList<>();
    private final List<SelectionKey> ready = new ArrayList<>();
    private int loggedIn;
    private int ended;

    // Of the run under way.
    private final Latencies latencies = new Latencies();
    private long zeros;
    private long sentNanos;
    private boolean isTalking;
    private byte[][] messages = {};

    /** A client for a relay that listens there. */
    public LoadClient(InetSocketAddress relay) throws IOException {
        this.relay = relay;
    }

    /**
     * What one run brought.
     *
     * @param seconds how long was measured
     * @param deliveries chat frames that came in that time
     * @param latencies of each of them, where messages were paced
     */
    public record Run(double seconds, long deliveries, Latencies latencies) {
        /** Deliveries a second. */
        public double rate() {
            return deliveries / seconds;
        }
    }

    /** Connects and logs in so many users more. */
    public void logIn(int count, boolean isExtended, String prefix) throws IOException {
        int wanted = loggedIn + count;
        int begun = 0;
        long deadline = System.nanoTime() + PATIENCE_NANOS + count * NANOS_A_MILLI * 10;
        while (loggedIn < wanted) {
            while (begun < count && peers.size() - loggedIn < CONNECTING_AT_ONCE) {
                LoadPeer peer = new LoadPeer(relay, isExtended, prefix + begun, this);
                peers.add(peer);
                peer.channel().register(selector, SelectionKey.OP_CONNECT, peer);
                begun++;
            }
            turn(deadline, "logins (" + loggedIn + " of " + wanted + ")");
        }
    }

    /** Waits until nothing has come for so long. */
    public void settle(long quietMillis) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long seen = -1;
        while (seen != zeros) {
            seen = zeros;
            long until = System.nanoTime() + quietMillis * NANOS_A_MILLI;
            turnUntil(() -> System.nanoTime() - until >= 0, deadline, "quiet");
        }
    }

    /** Does nothing but read, and answer pings, for so long. */
    public void rest(double seconds) throws IOException {
        turnFor(seconds);
    }

    /** The first users send, each with so many messages under way at once, and everybody gets them. */
    public Run flood(int senders, int inFlight, int textOctets, double warmUpSeconds, double seconds)
            throws IOException {
        prepare(senders, textOctets);
        isTalking = true;
        for (int i = 0; i < senders; i++) {
            peers.get(i).takeReceipts();
            peers.get(i).say(messages[i], inFlight);
        }
        turnFor(warmUpSeconds);
        long start = System.nanoTime();
        zeros = 0;
        turnFor(seconds);
        double measured = (System.nanoTime() - start) / 1e9;
        long counted = zeros / LoadPeer.ZEROS_OF_A_CHAT;
        isTalking = false;
        return new Run(measured, counted, latencies);
    }

    /** One user sends at a steady rate, and it is measured when everybody got each message. */
    public Run paced(double messagesPerSecond, int textOctets, double warmUpSeconds, double seconds)
            throws IOException {
        prepare(1, textOctets);
        long gapNanos = (long) (1e9 / messagesPerSecond);
        long start = System.nanoTime();
        long measureFrom = start + (long) (warmUpSeconds * 1e9);
        long end = measureFrom + (long) (seconds * 1e9);
        boolean isWarm = false;
        for (long due = start; due - end < 0; due += gapNanos) {
            long next = due;
            turnUntil(() -> System.nanoTime() - next >= 0, end + PATIENCE_NANOS, "pace");
            if (!isWarm && due - measureFrom >= 0) {
                isWarm = true;
                zeros = 0;
                latencies.clear();
            }
            sentNanos = System.nanoTime();
            peers.get(0).say(messages[0], 1);
        }
        turnFor(0.2);
        return new Run(seconds, zeros / LoadPeer.ZEROS_OF_A_CHAT, latencies);
    }

    private void prepare(int senders, int textOctets) {
        messages = new byte[senders][];
        for (int i = 0; i < peers.size(); i++) {
            if (i < senders) {
                messages[i] = peers.get(i).message(textOctets);
            } else {
                peers.get(i).countOnly();
            }
        }
    }

    private void turnFor(double seconds) throws IOException {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        turnUntil(() -> System.nanoTime() - until >= 0, until + PATIENCE_NANOS, "time");
    }

    private void turnUntil(BooleanSupplier condition, long deadline, String what) throws IOException {
        while (!condition.getAsBoolean()) {
            turn(deadline, what);
        }
    }

    private void turn(long deadlineNanos, String what) throws IOException {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new IOException("gave up waiting for " + what);
        }
        selector.select(ready::add, 1);
        for (SelectionKey key : ready) {
            onReady(key, (LoadPeer) key.attachment());
        }
        ready.clear();
        if (ended > 0) {
            throw new IOException("the relay ended " + ended + " connections");
        }
    }

    private void onReady(SelectionKey key, LoadPeer peer) throws IOException {
        if (key.isConnectable()) {
            peer.onConnected();
            key.interestOps(SelectionKey.OP_READ);
        } else {
            peer.read(buffer);
            int receipts = peer.takeReceipts();
            if (isTalking && receipts > 0) {
                peer.say(messages[peers.indexOf(peer)], receipts);
            }
            if (peer.hasEnded()) {
                ended++;
                key.cancel();
            }
        }
    }

    @Override
    public void onLogin(LoadPeer peer) {
        loggedIn++;
    }

    @Override
    public void onZeros(LoadPeer peer, int count) {
        zeros += count;
        if (sentNanos != 0) {
            latencies.add(System.nanoTime() - sentNanos, count / LoadPeer.ZEROS_OF_A_CHAT);
        }
    }

    @Override
    public void close() throws IOException {
        for (LoadPeer peer : peers) {
            peer.close();
        }
        selector.close();
    }
}
