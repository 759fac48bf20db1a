package io.naru.client.data;

import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.message.FileVersion;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.RootHash;
import io.naru.common.message.Wanted;
import io.naru.common.time.Clock;
import io.naru.common.wire.ErrorCode;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The requester's side of a line: one file after the other, or many small ones at once.
 *
 * <p>Whatever an {@link OwnerRefusal} ends leaves the line of use for the next file; after any other exception the line
 * is to be broken off.
 *
 * <p>Threading: one thread; who wants it to end at once breaks the line off.
 */
public final class FetchSession implements Closeable {
    /** What a TLS record holds. */
    private static final int PART_OCTETS = 16 << 10;

    private static final int PART_LEAST_OCTETS = 1 << 10;
    private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final PeerLine line;
    private final Executor storing;
    private final Clock clock;
    private final LineWriter writer;
    private final LineReader reader;
    private int lastRequest;
    /** Of files, on this line. */
    private long hereOctets;

    private long toldNanos;
    /** As much as comes within a second at most. */
    private int partOctets = PART_OCTETS;

    /**
     * A session on a line whose owner has said that it may be asked.
     *
     * @param storing must run what it is given at once, on another thread
     */
    public FetchSession(PeerLine line, Executor storing, Clock clock) {
        this.line = line;
        this.storing = storing;
        this.clock = clock;
        this.writer = new LineWriter(line);
        this.reader = new LineReader(line, writer::flush);
        this.toldNanos = clock.nanos();
    }

    /** What a file is, without the hashes of its chunks. */
    public FileFacts facts(String path) throws IOException {
        return facts(path, Wanted.FACTS, Optional.empty());
    }

    /**
     * What a file is, with the hashes of its chunks if its owner has hashed it.
     *
     * @param wanted what its content must be; empty if any is right
     * @throws OwnerRefusal if it isn't to be had, or is another one
     */
    public FileFacts manifest(String path, Optional<RootHash> wanted) throws IOException {
        FileFacts facts = facts(path, Wanted.MANIFEST, wanted);
        if (wanted.isPresent() && !wanted.equals(facts.version().root())) {
            throw new OwnerRefusal(ErrorCode.CHANGED, "The file has another content now.");
        }
        return facts;
    }

    private FileFacts facts(String path, Wanted what, Optional<RootHash> wanted) throws IOException {
        int request = ask(path, what, 0, 0, Optional.empty());
        PeerMessage answer = next();
        if (isRefusalOf(request, answer)) {
            throw refusal((PeerMessage.Fault) answer);
        }
        if (!(answer instanceof PeerMessage.Manifest manifest) || manifest.request() != request) {
            throw unasked();
        }
        FileFacts facts = new FileFacts(path, manifest.version(), hashes(manifest, what == Wanted.MANIFEST));
        PeerMessage end = next();
        if (!(end instanceof PeerMessage.Done done) || done.request() != request) {
            throw unasked();
        }
        return facts;
    }

    /** Reads the hashes that follow a manifest, and checks that they are what its root says. */
    Optional<ChunkHashes> hashes(PeerMessage.Manifest manifest, boolean areWanted) throws IOException {
        FileVersion version = manifest.version();
        if (version.octets() > Chunks.FILE_OCTETS_MAX) {
            throw new PeerFault("The other side tells of a file that is larger than any may be.");
        }
        Chunks chunks = new Chunks(version.octets());
        int expected = areWanted && version.root().isPresent() ? chunks.count() : 0;
        if (manifest.hashes() != expected) {
            throw new PeerFault("The other side sends a list of hashes that has another length than it should.");
        }
        if (!areWanted || version.root().isEmpty()) {
            return Optional.empty();
        }
        byte[] octets = new byte[expected * ChunkHashes.HASH_OCTETS];
        reader.fill(ByteBuffer.wrap(octets));
        ChunkHashes hashes = ChunkHashes.of(chunks, octets);
        if (!hashes.root().equals(version.root().get())) {
            throw new PeerFault("The other side sends a list of hashes that doesn't belong to the file.");
        }
        return Optional.of(hashes);
    }

