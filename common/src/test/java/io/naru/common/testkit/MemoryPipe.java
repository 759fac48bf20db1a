package io.naru.common.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.GatheringByteChannel;

/**
 * A connection without a network: two ends of which each reads what the other wrote. They behave like non-blocking
 * sockets with small buffers, and misbehave when told to.
 *
 * <p>Threading: any thread; one lock for both ends.
 */
public final class MemoryPipe {
    private final End left;
    private final End right;

    /**
     * A pipe with nothing in it.
     *
     * @param capacityOctets how much each direction holds before a write takes nothing more, at least 1
     */
    public MemoryPipe(int capacityOctets) {
        Object lock = new Object();
        left = new End(lock, capacityOctets);
        right = new End(lock, capacityOctets);
        left.peer = right;
        right.peer = left;
    }

    /** One end. */
    public End left() {
        return left;
    }

    /** The other end. */
    public End right() {
        return right;
    }

    /** Cuts the connection as a network would: both ends get an error from now on, and what was under way is lost. */
    public void reset() {
        synchronized (left.lock) {
            left.reset = true;
            right.reset = true;
        }
    }

    /** One end of a pipe. */
    public static final class End implements ByteChannel, GatheringByteChannel {
        private final Object lock;

        /** What the other end wrote and this one hasn't read, between its mark 0 and its position. */
        private final ByteBuffer incoming;

        private End peer;
        private boolean stalled;
        private boolean outputEnded;
        private boolean closed;
        private boolean reset;

        private End(Object lock, int capacityOctets) {
            this.lock = lock;
            this.incoming = ByteBuffer.allocate(capacityOctets);
        }

        /** Lets nothing more arrive at this end: the other one can write until the pipe is full. */
        public void stall() {
            synchronized (lock) {
                stalled = true;
            }
        }

        /** Ends {@link #stall()}. */
        public void resume() {
            synchronized (lock) {
                stalled = false;
            }
        }

        /** Says that nothing more will be written here; reading goes on. */
        public void shutdownOutput() {
            synchronized (lock) {
                outputEnded = true;
            }
        }

        /** How many octets wait to be read here. */
        public int waitingOctets() {
            synchronized (lock) {
                return incoming.position();
            }
        }

        /** Reads what is there: 0 if that is nothing, -1 if the other end has ended and all is read. */
        @Override
        public int read(ByteBuffer target) throws IOException {
            synchronized (lock) {
                checkUsable();
                if (stalled) {
                    return 0;
                }
                if (incoming.position() == 0) {
                    return peer.outputEnded || peer.closed ? -1 : 0;
                }
                incoming.flip();
                int octets = transfer(incoming, target);
                incoming.compact();
                return octets;
            }
        }

        /** Writes what fits, which may be nothing. */
        @Override
        public int write(ByteBuffer source) throws IOException {
            synchronized (lock) {
                checkUsable();
                if (outputEnded) {
                    throw new ClosedChannelException();
                }
                if (peer.closed) {
                    throw new IOException("Broken pipe");
                }
                return transfer(source, peer.incoming);
            }
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            synchronized (lock) {
                long octets = 0;
                for (int i = offset; i < offset + length; i++) {
                    octets += write(sources[i]);
                }
                return octets;
            }
        }

        @Override
        public long write(ByteBuffer[] sources) throws IOException {
            return write(sources, 0, sources.length);
        }

        @Override
        public boolean isOpen() {
            synchronized (lock) {
                return !closed;
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                closed = true;
            }
        }

        private void checkUsable() throws IOException {
            if (closed) {
                throw new ClosedChannelException();
            }
            if (reset) {
                throw new IOException("Connection reset by peer");
            }
        }

        private static int transfer(ByteBuffer source, ByteBuffer target) {
            int octets = Math.min(source.remaining(), target.remaining());
            target.put(source.slice(source.position(), octets));
            source.position(source.position() + octets);
            return octets;
        }
    }
}
