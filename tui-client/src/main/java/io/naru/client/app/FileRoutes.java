package io.naru.client.app;

import io.naru.client.agent.Answers;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import java.util.Optional;

/**
 * Takes what other users' clients say about files to where it belongs.
 *
 * <p>Threading: the agent's.
 */
record FileRoutes(EngineParts parts) implements FileMessage.Handler {
    @Override
    public void onListRequest(FileMessage.ListRequest request) {
        Optional<Answers.Answer> ofOffer = parts.transfers().answer(request);
        if (ofOffer.isPresent()) {
            parts.share().answer(request, ofOffer.get());
        } else {
            parts.share().onListRequest(request);
        }
    }

    @Override
    public void onListStart(FileMessage.ListStart start) {
        parts.remoteShares().onStart(start);
        parts.queueFolders().onStart(start);
    }

    @Override
    public void onListEntry(FileMessage.ListEntry entry) {
        parts.remoteShares().onEntry(entry);
        parts.queueFolders().onEntry(entry);
    }

    @Override
    public void onListEnd(FileMessage.ListEnd end) {
        parts.remoteShares().onEnd(end);
        parts.queueFolders().onEnd(end);
    }

    @Override
    public void onDownloadRequest(FileMessage.DownloadRequest request) {
        if (!parts.ways().onRequest(request)) {
            parts.transfers().onRequest(request);
        }
    }

    @Override
    public void onDownloadAccept(FileMessage.DownloadAccept accept) {
        parts.ways().onAccept(accept);
    }

    @Override
    public void onDownloadRefuse(FileMessage.DownloadRefuse refusal) {
        if (!parts.remoteShares().onRefused(refusal) && !parts.queueFolders().onRefused(refusal)) {
            parts.ways().onRefuse(refusal);
        }
    }

    @Override
    public void onFindRequest(FileExchange.FindRequest find) {
        parts.share().onFindRequest(find);
    }

    @Override
    public void onFindHit(FileExchange.FindHit hit) {
        parts.remoteFind().onHit(hit);
        parts.ownerSearch().onHit(hit);
    }

    @Override
    public void onFindEnd(FileExchange.FindEnd end) {
        parts.remoteFind().onEnd(end);
        parts.ownerSearch().onEnd(end);
    }

    @Override
    public void onSpliceRequest(FileExchange.SpliceRequest splice) {
        parts.ways().onSplice(splice);
    }

    @Override
    public void onCancel(FileExchange.Cancel cancel) {
        // Left unheard: an answer that nobody waits for any more is dropped on the other side.
    }

    @Override
    public void onOffer(FileExchange.Offer offer) {
        parts.transfers().onOffer(offer);
    }

    @Override
    public void onOfferReply(FileExchange.OfferReply reply) {
        parts.transfers().onOfferReply(reply);
    }
}