    /**
     * Fetches chunks of a file as a plan hands them out, until it has no more for this line. Several sessions may fill
     * one part file at the same time. All that the plan handed out is accounted for when this returns or throws.
     *
     * @param facts of this owner's file; with hashes each chunk is compared with them, else with the hash that the
     *     owner sends behind it
     * @throws OwnerRefusal if the owner has it no more, or another one
     * @throws PeerFault if the owner sent what wasn't asked for
     * @throws PartFileException if what came can't be kept
     */
    public void fetch(FileFacts facts, PartFile part, ChunkPlan.Taker taker, FetchListener listener)
            throws IOException {
        new ChunkFetch(this, facts, part, new HandedOut(taker), listener, clock).run(storing);
    }

    /**
     * The first octets of a file, for looking at; nothing is kept and no hash is compared.
     *
     * @param into filled as far as the file goes
     */
    public void peek(FileFacts facts, ByteBuffer into) throws IOException {
        if (facts.version().octets() == 0 || !into.hasRemaining()) {
            return;
        }
        new Peek(this, facts, into).run();
    }

    /**
     * Fetches many small files, of a chunk at most each, asking ahead.
     *
     * @throws PeerFault if the owner sent what wasn't asked for
     */
    public void fetchSmall(SmallFiles files, FetchListener listener) throws IOException {
        new SmallFetch(this, files, listener).run(storing);
    }

    int ask(String path, Wanted wanted, int first, int count, Optional<FileVersion> known) throws IOException {
        lastRequest = lastRequest == Integer.MAX_VALUE ? 1 : lastRequest + 1;
        writer.send(new PeerMessage.Fetch(path, lastRequest, wanted, first, count, known));
        return lastRequest;
    }

    void stop(int request) throws IOException {
        writer.send(new PeerMessage.Stop(request));
        writer.flush();
    }

    void flush() throws IOException {
        writer.flush();
    }

    /**
     * Reads octets of a file in small parts, each when the listener lets it, so that what comes slowly is seen to come; and
     * tells the owner now and then how much has, whose own system takes much more than is through.
     */
    void read(ByteBuffer into, FetchListener listener) throws IOException {
        int end = into.limit();
        while (into.position() < end) {
            int part = Math.min(partOctets, end - into.position());
            long before = clock.nanos();
            listener.beforePiece(part);
            reader.fill(into.limit(into.position() + part));
            listener.onOctets(part);
            adapt(clock.nanos() - before);
            hereOctets += part;
            tellHere();
        }
    }

    private void adapt(long tookNanos) {
        if (tookNanos > TOLD_EVERY_NANOS) {
            partOctets = Math.max(PART_LEAST_OCTETS, partOctets / 2);
        } else if (tookNanos < TOLD_EVERY_NANOS / 8) {
            partOctets = Math.min(PART_OCTETS, partOctets * 2);
        }
    }

    private void tellHere() throws IOException {
        long now = clock.nanos();
        if (now - toldNanos >= TOLD_EVERY_NANOS) {
            toldNanos = now;
            writer.send(new PeerMessage.Have(hereOctets));
            writer.flush();
        }
    }

    /** The owner's next message. A fault of the whole line is thrown. */
    PeerMessage next() throws IOException {
        PeerMessage message = reader.next().orElseThrow(EOFException::new);
        if (message instanceof PeerMessage.Fault fault && fault.request().isEmpty()) {
            throw refusal(fault);
        }
        return message;
    }

    static boolean isRefusalOf(int request, PeerMessage message) {
        return message instanceof PeerMessage.Fault fault
                && fault.request().isPresent()
                && fault.request().getAsInt() == request;
    }

    static OwnerRefusal refusal(PeerMessage.Fault fault) {
        String sentence = fault.sentence().isEmpty() ? "The other side refused." : fault.sentence();
        return new OwnerRefusal(fault.code(), sentence);
    }

    static PeerFault unasked() {
        return new PeerFault("The other side sends what nobody asked for.");
    }

    /** Says goodbye to the owner. */
    @Override
    public void close() throws IOException {
        line.close();
    }
}
