package io.naru.client.data;

import io.naru.common.message.PeerMessage;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;

/**
 * What a requester asks for, in its order, until it is answered.
 *
 * <p>Threading: {@link #run} on one thread, the rest on the one that answers.
 */
final class Inbox implements Runnable {
    /** One thing asked for. */
    static final class Request {
        private final PeerMessage.Fetch fetch;
        private volatile boolean isStopped;

        private Request(PeerMessage.Fetch fetch) {
            this.fetch = fetch;
        }

        PeerMessage.Fetch fetch() {
            return fetch;
        }

        int number() {
            return fetch.request();
        }

        /** Whether the other side doesn't want it any more. */
        boolean isStopped() {
            return isStopped;
        }
    }

    /** A request, or the end, for which there may be a reason. */
    private record Entry(Optional<Request> request, Optional<IOException> failure) {}

    private final LineReader reader;
    private final PeerLine line;
    private final LongConsumer onHave;
    private final Map<Integer, Request> open = new ConcurrentHashMap<>();
    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();

    /**
     * Nothing is asked for yet.
     *
     * @param onHave is told, on the thread that reads, how much has come over there
     */
    Inbox(PeerLine line, LongConsumer onHave) {
        this.line = line;
        this.onHave = onHave;
        this.reader = new LineReader(line, () -> {});
    }

    @Override
    public void run() {
        try {
            Optional<PeerMessage> message = reader.next();
            while (message.isPresent()) {
                take(message.get());
                message = reader.next();
            }
            entries.add(new Entry(Optional.empty(), Optional.empty()));
        } catch (PeerFault e) {
            entries.add(new Entry(Optional.empty(), Optional.of(e)));
            // Who answers may be waiting for a network that doesn't take what it has.
            line.breakOff();
        } catch (IOException e) {
            entries.add(new Entry(Optional.empty(), Optional.of(e)));
        }
    }

    private void take(PeerMessage message) throws PeerFault {
        if (message instanceof PeerMessage.Stop stop) {
            Request request = open.get(stop.request());
            if (request != null) {
                request.isStopped = true;
            }
            return;
        }
        if (message instanceof PeerMessage.Have have) {
            onHave.accept(have.octets());
            return;
        }
        if (!(message instanceof PeerMessage.Fetch fetch)) {
            throw new PeerFault("The other side, who should ask, says what an owner says.");
        }
        Request request = new Request(fetch);
        if (open.putIfAbsent(fetch.request(), request) != null) {
            throw new PeerFault("The other side asks for two things under one number.");
        }
        if (open.size() > Limits.OPEN_FETCHES) {
            throw new PeerFault("The other side asks for more than " + Limits.OPEN_FETCHES + " things at once.");
        }
        entries.add(new Entry(Optional.of(request), Optional.empty()));
    }

    /** The next request if there is one already, else null; the end isn't told here. */
    Request poll() {
        Entry entry = entries.peek();
        if (entry == null || entry.request().isEmpty()) {
            return null;
        }
        entries.remove();
        return entry.request().get();
    }

    /** The next request; null when the other side is through. Blocks until then. */
    Request take() throws IOException {
        Entry entry;
        try {
            entry = entries.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        if (entry.failure().isPresent()) {
            throw entry.failure().get();
        }
        return entry.request().orElse(null);
    }

    /** It is answered. Before the other side can know that: it may use the number again. */
    void finish(Request request) {
        open.remove(request.number(), request);
    }
}
