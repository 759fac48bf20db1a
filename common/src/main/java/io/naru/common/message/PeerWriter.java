package io.naru.common.message;

import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;

/**
 * The part of {@link MessageWriter} that is about data connections: the mirror of {@link PeerReader}.
 *
 * <p>Threading: one message, one thread.
 */
final class PeerWriter implements PeerMessage.Handler {
    private byte[] octets = new byte[0];

    /** The frame of the message that was accepted. */
    byte[] octets() {
        return octets;
    }

    @Override
    public void onOpen(PeerMessage.Open open) {
        write(FrameType.SPLICE, open.token().value());
    }

    @Override
    public void onReady(PeerMessage.Ready ready) {
        write(FrameType.READY, text(ready.version()));
    }

    @Override
    public void onFetch(PeerMessage.Fetch fetch) {
        boolean isSome = fetch.wanted() == Wanted.CHUNKS;
        write(
                FrameType.FETCH,
                FileName.escape(fetch.path()),
                text(fetch.request()),
                WireWord.of(fetch.wanted()),
                isSome ? text(fetch.first()) : "",
                isSome ? text(fetch.count()) : "",
                fetch.known().map(known -> text(known.octets())).orElse(""),
                fetch.known().map(known -> text(known.modifiedMillis())).orElse(""),
                fetch.known().flatMap(FileVersion::root).map(RootHash::hex).orElse(""));
    }

    @Override
    public void onStop(PeerMessage.Stop stop) {
        write(FrameType.STOP, text(stop.request()));
    }

    @Override
    public void onHave(PeerMessage.Have have) {
        write(FrameType.HAVE, text(have.octets()));
    }

    @Override
    public void onManifest(PeerMessage.Manifest manifest) {
        FileVersion version = manifest.version();
        write(
                FrameType.MANIFEST,
                text(manifest.request()),
                text(version.octets()),
                text(version.modifiedMillis()),
                version.root().map(RootHash::hex).orElse(""),
                manifest.hashes() == 0 ? "" : text(manifest.hashes()));
    }

    @Override
    public void onPiece(PeerMessage.Piece piece) {
        write(FrameType.PIECE, text(piece.request()), text(piece.position()), text(piece.octets()));
    }

    @Override
    public void onCheck(PeerMessage.Check check) {
        write(FrameType.CHECK, text(check.request()), text(check.chunk()), check.hash());
    }

    @Override
    public void onDone(PeerMessage.Done done) {
        write(FrameType.DONE, text(done.request()));
    }

    @Override
    public void onFault(PeerMessage.Fault fault) {
        String request = fault.request().isPresent() ? text(fault.request().getAsInt()) : "";
        write(FrameType.FAULT, request, fault.code().token(), fault.sentence());
    }

    private void write(FrameType type, String base, String... fields) {
        octets = FrameEncoder.encode(type, base, fields);
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
