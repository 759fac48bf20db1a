package io.naru.common.message;

import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What two clients tell each other on the data connection between them (PROTOCOL.md, section 7); {@link Handler} is
 * the whole catalogue. Each record beside its frame's layout, with {@code |} for the unit separator.
 *
 * <p>A request is a number that the requester gives to what it asks for, unique among its open ones.
 */
public sealed interface PeerMessage {
    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method for each message, so that a new one doesn't compile until all who handle messages decide. */
    interface Handler {
        void onOpen(Open open);

        void onReady(Ready ready);

        void onFetch(Fetch fetch);

        void onStop(Stop stop);

        void onHave(Have have);

        void onManifest(Manifest manifest);

        void onPiece(Piece piece);

        void onCheck(Check check);

        void onDone(Done done);

        void onFault(Fault fault);
    }

    /**
     * {@code token}: the first frame of who wants to prove that it was told where to come.
     *
     * @param token from the owner's DN_ACK
     */
    record Open(TransferToken token) implements PeerMessage {
        public Open {
            Objects.requireNonNull(token);
        }

        @Override
        public void accept(Handler handler) {
            handler.onOpen(this);
        }
    }

    /**
     * {@code version}: the owner's first frame; key and token were the right ones.
     *
     * @param version of what follows, 1
     */
    record Ready(int version) implements PeerMessage {
        public Ready {
            Numbers.checked("A version", version, 1, Integer.MAX_VALUE);
        }

        @Override
        public void accept(Handler handler) {
            handler.onReady(this);
        }
    }

    /**
     * {@code path | request | wanted | first | count | octets | time | root}: the requester asks.
     *
     * @param path as the owner calls it
     * @param first of the chunks wanted; 0 unless chunks are
     * @param count how many; 0 unless chunks are wanted, else 1 or more
     * @param known what the file was when it was asked for before; another one isn't wanted
     */
    record Fetch(String path, int request, Wanted wanted, int first, int count, Optional<FileVersion> known)
            implements PeerMessage {
        public Fetch {
            FileName.checked("A path", path);
            if (path.isEmpty()) {
                throw new InvalidValueException("A path isn't empty.");
            }
            checkRequest(request);
            boolean isSome = wanted == Wanted.CHUNKS;
            Numbers.checked("The first chunk", first, isSome ? Integer.MAX_VALUE : 0);
            Numbers.checked("The number of chunks", count, isSome ? 1 : 0, isSome ? Integer.MAX_VALUE - first : 0);
            Objects.requireNonNull(known);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFetch(this);
        }
    }

    /** {@code request}: the requester wants no more of it; a DONE or FAULT ends it all the same. */
    record Stop(int request) implements PeerMessage {
        public Stop {
            checkRequest(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onStop(this);
        }
    }

    /**
     * {@code octets}: how much of files the requester has read from this connection so far. The owner's own system takes
     * megabytes that are on their way for minutes yet where the other side reads slowly; this tells what has come.
     */
    record Have(long octets) implements PeerMessage {
        public Have {
            Numbers.checked("The number of octets", octets);
        }

        @Override
        public void accept(Handler handler) {
            handler.onHave(this);
        }
    }

    /**
     * {@code request | octets | time | root | hashes}: what the file is. 32 octets for each hash follow.
     *
     * @param hashes how many follow; 0, or as many as the file has chunks
     */
    record Manifest(int request, FileVersion version, int hashes) implements PeerMessage {
        public Manifest {
            checkRequest(request);
            Objects.requireNonNull(version);
            Numbers.checked("The number of hashes", hashes, HASHES_MAX);
        }

        @Override
        public void accept(Handler handler) {
            handler.onManifest(this);
        }
    }

    /**
     * {@code request | position | octets}: so many octets of the file follow.
     *
     * @param position where they are in the file
     * @param octets 1 to {@link Limits#PIECE_OCTETS}
     */
    record Piece(int request, long position, int octets) implements PeerMessage {
        public Piece {
            checkRequest(request);
            Numbers.checked("A position", position);
            Numbers.checked("The size of a piece", octets, 1, Limits.PIECE_OCTETS);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPiece(this);
        }
    }

    /**
     * {@code request | chunk | hash}: what the owner has read and sent as this chunk, where there was no manifest.
     *
     * @param hash SHA-256, 64 lower-case hexadecimal digits
     */
    record Check(int request, int chunk, String hash) implements PeerMessage {
        public Check {
            checkRequest(request);
            Numbers.checked("The number of a chunk", chunk, Integer.MAX_VALUE);
            if (!hash.matches("[0-9a-f]{64}")) {
                throw new InvalidValueException("The hash of a chunk is 64 lower-case hexadecimal digits.");
            }
        }

        @Override
        public void accept(Handler handler) {
            handler.onCheck(this);
        }
    }

    /** {@code request}: that was all of it, or all until it was stopped. */
    record Done(int request) implements PeerMessage {
        public Done {
            checkRequest(request);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDone(this);
        }
    }

    /**
     * {@code request | code | sentence}: the owner can't, or won't.
     *
     * @param request empty if it isn't about one request: the connection ends
     */
    record Fault(OptionalInt request, ErrorCode code, String sentence) implements PeerMessage {
        public Fault {
            request.ifPresent(PeerMessage::checkRequest);
            Objects.requireNonNull(code);
            FreeText.checkedLine("A reason", sentence, Limits.SENTENCE_OCTETS);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFault(this);
        }
    }

    /** The most hashes that a manifest has. */
    int HASHES_MAX = 1 << 16;

    private static void checkRequest(int request) {
        Numbers.checked("A request", request, 1, Integer.MAX_VALUE);
    }
}
