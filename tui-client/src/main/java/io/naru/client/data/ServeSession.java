package io.naru.client.data;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.data.OpenFiles.OpenFile;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.Sha256;
import io.naru.common.message.FileVersion;
import io.naru.common.message.PeerMessage;
import io.naru.common.message.Wanted;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * The owner's side of a line: answers what is asked, in the order in which it is asked, until the other side goes.
 *
 * <pre>
 *     line --> requests are read by a thread of their own --inbox--> the thread in {@link #run} --> line
 * </pre>
 *
 * <p>Threading: one thread runs it, another one from the executor reads; who wants it to end breaks the line off.
 */
public final class ServeSession {
    private final PeerLine line;
    private final ServeListener listener;
    private final Inbox inbox;
    private final OpenFiles files;
    private final LineWriter writer;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(Limits.PIECE_OCTETS);

    /**
     * A session on a line whose requester was told that it may ask.
     *
     * @param line closed or broken off at the end
     * @param reading must run what it is given at once, on another thread
     */
    public ServeSession(PeerLine line, FileSource source, ServeListener listener, Executor reading) {
        this.line = line;
        this.listener = listener;
        this.inbox = new Inbox(line, listener::onHave);
        this.files = new OpenFiles(line.peer(), source);
        this.writer = new LineWriter(line);
        reading.execute(inbox);
    }

    /**
     * Serves; returns when the other side has said that it is through.
     *
     * @throws PeerFault if the other side did what it mustn't
     * @throws IOException if the line broke
     */
    public void run() throws IOException {
        boolean isDone = false;
        try (files) {
            for (Inbox.Request request = next(); request != null; request = next()) {
                serve(request);
            }
            isDone = true;
        } finally {
            if (isDone) {
                line.close();
            } else {
                line.breakOff();
            }
        }
    }

    /** What is said is gathered as long as there is more to say. */
    private Inbox.Request next() throws IOException {
        Inbox.Request waiting = inbox.poll();
        if (waiting != null) {
            return waiting;
        }
        writer.flush();
        return inbox.take();
    }

    private void serve(Inbox.Request request) throws IOException {
        String path = request.fetch().path();
        try {
            OpenFile file = file(request);
            answer(request, file);
            inbox.finish(request);
            writer.send(new PeerMessage.Done(request.number()));
            listener.onServed(path);
        } catch (OwnerRefusal refusal) {
            inbox.finish(request);
            writer.send(new PeerMessage.Fault(OptionalInt.of(request.number()), refusal.code(), refusal.getMessage()));
            listener.onRefused(path, refusal.code(), refusal.getMessage());
        }
        if (request.fetch().wanted() == Wanted.ALL) {
            files.drop(path);
        }
    }

    private OpenFile file(Inbox.Request request) throws OwnerRefusal {
        OpenFile file;
        try {
            file = files.get(request.fetch().path());
        } catch (OwnerRefusal e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(e);
        }
        Optional<FileVersion> known = request.fetch().known();
        if (known.isEmpty()) {
            files.tell(file);
        } else if (!known.get().isSameContent(file.version())) {
            throw new OwnerRefusal(ErrorCode.CHANGED, "The file has another content now.");
        } else if (!files.isAsTold(file)) {
            throw new OwnerRefusal(ErrorCode.CHANGED, "The file was replaced by another one meanwhile.");
        }
        listener.onAsked(request.fetch().path(), file.served());
        return file;
    }

    private static OwnerRefusal unreadable(IOException fault) {
        EngineLog.mishap(() -> "a shared file can't be read: " + fault);
        return new OwnerRefusal(
                ErrorCode.UNREADABLE,
                fault instanceof AccessDeniedException
                        ? "Its owner may not read that file."
                        : "The file can't be read: " + Reason.of(fault) + ".");
    }

    private void answer(Inbox.Request request, OpenFile file) throws IOException {
        PeerMessage.Fetch fetch = request.fetch();
        Chunks chunks = new Chunks(file.version().octets());
        switch (fetch.wanted()) {
            case FACTS -> writer.send(new PeerMessage.Manifest(fetch.request(), file.version(), 0));
            case MANIFEST -> sendManifest(fetch.request(), file);
            case ALL -> {
                sendManifest(fetch.request(), file);
                sendChunks(request, file, chunks, 0, chunks.count());
            }
            case CHUNKS -> {
                if ((long) fetch.first() + fetch.count() > chunks.count()) {
                    throw new PeerFault("The other side asks for chunks that the file doesn't have.");
                }
                sendChunks(request, file, chunks, fetch.first(), fetch.first() + fetch.count());
            }
        }
    }

    private void sendManifest(int request, OpenFile file) throws IOException {
        byte[] hashes = file.served().hashes().map(ChunkHashes::octets).orElse(new byte[0]);
        writer.send(
                new PeerMessage.Manifest(request, file.version(), hashes.length / ChunkHashes.HASH_OCTETS),
                ByteBuffer.wrap(hashes));
    }

    private void sendChunks(Inbox.Request request, OpenFile file, Chunks chunks, int from, int to) throws IOException {
        boolean isHashed = file.served().hashes().isPresent();
        MessageDigest digest = Sha256.digest();
        for (int chunk = from; chunk < to; chunk++) {
            long position = chunks.start(chunk);
            long end = position + chunks.length(chunk);
            while (position < end) {
                if (request.isStopped()) {
                    return;
                }
                int most = listener.strideOctets(Limits.PIECE_OCTETS);
                piece.clear().limit((int) Math.min(most, end - position));
                sendPiece(request, file, position);
                if (most < Limits.PIECE_OCTETS) {
                    writer.flush();
                }
                if (!isHashed) {
                    digest.update(piece.rewind());
                }
                position += piece.limit();
            }
            if (!isHashed) {
                String hash = HexFormat.of().formatHex(digest.digest());
                writer.send(new PeerMessage.Check(request.number(), chunk, hash));
            }
        }
    }

    private void sendPiece(Inbox.Request request, OpenFile file, long position) throws IOException {
        String path = request.fetch().path();
        int octets = piece.limit();
        listener.beforePiece(path, octets);
        read(file, position);
        piece.flip();
        writer.send(new PeerMessage.Piece(request.number(), position, octets), piece);
        listener.onSent(path, position, octets);
    }

    private void read(OpenFile file, long position) throws OwnerRefusal {
        try {
            file.read(piece, position);
        } catch (OwnerRefusal e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
