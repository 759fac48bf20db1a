package io.naru.client.data;

import io.naru.common.message.PeerMessage;
import io.naru.common.message.Wanted;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One run of {@link FetchSession#peek}: asks for the first chunk, and has enough when the buffer is full.
 *
 * <p>Threading: the thread that reads the line.
 */
final class Peek {
    private final FetchSession session;
    private final FileFacts facts;
    private final ByteBuffer into;

    Peek(FetchSession session, FileFacts facts, ByteBuffer into) {
        this.session = session;
        this.facts = facts;
        this.into = into;
    }

    void run() throws IOException {
        int request = session.ask(facts.path(), Wanted.CHUNKS, 0, 1, Optional.of(facts.version()));
        int length = facts.chunks().length(0);
        ByteBuffer buffer = ByteBuffer.allocate(Math.min(length, Limits.PIECE_OCTETS));
        int position = 0;
        boolean isStopped = false;
        while (true) {
            PeerMessage message = session.next();
            if (message instanceof PeerMessage.Piece piece && piece.request() == request) {
                if (piece.position() != position || piece.octets() > Math.min(buffer.capacity(), length - position)) {
                    throw FetchSession.unasked();
                }
                session.read(buffer.clear().limit(piece.octets()), FetchListener.NONE);
                position += piece.octets();
                buffer.flip();
                into.put(buffer.limit(Math.min(buffer.limit(), into.remaining())));
                if (!into.hasRemaining() && !isStopped) {
                    isStopped = true;
                    session.stop(request);
                }
            } else if (FetchSession.isRefusalOf(request, message)) {
                throw FetchSession.refusal((PeerMessage.Fault) message);
            } else if (message instanceof PeerMessage.Done done && done.request() == request) {
                return;
            } else if (!(message instanceof PeerMessage.Check check && check.request() == request)) {
                throw FetchSession.unasked();
            }
        }
    }
}
