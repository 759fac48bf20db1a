package io.naru.client.ways;

import io.naru.client.agent.Agent;
import io.naru.common.message.Endpoint;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.TransferToken;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One attempt to connect and to prove both keys. It ends by itself after a while, as the agent's clock has it.
 *
 * <p>Threading: begun, closed and told of on the agent's thread; the work is done on one of an executor's.
 */
final class Dial implements Closeable {
    /** How long it may take in all. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** What is told of an attempt, once, unless it was closed before. */
    interface Outcome {
        /** It stands; who hears that owns it. */
        void onReady(Securing.Secured line);

        void onFailed(IOException failure);
    }

    /** What is done with a connected socket, blocking. */
    @FunctionalInterface
    private interface Work {
        Securing.Secured on(SocketChannel connected) throws IOException;
    }

    private final Agent agent;
    private final Outcome outcome;
    private Agent.Timer timer;
    private boolean isOver;
    private boolean isLate;
    /** Guarded by this. */
    private SocketChannel channel;
    /** Guarded by this. */
    private boolean isClosed;

    private Dial(Agent agent, Outcome outcome) {
        this.agent = agent;
        this.outcome = outcome;
    }

    /** Connects to another client's door, behind which somebody has to prove that key. */
    static Dial direct(
            Agent agent, Executor workers, Securing securing, Endpoint to, Fingerprint expected, Outcome outcome) {
        return begin(agent, workers, to, channel -> securing.connect(channel, expected, TIMEOUT), outcome);
    }

    /**
     * Connects to the relay, which passes on to whoever shows the same token.
     *
     * @param expected the key that the other side has to prove, if this is the side that begins the handshake
     */
    static Dial throughRelay(
            Agent agent,
            Executor workers,
            Securing securing,
            Endpoint relay,
            TransferToken splice,
            Optional<Fingerprint> expected,
            Outcome outcome) {
        Work work = channel -> {
            ByteBuffer frame = FirstFrame.of(splice);
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
            FirstFrame.readOk(channel::read);
            return expected.isPresent()
                    ? securing.connect(channel, expected.get(), TIMEOUT)
                    : securing.accept(channel, TIMEOUT);
        };
        return begin(agent, workers, relay, work, outcome);
    }

    private static Dial begin(Agent agent, Executor workers, Endpoint to, Work work, Outcome outcome) {
        Dial dial = new Dial(agent, outcome);
        dial.timer = agent.schedule(TIMEOUT, dial::giveUp);
        workers.execute(() -> dial.run(to, work));
        return dial;
    }

    private void run(Endpoint to, Work work) {
        try {
            SocketChannel opened = SocketChannel.open();
            try {
                hold(opened);
                opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
                opened.connect(new InetSocketAddress(to.address(), to.port()));
                Securing.Secured line = work.on(opened);
                agent.execute(() -> ready(line));
            } catch (IOException e) {
                opened.close();
                throw e;
            }
        } catch (IOException e) {
            agent.execute(() -> failed(e));
        }
    }

    private synchronized void hold(SocketChannel opened) throws IOException {
        if (isClosed) {
            throw new IOException("it was called off");
        }
        channel = opened;
    }

    private synchronized void letGo() {
        isClosed = true;
        if (channel != null) {
            Quiet.close(channel);
        }
    }

    private void ready(Securing.Secured line) {
        if (isOver) {
            line.breakOff();
            return;
        }
        isOver = true;
        timer.cancel();
        outcome.onReady(line);
    }

    private void giveUp() {
        isLate = true;
        letGo();
        failed(new SocketTimeoutException());
    }

    private void failed(IOException failure) {
        if (!isOver) {
            isOver = true;
            timer.cancel();
            outcome.onFailed(isLate ? new SocketTimeoutException() : failure);
        }
    }

    /** Gives it up, if it isn't over; nothing more is told. */
    @Override
    public void close() {
        if (!isOver) {
            isOver = true;
            timer.cancel();
            letGo();
        }
    }
}
