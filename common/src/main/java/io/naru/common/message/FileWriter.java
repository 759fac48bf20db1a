package io.naru.common.message;

import io.naru.common.wire.FileCommand;
import io.naru.common.wire.FrameEncoder;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
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
        write(
                FileCommand.LIST_REQUEST,
                list,
                FileName.escape(list.folder()),
                list.cursor(),
                list.filter(),
                list.sort().word());
    }

    @Override
    public void onListStart(FileMessage.ListStart start) {
        write(FileCommand.LIST_START, start, FileName.escape(start.folder()), OptionalField.text(start.entries()));
    }

    @Override
    public void onListEntry(FileMessage.ListEntry entry) {
        writeNamed(
                FileCommand.LIST_BODY,
                entry,
                entry.name(),
                OptionalField.text(entry.size()),
                OptionalField.text(entry.modifiedMillis()),
                entry.kind() == EntryKind.FILE ? "" : WireWord.of(entry.kind()),
                OptionalField.text(entry.rootHash(), RootHash::hex));
    }

    @Override
    public void onListEnd(FileMessage.ListEnd end) {
        write(FileCommand.LIST_END, end, FileName.escape(end.folder()), end.nextCursor());
    }

    @Override
    public void onDownloadRequest(FileMessage.DownloadRequest download) {
        writeNamed(
                FileCommand.DOWNLOAD_REQUEST,
                download,
                download.path(),
                download.fingerprint(),
                candidates(download.candidates()),
                seen(download.seen()));
    }

    @Override
    public void onDownloadAccept(FileMessage.DownloadAccept accept) {
        encode(
                FileCommand.DOWNLOAD_ACCEPT,
                accept,
                accept.user() + " " + FileName.escape(accept.path()) + " "
                        + accept.endpoint().host() + " " + accept.endpoint().port(),
                OptionalField.text(accept.token(), TransferToken::value),
                accept.fingerprint(),
                OptionalField.text(accept.size()),
                OptionalField.text(accept.modifiedMillis()),
                OptionalField.text(accept.rootHash(), RootHash::hex),
                candidates(accept.candidates()),
                seen(accept.seen()));
    }

    @Override
    public void onDownloadRefuse(FileMessage.DownloadRefuse refuse) {
        writeNamed(FileCommand.DOWNLOAD_REFUSE, refuse, refuse.path(), refuse.code(), refuse.text());
    }

    @Override
    public void onSpliceRequest(FileExchange.SpliceRequest splice) {
        write(FileCommand.SPLICE_REQUEST, splice, OptionalField.text(splice.token(), TransferToken::value));
    }

    @Override
    public void onFindRequest(FileExchange.FindRequest find) {
        write(FileCommand.FIND_REQUEST, find, find.query());
    }

    @Override
    public void onFindHit(FileExchange.FindHit hit) {
        writeNamed(
                FileCommand.FIND_HIT,
                hit,
                hit.path(),
                OptionalField.text(hit.size()),
                OptionalField.text(hit.modifiedMillis()),
                OptionalField.text(hit.rootHash(), RootHash::hex));
    }

    @Override
    public void onFindEnd(FileExchange.FindEnd end) {
        write(
                FileCommand.FIND_END,
                end,
                Long.toString(end.leftOut()),
                OptionalField.text(end.asked()),
                end.isAll() ? "" : PART);
    }

    @Override
    public void onCancel(FileExchange.Cancel cancel) {
        write(FileCommand.CANCEL, cancel);
    }

    @Override
    public void onOffer(FileExchange.Offer offer) {
        writeNamed(
                FileCommand.OFFER,
                offer,
                offer.name(),
                Long.toString(offer.files()),
                Long.toString(offer.octets()),
                FileName.escape(offer.firstPath()));
    }

    @Override
    public void onOfferReply(FileExchange.OfferReply reply) {
        write(FileCommand.OFFER_REPLY, reply, WireWord.of(reply.answer()));
    }

    /** The frame that was written. */
    byte[] octets() {
        return octets;
    }

    /** A frame whose base text is the other user alone. */
    private void write(FileCommand command, FileMessage message, String... fields) {
        encode(command, message, message.user().display(), fields);
    }

    /** A frame whose base text is the other user and the name of a file. */
    private void writeNamed(FileCommand command, FileMessage message, String name, String... fields) {
        encode(command, message, message.user() + " " + FileName.escape(name), fields);
    }

    private void encode(FileCommand command, FileMessage message, String base, String... fields) {
        String[] all = new String[fields.length + 1];
        all[0] = OptionalField.text(message.requestId(), RequestId::value);
        System.arraycopy(fields, 0, all, 1, fields.length);
        octets = FrameEncoder.encodeFile(command, base, all);
    }

    private static String candidates(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(" "));
    }

    private static String seen(Optional<InetAddress> address) {
        return address.map(Endpoint::host).orElse("");
    }
}
