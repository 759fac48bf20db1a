package io.naru.client.data;

import io.naru.common.identity.Identity;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.common.testkit.TestIdentities;
import io.naru.common.tls.PeerTls;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** Both ends of a line: over TLS on loopback, or in memory, in pieces of a given size. */
public final class LinePair {
    static final Identity KIM = TestIdentities.of("kim");
    static final Identity LEE = TestIdentities.of("lee");
    private static final Duration LONG = Duration.ofSeconds(60);

    /** The end that asks. */
    public final PeerLine requester;

    /** The end that answers. */
    public final PeerLine owner;

    private LinePair(PeerLine requester, PeerLine owner) {
        this.requester = requester;
        this.owner = owner;
    }

    static LinePair tls() throws IOException {
        try (ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel from = SocketChannel.open(door.getLocalAddress());
            return tls(from, door.accept());
        }
    }

    static LinePair tls(SocketChannel from, SocketChannel to) throws IOException {
        CompletableFuture<PeerLine> accepted = CompletableFuture.supplyAsync(() -> {
            try {
                return new TlsPeerLine(UserName.of("kim"), Way.DIRECT, PeerTls.accept(to, LEE, LONG));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        PeerLine line =
                new TlsPeerLine(UserName.of("lee"), Way.DIRECT, PeerTls.connect(from, KIM, LEE.fingerprint(), LONG));
        return new LinePair(line, accepted.join());
    }

    /** Without any network; no read gives more than so many octets. */
    public static LinePair memory(int stepOctets) {
        LinkedBlockingQueue<ByteBuffer> there = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<ByteBuffer> back = new LinkedBlockingQueue<>();
        return new LinePair(
                new MemoryLine("lee", LEE.fingerprint(), back, there, stepOctets),
                new MemoryLine("kim", KIM.fingerprint(), there, back, stepOctets));
    }

    private static final class MemoryLine implements PeerLine {
        private static final ByteBuffer GOODBYE = ByteBuffer.allocate(0);
        private static final ByteBuffer BREAK = ByteBuffer.allocate(0);

        private final UserName peer;
        private final Fingerprint key;
        private final LinkedBlockingQueue<ByteBuffer> in;
        private final LinkedBlockingQueue<ByteBuffer> out;
        private final int stepOctets;
        private ByteBuffer current = ByteBuffer.allocate(0);

        MemoryLine(
                String peer,
                Fingerprint key,
                LinkedBlockingQueue<ByteBuffer> in,
                LinkedBlockingQueue<ByteBuffer> out,
                int stepOctets) {
            this.peer = UserName.of(peer);
            this.key = key;
            this.in = in;
            this.out = out;
            this.stepOctets = stepOctets;
        }

        @Override
        public UserName peer() {
            return peer;
        }

        @Override
        public Fingerprint key() {
            return key;
        }

        @Override
        public Way way() {
            return Way.DIRECT;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            try {
                while (!current.hasRemaining()) {
                    ByteBuffer next = in.take();
                    if (next == GOODBYE || next == BREAK) {
                        in.put(next);
                        if (next == BREAK) {
                            throw new EOFException();
                        }
                        return -1;
                    }
                    current = next;
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            int count = Math.min(stepOctets, Math.min(current.remaining(), into.remaining()));
            into.put(current.slice(current.position(), count));
            current.position(current.position() + count);
            return count;
        }

        @Override
        public void write(ByteBuffer... from) {
            for (ByteBuffer part : from) {
                out.add(ByteBuffer.allocate(part.remaining()).put(part).flip());
            }
        }

        @Override
        public void breakOff() {
            out.add(BREAK);
            in.add(BREAK);
        }

        @Override
        public void close() {
            out.add(GOODBYE);
        }
    }
}
