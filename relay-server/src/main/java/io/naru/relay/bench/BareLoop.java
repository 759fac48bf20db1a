package io.naru.relay.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that could be called a relay, to compare the real one with: whatever senders say is copied into one
 * buffer, and that is written to everybody, once a turn. It keeps no names, checks nothing, and holds what a socket
 * doesn't take in a buffer of its own.
 *
 * <p>Threading: confined to one thread.
 */
public final class BareLoop {
    private static final int BUFFER_OCTETS = 1 << 20;
    private static final byte[] WELCOME = "\5x\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTICE = "\0* hi\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAME = "\0somebody: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIELDS = "\u001F#lobby\u001F\u001F1790000000000\0".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listening = ServerSocketChannel.open();
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER_OCTETS);
    private final ByteBuffer turn = ByteBuffer.allocateDirect(4 * BUFFER_OCTETS);
    private final List<Peer> peers = new ArrayList<>();
    private final List<SelectionKey> ready = new ArrayList<>();

    private static final class Peer {
        private final SocketChannel channel;
        private ByteBuffer left;
        private boolean isExtended;

        private Peer(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /** A loop that listens on a free port of the loopback interface. */
    public BareLoop() throws IOException {
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Where it listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listening.getLocalAddress();
    }

    /** Turns until the thread is interrupted. */
    public void run() throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            selector.select(ready::add);
            for (SelectionKey key : ready) {
                if (key.isAcceptable()) {
                    accept();
                } else {
                    read(key, (Peer) key.attachment());
                }
            }
            ready.clear();
            flush();
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = listening.accept(); channel != null; channel = listening.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Peer peer = new Peer(channel);
            channel.register(selector, SelectionKey.OP_READ, peer);
            peers.add(peer);
        }
    }

    private void read(SelectionKey key, Peer peer) throws IOException {
        int count = peer.channel.read(input.clear());
        if (count < 0) {
            key.cancel();
            peer.channel.close();
            peers.remove(peer);
            return;
        }
        int start = 0;
        for (int i = 1; i < count; i++) {
            if (input.get(i) == 0 && i > start) {
                onFrame(peer, start, i);
                start = i + 1;
            }
        }
    }

    private void onFrame(Peer peer, int start, int end) throws IOException {
        switch (input.get(start)) {
            case 0 -> {
                turn.put(NAME);
                turn.put(turn.position(), input, start + 1, end - start - 1);
                turn.position(turn.position() + end - start - 1);
                turn.put(FIELDS);
            }
            case 1 -> peer.channel.write(ByteBuffer.wrap(peer.isExtended ? WELCOME : NOTICE));
            case 4 -> peer.isExtended = true;
            default -> {
                // Nothing that a load client says.
            }
        }
    }

    private void flush() throws IOException {
        turn.flip();
        for (Peer peer : peers) {
            write(peer);
        }
        turn.clear();
    }

    private void write(Peer peer) throws IOException {
        if (peer.left != null) {
            peer.channel.write(peer.left);
            if (peer.left.hasRemaining()) {
                peer.left = joined(peer.left, turn);
                return;
            }
            peer.left = null;
        }
        if (turn.hasRemaining()) {
            ByteBuffer all = turn.duplicate();
            peer.channel.write(all);
            if (all.hasRemaining()) {
                peer.left = joined(all, ByteBuffer.allocate(0));
            }
        }
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second.duplicate())
                .flip();
    }
}
