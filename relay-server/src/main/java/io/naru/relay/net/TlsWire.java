package io.naru.relay.net;

import io.naru.common.message.Fingerprint;
import io.naru.common.tls.TlsPeer;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import tlschannel.BufferAllocator;
import tlschannel.NeedsTaskException;
import tlschannel.NeedsWriteException;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannelFlowControlException;

/**
 * TLS 1.3 on a socket. What costs a millisecond of arithmetic, which is the handshake's, runs elsewhere; meanwhile, and
 * until the handshake is done, nothing is written.
 *
 * <pre>
 *     handshake --NeedsTask--> task elsewhere --wake--> handshake ... established --endOutput--> farewell
 * </pre>
 *
 * <p>Threading: confined to the loop, but for the task.
 */
final class TlsWire implements Wire {
    /** Room for what one record holds. With less the library would put it into a buffer of its own. */
    private static final int RECORD_OCTETS = 16 * 1024 + 256;

    private static final int FAREWELL_OCTETS = 512;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final Logger LOGGER = System.getLogger(TlsWire.class.getName());

    private final Transport transport;
    private final SocketChannel channel;
    private final CipherText cipherText;
    private final ServerTlsChannel tls;
    private final GatheringByteChannel plainText = new PlainText();
    private final Runnable wake;

    private Optional<Fingerprint> peer = Optional.empty();
    private boolean isEstablished;
    private boolean isTaskOut;
    /** Some of the handshake was calculated. */
    private boolean hasBegun;

    /** Read by the task's thread too. */
    private volatile boolean isClosed;

    private boolean hasInput = true;
    /** The socket didn't take what we have to say; of our own accord, or in answer to what was read. */
    private boolean isFull;

    private boolean isAnswerStuck;
    private IOException failure;
    private ByteBuffer farewell;

    /**
     * TLS on a socket of which something was read already.
     *
     * @param first that
     * @param wake run when there is something to read or write that the selector doesn't know of
     */
    TlsWire(Transport transport, SocketChannel channel, byte[] first, Runnable wake) {
        this.transport = transport;
        this.channel = channel;
        this.wake = wake;
        this.cipherText = new CipherText(channel, transport.recordBuffers, first);
        this.tls = ServerTlsChannel.newBuilder(cipherText, transport.tls.context())
                .withEngineFactory(TlsAcceptance::engine)
                .withRunTasks(false)
                .withPlainBufferAllocator(new Spill(transport.recordBuffers))
                .withEncryptedBufferAllocator(transport.recordBuffers)
                .withSessionInitCallback(this::onEstablished)
                .build();
    }

    private void onEstablished(SSLSession session) {
        isEstablished = true;
        peer = TlsPeer.fingerprint(session);
        transport.counters.onHandshake();
    }

    @Override
    public int leastReadOctets() {
        return RECORD_OCTETS;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (farewell != null) {
            return channel.read(target);
        }
        if (failure != null) {
            throw failure;
        }
        if (isTaskOut) {
            return 0;
        }
        hasInput = false;
        isAnswerStuck = false;
        cipherText.beginTurn();
        int start = target.position();
        try {
            readRecords(target);
        } catch (TlsChannelFlowControlException e) {
            onHeldUp(e);
        } catch (SSLException | EOFException e) {
            failure = e;
        }
        int count = target.position() - start;
        if (failure != null && count == 0) {
            throw failure;
        }
        // What came before the failure is handled first.
        hasInput |= failure != null;
        return count == 0 && tls.shutdownReceived() ? -1 : count;
    }

    /** Until the channel says that it needs more, since what was deciphered already stays inside. */
    private void readRecords(ByteBuffer target) throws IOException {
        try {
            while (target.remaining() >= RECORD_OCTETS) {
                int count = tls.read(target);
                if (count < 0) {
                    onEnd();
                    return;
                }
                cipherText.onDeciphered(count);
            }
            hasInput = true;
        } catch (IllegalStateException e) {
            // How the library says that a record is larger than one can be.
            throw new SSLException("a record that is too long", e);
        } catch (AssertionError e) {
            throw new IllegalStateException("the TLS library contradicts itself", e);
        }
    }

    private void onEnd() throws EOFException {
        if (!tls.shutdownReceived()) {
            throw new EOFException("the stream broke off, or was broken off");
        }
        hasInput = true;
    }

    private void onHeldUp(TlsChannelFlowControlException signal) throws HandshakesFullException {
        if (signal instanceof NeedsTaskException needsTask) {
            runElsewhere(needsTask.getTask());
        } else if (signal instanceof NeedsWriteException) {
            isAnswerStuck = true;
        }
    }

    private void runElsewhere(Runnable task) throws HandshakesFullException {
        try {
            isTaskOut = true;
            transport.tls.execute(
                    () -> {
                        try {
                            // Who gave up while the task waited isn't calculated for.
                            if (!isClosed) {
                                task.run();
                            }
                        } finally {
                            comeBack();
                        }
                    },
                    hasBegun);
            hasBegun = true;
        } catch (RejectedExecutionException e) {
            isTaskOut = false;
            throw new HandshakesFullException(e);
        }
    }

