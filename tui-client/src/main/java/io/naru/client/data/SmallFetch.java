package io.naru.client.data;

import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.hash.Sha256;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.Wanted;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One run of {@link FetchSession#fetchSmall}. Each file is asked for with everything at once; many questions are under
 * way.
 *
 * <p>Threading: the thread that reads the line.
 */
final class SmallFetch {
    private static final int MOST_ASKED = 128;

    /** A file that was asked for, and what has come of it. */
    private static final class Asked {
        private final int request;
        private final String path;
        private Optional<FileFacts> facts = Optional.empty();
        private boolean isLarge;
        private long position;
        private Optional<ByteBuffer> content = Optional.empty();
        private Optional<String> check = Optional.empty();

        private Asked(int request, String path) {
            this.request = request;
            this.path = path;
        }
    }

    private final FetchSession session;
    private final SmallFiles files;
    private final FetchListener listener;
    private final Deque<Asked> asked = new ArrayDeque<>();
    private boolean isThrough;

    SmallFetch(FetchSession session, SmallFiles files, FetchListener listener) {
        this.session = session;
        this.files = files;
        this.listener = listener;
    }

    void run(Executor executor) throws IOException {
        try (Storing storing = new Storing(executor)) {
            askAhead();
            while (!asked.isEmpty()) {
                take(session.next(), storing);
            }
            storing.finish();
        }
    }

    /** Asks in batches, so that many questions travel together. */
    private void askAhead() throws IOException {
        if (asked.size() > MOST_ASKED / 2) {
            return;
        }
        while (!isThrough && asked.size() < MOST_ASKED) {
            Optional<String> path = listener.isWanted() ? files.next() : Optional.empty();
            isThrough = path.isEmpty();
            if (path.isPresent()) {
                asked.addLast(new Asked(session.ask(path.get(), Wanted.ALL, 0, 0, Optional.empty()), path.get()));
            }
        }
        session.flush();
    }

    private void take(PeerMessage message, Storing storing) throws IOException {
        Asked head = asked.getFirst();
        if (message instanceof PeerMessage.Manifest manifest && manifest.request() == head.request) {
            takeManifest(head, manifest);
        } else if (message instanceof PeerMessage.Piece piece && piece.request() == head.request) {
            takePiece(head, piece, storing);
        } else if (message instanceof PeerMessage.Check check && check.request() == head.request) {
            head.check = Optional.of(check.hash());
        } else if (message instanceof PeerMessage.Done done && done.request() == head.request) {
            asked.removeFirst();
            finish(head, storing);
            askAhead();
        } else if (FetchSession.isRefusalOf(head.request, message)) {
            asked.removeFirst();
            giveBack(head, storing);
            PeerMessage.Fault fault = (PeerMessage.Fault) message;
            files.onRefused(head.path, fault.code(), fault.sentence());
            askAhead();
        } else {
            throw FetchSession.unasked();
        }
    }

    private void takeManifest(Asked head, PeerMessage.Manifest manifest) throws IOException {
        if (head.facts.isPresent()) {
            throw FetchSession.unasked();
        }
        head.facts = Optional.of(new FileFacts(head.path, manifest.version(), session.hashes(manifest, true)));
        head.isLarge = manifest.version().octets() > Chunks.LEAST_OCTETS;
        if (head.isLarge) {
            session.stop(head.request);
        }
    }

    private void takePiece(Asked head, PeerMessage.Piece piece, Storing storing) throws IOException {
        long size = head.facts.orElseThrow(FetchSession::unasked).version().octets();
        boolean isNext = piece.position() == head.position
                && piece.octets() <= Math.min(size - head.position, Limits.PIECE_OCTETS);
        if (!isNext) {
            throw FetchSession.unasked();
        }
        head.position += piece.octets();
        if (head.isLarge) {
            ByteBuffer buffer = storing.buffer(piece.octets());
            session.read(buffer, listener);
            storing.hand(buffer, octets -> {});
            return;
        }
        if (head.content.isEmpty()) {
            head.content = Optional.of(storing.buffer(0));
        }
        ByteBuffer content = head.content.get();
        session.read(content.limit((int) head.position), listener);
    }

    private void giveBack(Asked head, Storing storing) throws IOException {
        if (head.content.isPresent()) {
            storing.hand(head.content.get(), octets -> {});
        }
    }

    private void finish(Asked head, Storing storing) throws IOException {
        FileFacts facts = head.facts.orElseThrow(FetchSession::unasked);
        if (head.isLarge) {
            files.onLarge(facts);
            return;
        }
        boolean isEmpty = facts.version().octets() == 0;
        boolean isChecked = isEmpty || facts.hashes().isPresent() || head.check.isPresent();
        if (!isChecked || head.position != facts.version().octets()) {
            throw new PeerFault("The other side sent less than it was asked for.");
        }
        if (isEmpty) {
            storing.hand(nothing -> keep(facts, nothing, Optional.empty()));
        } else {
            storing.hand(head.content.get(), content -> keep(facts, content, head.check));
        }
    }

    private void keep(FileFacts facts, ByteBuffer content, Optional<String> check) throws IOException {
        FileHasher hasher = new FileHasher(facts.chunks());
        hasher.update(content);
        content.rewind();
        ChunkHashes own = hasher.hashes();
        boolean isRight = facts.hashes().isPresent()
                ? facts.hashes().get().equals(own)
                : check.isEmpty() || check.get().equals(hash(content));
        if (isRight) {
            files.onContent(facts.path(), facts, content, own.root());
        } else {
            files.onBad(facts.path());
        }
    }

    private static String hash(ByteBuffer content) {
        MessageDigest digest = Sha256.digest();
        digest.update(content);
        content.rewind();
        return HexFormat.of().formatHex(digest.digest());
    }
}
