package io.naru.client.data;

import io.naru.common.hash.Chunks;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.Wanted;
import io.naru.common.time.Clock;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * One run of {@link FetchSession#fetch}. At least two ranges are asked for at any time, and more if half a second
 * would take them, so that the owner never waits for a question.
 *
 * <p>Threading: the thread that reads the line.
 */
final class ChunkFetch {
    private static final int LEAST_ASKED = 2;
    private static final int MOST_ASKED = 64;
    private static final double AHEAD_SECONDS = 0.5;

    /** A range that was asked for, and how far it has come. */
    private static final class Asked {
        private final int request;
        private final long end;
        private int chunk;
        private long position;
        private OptionalInt unchecked = OptionalInt.empty();

        private Asked(int request, Chunks chunks, ChunkRange range) {
            this.request = request;
            this.chunk = range.first();
            this.position = chunks.start(range.first());
            this.end = chunks.start(range.end() - 1) + chunks.length(range.end() - 1);
        }
    }

    private final FetchSession session;
    private final FileFacts facts;
    private final Chunks chunks;
    private final HandedOut handedOut;
    private final FetchListener listener;
    private final Clock clock;
    private final ChunkIntake intake;
    private final Deque<Asked> asked = new ArrayDeque<>();
    private Optional<OwnerRefusal> refusal = Optional.empty();
    private boolean isStopped;
    private long outstandingOctets;
    private long octets;
    private long startNanos;

    ChunkFetch(
            FetchSession session,
            FileFacts facts,
            PartFile part,
            HandedOut handedOut,
            FetchListener listener,
            Clock clock) {
        this.session = session;
        this.facts = facts;
        this.chunks = facts.chunks();
        this.handedOut = handedOut;
        this.listener = listener;
        this.clock = clock;
        this.intake = new ChunkIntake(part, facts.hashes(), handedOut);
    }

    void run(Executor executor) throws IOException {
        startNanos = clock.nanos();
        try (Storing storing = new Storing(executor)) {
            askAhead();
            while (!asked.isEmpty()) {
                take(session.next(), storing);
                // What was bad may come to this line again, which shows only when it was looked at.
                if (asked.isEmpty() && !isStopped) {
                    storing.barrier();
                    askAhead();
                }
            }
            storing.finish();
        } finally {
            handedOut.giveUpRest();
        }
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private void askAhead() throws IOException {
        boolean hasAsked = false;
        while (!isStopped && wantsMore()) {
            Optional<ChunkRange> range = handedOut.next();
            if (range.isEmpty()) {
                break;
            }
            ask(range.get());
            hasAsked = true;
        }
        if (hasAsked) {
            session.flush();
        }
    }

    private boolean wantsMore() {
        if (asked.size() < LEAST_ASKED) {
            return true;
        }
        double seconds = Math.max(1e-3, (clock.nanos() - startNanos) / 1e9);
        return asked.size() < MOST_ASKED && outstandingOctets < octets / seconds * AHEAD_SECONDS;
    }

    private void ask(ChunkRange range) throws IOException {
        int request =
                session.ask(facts.path(), Wanted.CHUNKS, range.first(), range.count(), Optional.of(facts.version()));
        Asked some = new Asked(request, chunks, range);
        outstandingOctets += some.end - some.position;
        asked.addLast(some);
    }

    private void take(PeerMessage message, Storing storing) throws IOException {
        Asked head = asked.getFirst();
        if (message instanceof PeerMessage.Piece piece && piece.request() == head.request) {
            takePiece(head, piece, storing);
        } else if (message instanceof PeerMessage.Check check && check.request() == head.request) {
            takeCheck(head, check, storing);
        } else if (message instanceof PeerMessage.Done done && done.request() == head.request) {
            boolean isWhole = head.position == head.end && head.unchecked.isEmpty();
            if (!isWhole && !isStopped) {
                throw new PeerFault("The other side sent less than it was asked for.");
            }
            end(head, storing);
        } else if (FetchSession.isRefusalOf(head.request, message)) {
            refusal = refusal.or(() -> Optional.of(FetchSession.refusal((PeerMessage.Fault) message)));
            end(head, storing);
            stop();
        } else {
            throw FetchSession.unasked();
        }
    }

    private void takePiece(Asked head, PeerMessage.Piece piece, Storing storing) throws IOException {
        long chunkEnd = chunks.start(head.chunk) + chunks.length(head.chunk);
        int expected = (int) Math.min(Limits.PIECE_OCTETS, chunkEnd - head.position);
        boolean isNext = head.position < head.end && piece.position() == head.position && head.unchecked.isEmpty();
        if (!isNext || piece.octets() > expected) {
            throw FetchSession.unasked();
        }
        ByteBuffer buffer = storing.buffer(piece.octets());
        session.read(buffer, listener);
        long position = head.position;
        head.position += piece.octets();
        outstandingOctets -= piece.octets();
        octets += piece.octets();
        boolean isChunkEnd = head.position == chunkEnd;
        int chunk = head.chunk;
        intake.write(chunk, buffer.duplicate().flip(), position);
        if (isChunkEnd) {
            intake.written(chunk);
        }
        storing.hand(buffer, filled -> {
            intake.piece(filled);
            if (isChunkEnd) {
                intake.end(chunk);
            }
        });
        if (isChunkEnd) {
            head.unchecked = facts.hashes().isPresent() ? OptionalInt.empty() : OptionalInt.of(chunk);
            nextChunk(head);
        }
        if (!isStopped && !listener.isWanted()) {
            stop();
        }
    }

    private static void nextChunk(Asked head) {
        if (head.position < head.end) {
            head.chunk++;
        }
    }

    private void takeCheck(Asked head, PeerMessage.Check check, Storing storing) throws IOException {
        if (head.unchecked.isEmpty() || head.unchecked.getAsInt() != check.chunk()) {
            throw FetchSession.unasked();
        }
        head.unchecked = OptionalInt.empty();
        intake.claim(check.chunk(), check.hash());
        storing.hand(nothing -> intake.check(check.chunk(), check.hash()));
    }

    private void end(Asked head, Storing storing) throws IOException {
        outstandingOctets -= head.end - head.position;
        asked.removeFirst();
        if (head.position != head.end) {
            storing.hand(nothing -> intake.forget());
        }
        askAhead();
    }

    private void stop() throws IOException {
        isStopped = true;
        for (Asked some : asked) {
            session.stop(some.request);
        }
    }
}