    private void comeBack() {
        try {
            transport.loop.execute(this::onTaskDone);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "The relay stopped in the middle of a handshake");
        }
    }

    private void onTaskDone() {
        isTaskOut = false;
        transport.tls.onTaskDone();
        if (isClosed) {
            giveBack();
        } else {
            wake.run();
        }
    }

    @Override
    public boolean hasInput() {
        return hasInput && !isTaskOut && !isAnswerStuck && farewell == null;
    }

    @Override
    public long write(SendQueue queue) throws IOException {
        if (isTaskOut || farewell != null) {
            return 0;
        }
        if (!isEstablished) {
            // Reading goes on with the handshake, and with what it has to send.
            hasInput |= isAnswerStuck;
            isAnswerStuck = false;
            return 0;
        }
        isFull = false;
        long count = 0;
        if (queue.isEmpty()) {
            plainText.write(NOTHING);
        } else {
            count = queue.writeTo(plainText);
        }
        if (!isFull && isAnswerStuck) {
            isAnswerStuck = false;
            hasInput = true;
        }
        return count;
    }

    @Override
    public boolean endOutput() throws IOException {
        if (farewell == null) {
            if (isFull) {
                isFull = false;
                plainText.write(NOTHING);
            }
            if (isFull) {
                return false;
            }
            farewell = isTaskOut ? NOTHING : lastRecords();
        }
        channel.write(farewell);
        isFull = farewell.hasRemaining();
        if (!isFull) {
            channel.shutdownOutput();
        }
        return !isFull;
    }

    /** What the engine still has to say: why it failed, or that this is the end. The library keeps the former back. */
    private ByteBuffer lastRecords() {
        ByteBuffer records = ByteBuffer.allocate(FAREWELL_OCTETS);
        SSLEngine engine = tls.getSslEngine();
        if (engine != null) {
            engine.closeOutbound();
            ByteBuffer record = transport.recordBuffers.allocate(RecordBuffers.BUFFER_OCTETS);
            try {
                while (engine.wrap(NOTHING, record.clear()).bytesProduced() > 0
                        && record.flip().remaining() <= records.remaining()) {
                    records.put(record);
                }
            } catch (SSLException e) {
                LOGGER.log(Level.DEBUG, "TLS could not be ended in order: {0}", e.getMessage());
            } finally {
                transport.recordBuffers.free(record);
            }
        }
        return records.flip();
    }

    @Override
    public int interest() {
        if (isTaskOut) {
            return 0;
        }
        if (isAnswerStuck) {
            return SelectionKey.OP_WRITE;
        }
        return isFull ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        channel.close();
        if (!isTaskOut) {
            giveBack();
        }
    }

    /** With the socket closed, all that this does is to give the buffers back. */
    private void giveBack() {
        cipherText.forget();
        try {
            tls.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Closing a TLS channel failed", e);
        }
    }

    @Override
    public boolean isEncrypted() {
        return true;
    }

    @Override
    public Optional<Fingerprint> peer() {
        return peer;
    }

    /**
     * Where the library puts what doesn't fit into the reader's buffer. It borrows one in the handshake, in which
     * nothing of the kind comes, and keeps it as long as nothing does: so that one is next to nothing.
     */
    private static final class Spill implements BufferAllocator {
        private static final int PLACEHOLDER_OCTETS = 1;

        private final BufferAllocator buffers;
        private boolean wasAsked;

        private Spill(BufferAllocator buffers) {
            this.buffers = buffers;
        }

        @Override
        public ByteBuffer allocate(int leastOctets) {
            boolean isFirst = !wasAsked;
            wasAsked = true;
            return isFirst ? ByteBuffer.allocate(PLACEHOLDER_OCTETS) : buffers.allocate(leastOctets);
        }

        @Override
        public void free(ByteBuffer buffer) {
            if (buffer.capacity() > PLACEHOLDER_OCTETS) {
                buffers.free(buffer);
            }
        }
    }

    /** The queue's way in: says how much was taken, also when not all of it left. */
    private final class PlainText implements GatheringByteChannel {
        private final ByteBuffer[] single = new ByteBuffer[1];

        @Override
        public int write(ByteBuffer source) throws IOException {
            single[0] = source;
            try {
                return Math.toIntExact(write(single, 0, 1));
            } finally {
                single[0] = null;
            }
        }

        @Override
        public long write(ByteBuffer[] sources) throws IOException {
            return write(sources, 0, sources.length);
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            if (!cipherText.beginGathering()) {
                isFull = true;
                return 0;
            }
            long before = remaining(sources, offset, length);
            try {
                try {
                    tls.write(sources, offset, length);
                } finally {
                    isFull |= !cipherText.endGathering();
                }
            } catch (TlsChannelFlowControlException e) {
                isFull |= e instanceof NeedsWriteException;
                onHeldUp(e);
            } catch (AssertionError e) {
                throw new IllegalStateException("the TLS library contradicts itself", e);
            }
            return before - remaining(sources, offset, length);
        }

        private long remaining(ByteBuffer[] buffers, int offset, int length) {
            long octets = 0;
            for (int i = offset; i < offset + length; i++) {
                octets += buffers[i].remaining();
            }
            return octets;
        }

        @Override
        public boolean isOpen() {
            return tls.isOpen();
        }

        @Override
        public void close() {
            throw new IllegalStateException("the wire is what is closed");
        }
    }
}
