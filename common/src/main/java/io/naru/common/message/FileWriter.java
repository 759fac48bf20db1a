package io.naru.common.message;

import io.naru.common.wire.FileCommand;
import io.naru.common.wire.FrameEncoder;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Messages about files to octets: the mirror of {@link FileReader}, method for method.
 *
 * <p>Threading: used by one thread, for one message.
 */
final class FileWriter implements FileMessage.Handler {
    /** In a FIND_END of who couldn't look at everything. */
    static final String PART = "part";

    private byte[] octets;

    @Override
    public void onListRequest(FileMessage.ListRequest list) {
        octets = FrameEncoder.encodeFile(
                FileCommand.LIST_REQUEST,
                list.user().display(),
                request(list),
                FileName.escape(list.folder()),
                list.cursor(),
                list.filter(),
                list.sort().word());
    }

    @Override
    public void onListStart(FileMessage.ListStart start) {
        octets = FrameEncoder.encodeFile(
                FileCommand.LIST_START,
                start.user().display(),
                request(start),
                FileName.escape(start.folder()),
                optional(start.entries()));
    }

    @Override
    public void onListEntry(FileMessage.ListEntry entry) {
        octets = FrameEncoder.encodeFile(
                FileCommand.LIST_BODY,
                entry.user() + " " + FileName.escape(entry.name()),
                request(entry),
                optional(entry.size()),
                optional(entry.modifiedMillis()),
                entry.kind() == EntryKind.FILE ? "" : WireWord.of(entry.kind()),
                entry.rootHash().map(RootHash::hex).orElse(""));
    }

    @Override
    public void onListEnd(FileMessage.ListEnd end) {
        octets = FrameEncoder.encodeFile(
                FileCommand.LIST_END,
                end.user().display(),
                request(end),
                FileName.escape(end.folder()),
                end.nextCursor());
    }

    @Override
    public void onDownloadRequest(FileMessage.DownloadRequest download) {
        octets = FrameEncoder.encodeFile(
                FileCommand.DOWNLOAD_REQUEST,
                download.user() + " " + FileName.escape(download.path()),
                request(download),
                download.fingerprint(),
                candidates(download.candidates()),
                seen(download.seen()));
    }

    @Override
    public void onDownloadAccept(FileMessage.DownloadAccept accept) {
        octets = FrameEncoder.encodeFile(
                FileCommand.DOWNLOAD_ACCEPT,
                accept.user() + " " + FileName.escape(accept.path()) + " "
                        + accept.endpoint().host() + " " + accept.endpoint().port(),
                request(accept),
                token(accept.token()),
                accept.fingerprint(),
                optional(accept.size()),
                optional(accept.modifiedMillis()),
                accept.rootHash().map(RootHash::hex).orElse(""),
                candidates(accept.candidates()),
                seen(accept.seen()));
    }

    @Override
    public void onDownloadRefuse(FileMessage.DownloadRefuse refuse) {
        octets = FrameEncoder.encodeFile(
                FileCommand.DOWNLOAD_REFUSE,
                refuse.user() + " " + FileName.escape(refuse.path()),
                request(refuse),
                refuse.code(),
                refuse.text());
    }

    @Override
    public void onSpliceRequest(FileMessage.SpliceRequest splice) {
        octets = FrameEncoder.encodeFile(
                FileCommand.SPLICE_REQUEST, splice.user().display(), request(splice), token(splice.token()));
    }

    @Override
    public void onFindRequest(FileMessage.FindRequest find) {
        octets = FrameEncoder.encodeFile(FileCommand.FIND_REQUEST, find.user().display(), request(find), find.query());
    }

    @Override
    public void onFindHit(FileMessage.FindHit hit) {
        octets = FrameEncoder.encodeFile(
                FileCommand.FIND_HIT,
                hit.user() + " " + FileName.escape(hit.path()),
                request(hit),
                optional(hit.size()),
                optional(hit.modifiedMillis()),
                hit.rootHash().map(RootHash::hex).orElse(""));
    }

    @Override
    public void onFindEnd(FileMessage.FindEnd end) {
        octets = FrameEncoder.encodeFile(
                FileCommand.FIND_END,
                end.user().display(),
                request(end),
                Long.toString(end.leftOut()),
                optional(end.asked()),
                end.isAll() ? "" : PART);
    }

    @Override
    public void onCancel(FileMessage.Cancel cancel) {
        octets = FrameEncoder.encodeFile(FileCommand.CANCEL, cancel.user().display(), request(cancel));
    }

    @Override
    public void onOffer(FileMessage.Offer offer) {
        octets = FrameEncoder.encodeFile(
                FileCommand.OFFER,
                offer.user() + " " + FileName.escape(offer.name()),
                request(offer),
                Long.toString(offer.files()),
                Long.toString(offer.octets()),
                FileName.escape(offer.firstPath()));
    }

    @Override
    public void onOfferReply(FileMessage.OfferReply reply) {
        octets = FrameEncoder.encodeFile(
                FileCommand.OFFER_REPLY, reply.user().display(), request(reply), WireWord.of(reply.answer()));
    }

    /** The frame that was written. */
    byte[] octets() {
        return octets;
    }

    private static String request(FileMessage message) {
        return message.requestId().map(RequestId::value).orElse("");
    }

    private static String token(Optional<TransferToken> token) {
        return token.map(TransferToken::value).orElse("");
    }

    private static String optional(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "";
    }

    private static String candidates(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(" "));
    }

    private static String seen(Optional<InetAddress> address) {
        return address.map(from -> new Endpoint(from, 1).host()).orElse("");
    }
}
