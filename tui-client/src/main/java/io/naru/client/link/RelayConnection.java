package io.naru.client.link;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.MessageReader;
import io.naru.common.message.MessageWriter;
import io.naru.common.message.RelayMessage;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameDecoder;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One connection to a relay, from dialing to its end: a thread that dials and reads, and one that writes. What comes is
 * handed to the agent in batches; when the agent falls behind, reading waits.
 *
 * <p>A frame from the relay that breaks the rules ends the connection. A FILE frame that does is dropped instead: the
 * relay passes those on unread, and another user must not be able to end this one's link.
 *
 * <p>Threading: made, started and closed by the agent; {@link #outbox} from any thread.
 */
final class RelayConnection {
    private static final int READ_OCTETS = 64 << 10;
    private static final int BATCHES_AHEAD = 8;

    /** What is told of a connection, on the agent's thread; after {@code onEnd} nothing more. */
    interface Owner {
        void onOpen(RelayConnection connection, RelayStream stream);

        void onMessages(RelayConnection connection, List<RelayMessage> messages);

        void onEnd(RelayConnection connection, Ended how);
    }

    /** How a connection ended. */
    sealed interface Ended {
        /** It never stood. */
        record NotMade(IOException failure) implements Ended {}

        /** The relay closed it. */
        record ByRelay() implements Ended {}

        /** It broke. */
        record Broken(IOException failure) implements Ended {}

        /** The relay sent what isn't the protocol. */
        record Garbled(ProtocolException failure) implements Ended {}
    }

    private final RelayAddress relay;
    private final Protection protection;
    private final RelayDialer dialer;
    private final Agent agent;
    private final Owner owner;
    private final Outbox outbox = new Outbox();
    private final Semaphore ahead = new Semaphore(BATCHES_AHEAD);
    private volatile int frameLimitOctets;

    /** Guarded by this. */
    private RelayStream stream;

    private boolean isClosed;

    RelayConnection(
            RelayAddress relay,
            Protection protection,
            RelayDialer dialer,
            int frameLimitOctets,
            Agent agent,
            Owner owner) {
        this.relay = relay;
        this.protection = protection;
        this.dialer = dialer;
        this.frameLimitOctets = frameLimitOctets;
        this.agent = agent;
        this.owner = owner;
    }

    void start() {
        startThread("naru-link", this::dialAndRead);
    }

    /** The frames on their way; refuses once the connection has ended. */
    Outbox outbox() {
        return outbox;
    }

    /** Queues a message if there is room. */
    boolean offer(ClientMessage message) {
        return outbox.offer(MessageWriter.octets(message));
    }

    /** Sets the longest frame taken from the relay. */
    void limitFramesTo(int octets) {
        frameLimitOctets = octets;
    }

    /** Ends it now. Any thread. */
    void close() {
        outbox.close();
        ahead.release(BATCHES_AHEAD);
        synchronized (this) {
            isClosed = true;
            closeQuietly(stream);
        }
    }

    private void dialAndRead() {
        RelayStream dialed;
        try {
            dialed = dialer.dial(relay, protection);
        } catch (IOException e) {
            end(new Ended.NotMade(e));
            return;
        }
        synchronized (this) {
            stream = dialed;
            if (isClosed) {
                closeQuietly(stream);
                return;
            }
        }
        agent.execute(() -> owner.onOpen(this, dialed));
        startThread("naru-link-writer", () -> write(dialed));
        end(read(dialed));
    }

    private void end(Ended how) {
        close();
        agent.execute(() -> owner.onEnd(this, how));
    }

    private Ended read(RelayStream from) {
        FrameDecoder decoder = new FrameDecoder(frameLimitOctets);
        byte[] octets = new byte[READ_OCTETS];
        List<RelayMessage> messages = new ArrayList<>();
        try {
            int count = from.input().read(octets);
            while (count >= 0) {
                decoder.limitTo(frameLimitOctets);
                decode(decoder, ByteBuffer.wrap(octets, 0, count), messages);
                hand(messages);
                messages = new ArrayList<>();
                count = from.input().read(octets);
            }
            return new Ended.ByRelay();
        } catch (ProtocolException e) {
            hand(messages);
            return new Ended.Garbled(e);
        } catch (IOException e) {
            return new Ended.Broken(e);
        }
    }

    private static void decode(FrameDecoder decoder, ByteBuffer octets, List<RelayMessage> messages)
            throws ProtocolException {
        Frame frame = decoder.next(octets);
        while (frame != null) {
            message(frame).ifPresent(messages::add);
            frame = decoder.next(octets);
        }
    }

    private static Optional<RelayMessage> message(Frame frame) throws ProtocolException {
        try {
            return MessageReader.relay(frame);
        } catch (ProtocolException e) {
            if (!frame.is(FrameType.FILE)) {
                throw e;
            }
            EngineLog.mishap(() -> "dropped a file message: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void hand(List<RelayMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        ahead.acquireUninterruptibly();
        agent.execute(() -> {
            try {
                owner.onMessages(this, messages);
            } finally {
                ahead.release();
            }
        });
    }

    private void write(RelayStream to) {
        try {
            byte[] batch = outbox.take();
            while (batch != null) {
                to.output().write(batch);
                batch = outbox.take();
            }
            close();
        } catch (IOException e) {
            // The reader ends the connection, once it has read what the relay said last.
            outbox.close();
            EngineLog.mishap(() -> "writing to the relay ended: " + Reason.of(e));
        } catch (InterruptedException e) {
            close();
        }
    }

    private static void startThread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(RelayStream stream) {
        if (stream == null) {
            return;
        }
        try {
            stream.close();
        } catch (IOException e) {
            EngineLog.mishap(() -> "closing the connection failed: " + Reason.of(e));
        }
    }
}
