package io.naru.relay.ctl;

import io.naru.common.log.LogEvent;
import io.naru.common.message.InvalidValueException;
import io.naru.relay.net.EventLoop;
import io.naru.relay.net.Timer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection to the control socket: a line comes, an answer goes, and that was it. Neither may take longer than
 * {@value #SECONDS} seconds, so a client that stalls is a few kilobytes for that time and nothing else.
 *
 * <p>Threading: confined to the loop.
 */
final class ControlClient implements EventLoop.Participant, Reply {
    private static final int SECONDS = 10;
    private static final int PIECE_OCTETS = 64 * 1024;
    private static final Logger LOGGER = System.getLogger(ControlClient.class.getName());

    /** Does what is asked for. */
    @FunctionalInterface
    interface Listener {
        void onRequest(ControlRequest request, Reply reply);
    }

    private final EventLoop loop;
    private final SocketChannel channel;
    private final Listener listener;
    private final Consumer<ControlClient> whenEnded;
    private final ByteBuffer line = ByteBuffer.allocate(ControlRequest.MAX_OCTETS);
    private SelectionKey key;
    private Timer deadline;
    private boolean isAsked;
    private boolean isForPeople;
    private boolean isHeld;
    private ByteBuffer answer;
    private boolean hasEnded;

    ControlClient(EventLoop loop, SocketChannel channel, Listener listener, Consumer<ControlClient> whenEnded) {
        this.loop = loop;
        this.channel = channel;
        this.listener = listener;
        this.whenEnded = whenEnded;
    }

    void start() throws IOException {
        key = loop.register(channel, SelectionKey.OP_READ, this);
        waitAnew();
    }

    private void waitAnew() {
        if (deadline != null) {
            deadline.cancel();
        }
        deadline = loop.schedule(loop.nowNanos() + TimeUnit.SECONDS.toNanos(SECONDS), this::end);
    }

    @Override
    public void onReady(SelectionKey ready) {
        if (hasEnded) {
            return;
        }
        try {
            if (answer != null) {
                write();
            } else if (!isAsked) {
                read();
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "A connection to the control socket broke", e);
            end();
        }
    }

    private void read() throws IOException {
        int from = line.position();
        int count = channel.read(line);
        for (int i = from; i < line.position(); i++) {
            if (line.get(i) == '\n') {
                isAsked = true;
                key.interestOps(0);
                ask(Arrays.copyOf(line.array(), i));
                return;
            }
        }
        if (count < 0) {
            end();
        } else if (!line.hasRemaining()) {
            refused("A request is a line of " + ControlRequest.MAX_OCTETS + " octets at most.");
        }
    }

    private void ask(byte[] octets) {
        try {
            ControlRequest request = ControlRequest.parse(octets);
            isForPeople = request.isForPeople();
            waitAnew();
            listener.onRequest(request, this);
        } catch (InvalidValueException e) {
            refused(e.getMessage());
        }
    }

    @Override
    public void done(Document document) {
        answer("ok\n" + (isForPeople ? document.text() : document.json()));
    }

    @Override
    public void refused(String sentence) {
        Document document = new Document().with("refused", Value.text(sentence));
        answer("refused\n" + (isForPeople ? document.text() : document.json()));
    }

    @Override
    public void holdUntilEnd() {
        isHeld = true;
    }

    private void answer(String text) {
        if (hasEnded || answer != null) {
            return;
        }
        isAsked = true;
        answer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        waitAnew();
        try {
            write();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "A connection to the control socket broke", e);
            end();
        }
    }

    /** Piece by piece: the JDK copies all of what it is given, each time. */
    private void write() throws IOException {
        int length = answer.limit();
        int written = 1;
        while (answer.position() < length && written > 0) {
            answer.limit(Math.min(length, answer.position() + PIECE_OCTETS));
            written = channel.write(answer);
            answer.limit(length);
        }
        if (answer.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else if (isHeld) {
            key.interestOps(0);
            deadline.cancel();
        } else {
            end();
        }
    }

    void endUnlessHeld() {
        if (!isHeld) {
            end();
        }
    }

    void end() {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        deadline.cancel();
        whenEnded.accept(this);
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "Closing a connection of the control socket failed", e);
        }
    }

    @Override
    public void flush() {
        throw new IllegalStateException("writes at once");
    }

    @Override
    public void onFault(Throwable fault) {
        LogEvent.of("fault").with("where", "the control socket").because(fault).log(LOGGER, Level.ERROR);
        refused("The relay failed in handling this request; its log says more.");
        end();
    }
}
