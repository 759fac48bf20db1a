package io.naru.client.app;

import io.naru.client.share.RemoteFind;
import io.naru.client.share.RemoteShares;
import io.naru.client.share.Share;
import io.naru.client.transfer.Transfers;
import io.naru.client.ways.Ways;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;

/**
 * Takes what other users' clients say about files to where it belongs.
 *
 * <p>Threading: the agent's.
 */
final class FileRoutes implements FileMessage.Handler {
    private final Share share;
    private final RemoteShares remoteShares;
    private final RemoteFind remoteFind;
    private final Transfers transfers;
    private final QueueFolders queueFolders;
    private final Ways ways;

    FileRoutes(
            Share share,
            RemoteShares remoteShares,
            RemoteFind remoteFind,
            Transfers transfers,
            QueueFolders queueFolders,
            Ways ways) {
        this.share = share;
        this.remoteShares = remoteShares;
        this.remoteFind = remoteFind;
        this.transfers = transfers;
        this.queueFolders = queueFolders;
        this.ways = ways;
    }

    @Override
    public void onListRequest(FileMessage.ListRequest request) {
        if (!transfers.onListRequest(request)) {
            share.onListRequest(request);
        }
    }

    @Override
    public void onListStart(FileMessage.ListStart start) {
        remoteShares.onStart(start);
        queueFolders.onStart(start);
    }

    @Override
    public void onListEntry(FileMessage.ListEntry entry) {
        remoteShares.onEntry(entry);
        queueFolders.onEntry(entry);
    }

    @Override
    public void onListEnd(FileMessage.ListEnd end) {
        remoteShares.onEnd(end);
        queueFolders.onEnd(end);
    }

    @Override
    public void onDownloadRequest(FileMessage.DownloadRequest request) {
        if (!ways.onRequest(request)) {
            transfers.onRequest(request);
        }
    }

    @Override
    public void onDownloadAccept(FileMessage.DownloadAccept accept) {
        ways.onAccept(accept);
    }

    @Override
    public void onDownloadRefuse(FileMessage.DownloadRefuse refusal) {
        if (!remoteShares.onRefused(refusal) && !queueFolders.onRefused(refusal)) {
            ways.onRefuse(refusal);
        }
    }

    @Override
    public void onFindRequest(FileExchange.FindRequest find) {
        share.onFindRequest(find);
    }

    @Override
    public void onFindHit(FileExchange.FindHit hit) {
        remoteFind.onHit(hit);
    }

    @Override
    public void onFindEnd(FileExchange.FindEnd end) {
        remoteFind.onEnd(end);
    }

    // Nobody here has asked for any of the following, so it is dropped.

    @Override
    public void onSpliceRequest(FileExchange.SpliceRequest splice) {
        ways.onSplice(splice);
    }

    // Nobody here has asked for any of the following, so it is dropped.

    @Override
    public void onCancel(FileExchange.Cancel cancel) {}

    @Override
    public void onOffer(FileExchange.Offer offer) {
        transfers.onOffer(offer);
    }

    @Override
    public void onOfferReply(FileExchange.OfferReply reply) {
        transfers.onOfferReply(reply);
    }
}
