package io.naru.relay.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Many clients on one thread: logs them in, lets some of them talk, and counts what all of them get.
 *
 * <p>Threading: confined to one thread. It gives up with an exception rather than waiting for ever.
 */
public final class LoadClient implements AutoCloseable, LoadPeer.Listener {
    private static final int CONNECTING_AT_ONCE = 16;
    private static final int READ_OCTETS = 1 << 20;
    /** What a reader that reads nothing takes all the same: its system does, a little. */
    private static final int LAZY_BUFFER_OCTETS = 16 * 1024;
    /** One in so many of those who only listen deciphers what it gets, where there is TLS. */
    private static final int DECIPHERING_PART = 16;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PATIENCE_FOR_EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NANOS_A_MILLI = 1_000_000;

    private final InetSocketAddress relay;
    private final LoadWire.Maker wires;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_OCTETS).order(ByteOrder.nativeOrder());
    private final List<LoadPeer> peers = new ArrayList<>();
    private final Set<LoadPeer> lazy = new LinkedHashSet<>();
    private final List<SelectionKey> ready = new ArrayList<>();
    private final ArrayDeque<Retry> retries = new ArrayDeque<>();
    private boolean triesAgain;
    private int refusals;
    private int loggedIn;
    private int ended;

    // Of the run under way.
    private final Latencies latencies = new Latencies();
    private final List<Long> departures = new ArrayList<>();
    private long zeros;
    private long stamps;
    private long reads;
    private long octetsWithZeros;
    private long skimmedOctets;
    private boolean isTalking;
    private byte[][] messages = {};

    private record Retry(LoadUser user, long dueNanos) {}

    /** Clients of a relay that listens there. */
    public LoadClient(InetSocketAddress relay, LoadWire.Maker wires) throws IOException {
        this.relay = relay;
        this.wires = wires;
    }

    /**
     * What one run brought.
     *
     * @param seconds how long was measured
     * @param deliveries chat frames that came in that time
     * @param reads how often somebody read, but those who only count octets
     * @param latencies of each of them, where messages were paced
     */
    public record Run(double seconds, long deliveries, long reads, Latencies latencies) {
        /** Deliveries a second. */
        public double rate() {
            return deliveries / seconds;
        }
    }

    /** Connects and logs in these users too, some at a time. */
    public void logIn(List<LoadUser> users) throws IOException {
        logIn(users, CONNECTING_AT_ONCE);
    }

    /**
     * Connects and logs in these users, all at once. Who is sent away, or given up on, comes again after half a second,
     * as clients do. Whoever is in counts what comes, no more.
     *
     * @return how often somebody had to come again
     */
    public int storm(List<LoadUser> users) throws IOException {
        triesAgain = true;
        logIn(users, users.size());
        triesAgain = false;
        return refusals;
    }

    private void logIn(List<LoadUser> users, int atOnce) throws IOException {
        int wanted = loggedIn + users.size();
        int begun = 0;
        long deadline = System.nanoTime() + PATIENCE_NANOS + users.size() * PATIENCE_FOR_EACH_NANOS;
        while (loggedIn < wanted) {
            while (begun < users.size() && peers.size() - loggedIn < atOnce) {
                connect(users.get(begun));
                begun++;
            }
            while (!retries.isEmpty() && retries.peek().dueNanos() - System.nanoTime() < 0) {
                connect(retries.remove().user());
            }
            turn(deadline, "logins (" + loggedIn + " of " + wanted + ")");
        }
    }

    private void connect(LoadUser user) throws IOException {
        LoadPeer peer = new LoadPeer(wires.open(relay, user.name()), user, this);
        peers.add(peer);
        peer.channel().register(selector, SelectionKey.OP_CONNECT, peer);
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

    /**
     * The first users send, each with so many messages under way at once, and everybody gets them.
     *
     * @param skims whether most of those who only listen count octets without deciphering them; theirs are taken for
     *     messages as long as those that the others got
     */
    public Run flood(int senders, int inFlight, int textOctets, boolean skims, double warmUpSeconds, double seconds)
            throws IOException {
        prepare(senders, textOctets, skims);
        isTalking = true;
        for (int i = 0; i < senders; i++) {
            peers.get(i).takeReceipts();
            peers.get(i).say(messages[i], inFlight);
        }
        turnFor(warmUpSeconds);
        long start = System.nanoTime();
        forget();
        turnFor(seconds);
        double measured = (System.nanoTime() - start) / 1e9;
        double looked = zeros / (double) LoadPeer.ZEROS_OF_A_CHAT;
        double skimmed = octetsWithZeros == 0 ? 0 : looked / octetsWithZeros * skimmedOctets;
        isTalking = false;
        return new Run(measured, (long) (looked + skimmed), reads, latencies);
    }

    private void prepare(int senders, int textOctets, boolean skims) {
        messages = new byte[senders][];
        for (int i = 0; i < peers.size(); i++) {
            if (i < senders) {
                messages[i] = peers.get(i).message(textOctets);
            } else {
                peers.get(i).countOnly(skims && i % DECIPHERING_PART != 0);
            }
        }
    }

    private void forget() {
        zeros = 0;
        stamps = 0;
        reads = 0;
        octetsWithZeros = 0;
        skimmedOctets = 0;
        latencies.clear();
    }

    /** The first users speak in turn at a steady rate, and it is measured when everybody got each message. */
    public Run paced(int senders, double messagesPerSecond, int textOctets, double warmUpSeconds, double seconds)
            throws IOException {
        chat(senders, messagesPerSecond, textOctets, isOver(warmUpSeconds));
        return pacedUntil(senders, messagesPerSecond, textOctets, isOver(seconds));
    }

    private static BooleanSupplier isOver(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return () -> System.nanoTime() - end >= 0;
    }

    /** The same, without a warm-up, until something is so. */
    public Run pacedUntil(int senders, double messagesPerSecond, int textOctets, BooleanSupplier isEnough)
            throws IOException {
        forget();
        long start = System.nanoTime();
        chat(senders, messagesPerSecond, textOctets, isEnough);
        double measured = (System.nanoTime() - start) / 1e9;
        turnFor(0.2);
        return new Run(measured, stamps, reads, latencies.copy());
    }

    private void chat(int senders, double messagesPerSecond, int textOctets, BooleanSupplier isEnough)
            throws IOException {
        long gapNanos = (long) (1e9 / messagesPerSecond);
        long due = System.nanoTime();
        for (int turn = 0; !isEnough.getAsBoolean(); turn++) {
            long next = due;
            turnUntil(() -> System.nanoTime() - next >= 0, next + PATIENCE_NANOS, "pace");
            LoadPeer sender = peers.get(turn % senders);
            sender.say(sender.stampedMessage(System.nanoTime(), textOctets), 1);
            due += gapNanos;
        }
    }

    /** The users who came last read with small buffers from now on, and aren't measured. */
    public void setApart(int count) throws IOException {
        lazy.addAll(peers.subList(peers.size() - count, peers.size()));
        for (LoadPeer peer : lazy) {
            peer.channel().setOption(StandardSocketOptions.SO_RCVBUF, LAZY_BUFFER_OCTETS);
        }
    }

    /** Those who were set apart read nothing any more, but stay. */
    public void stopReading() {
        lazy.forEach(peer -> peer.channel().keyFor(selector).interestOps(0));
        departures.clear();
    }

    /** When the first user was told that others left, on the clock of {@link System#nanoTime}; one for each. */
    public List<Long> departures() {
        return List.copyOf(departures);
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
        try {
            if (key.isConnectable()) {
                key.interestOps(SelectionKey.OP_READ);
            }
            peer.onReady(buffer);
        } catch (IOException e) {
            if (!triesAgain || peer.isLoggedIn()) {
                throw e;
            }
            comeAgain(peer);
            return;
        }
        int receipts = peer.takeReceipts();
        if (isTalking && receipts > 0) {
            peer.say(messages[peers.indexOf(peer)], receipts);
        }
        if (peer.hasEnded() && triesAgain && !peer.isLoggedIn()) {
            comeAgain(peer);
        } else if (peer.hasEnded()) {
            ended++;
            key.cancel();
        }
    }

    private void comeAgain(LoadPeer peer) throws IOException {
        refusals++;
        peers.remove(peer);
        peer.close();
        retries.add(new Retry(peer.user(), System.nanoTime() + RETRY_NANOS));
    }

    @Override
    public void onLogin(LoadPeer peer) {
        loggedIn++;
        if (triesAgain) {
            // Who has come in a storm costs its machine no more than it must; clients have machines of their own.
            peer.countOnly(true);
        }
    }

    @Override
    public void onZeros(LoadPeer peer, int count, int octets) {
        reads++;
        zeros += count;
        octetsWithZeros += octets;
    }

    @Override
    public void onSkimmed(LoadPeer peer, int octets) {
        skimmedOctets += octets;
    }

    @Override
    public void onStamp(LoadPeer peer, long sentNanos) {
        if (!lazy.contains(peer)) {
            stamps++;
            latencies.add(System.nanoTime() - sentNanos, 1);
        }
    }

    @Override
    public void onDeparture(LoadPeer peer) {
        if (peer == peers.get(0)) {
            departures.add(System.nanoTime());
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
