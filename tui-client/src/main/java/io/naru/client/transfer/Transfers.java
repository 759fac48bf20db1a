package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.common.message.FileMessage;
import io.naru.common.message.UserName;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Both directions of transfers behind one door.
 *
 * <p>Threading: the agent's, but for {@link #nextId}.
 */
public final class Transfers {
    private final Board board;
    private final Downloads downloads;
    private final Uploads uploads;

    /**
     * No transfers yet.
     *
     * @param sender the way of requests and answers
     * @param ids of the requests
     * @param connector how data connections are made
     * @param source what may be uploaded
     * @param gate with whom files may be exchanged
     */
    public Transfers(
            Agent agent,
            FileSender sender,
            RequestIds ids,
            EngineEvent.Sink sink,
            DataConnector connector,
            UploadSource source,
            PeerGate gate,
            TransferBounds bounds) {
        this(agent, sender, ids, sink, connector, source, gate, bounds, DialRule.ofThisMachine());
    }

    Transfers(
            Agent agent,
            FileSender sender,
            RequestIds ids,
            EngineEvent.Sink sink,
            DataConnector connector,
            UploadSource source,
            PeerGate gate,
            TransferBounds bounds,
            DialRule rule) {
        this.board = new Board(agent, sink, bounds.stall());
        this.downloads = new Downloads(agent, sender, ids, board, connector, rule, gate, bounds);
        this.uploads = new Uploads(agent, sender, board, connector, source, gate, bounds);
        board.whenCleared(downloads::forget);
        board.whenStalled(stalled ->
                fail(stalled, "Nothing has moved for " + bounds.stall().toSeconds() + " seconds."));
    }

    /** An id for a transfer to be. Any thread. */
    public long nextId() {
        return board.nextId();
    }

    /** Queues a download under an id from {@link #nextId}. */
    public void download(long id, UserName owner, String path, OptionalLong expectedOctets, Path intoFolder) {
        downloads.add(id, owner, path, expectedOctets, intoFolder);
    }

    /** Ends a transfer that hasn't ended. */
    public void cancel(long id) {
        find(id).filter(each -> !each.isEnded()).ifPresent(each -> {
            if (each.isDownload()) {
                downloads.cancel(each);
            } else {
                uploads.end(each, TransferState.CANCELLED, "Cancelled.");
            }
        });
    }

    /** Starts a download that failed or was cancelled again. */
    public void retry(long id) {
        find(id).filter(Transfer::isDownload).ifPresent(downloads::retry);
    }

    /** Takes a transfer that has ended out of the list. */
    public void clear(long id) {
        find(id).filter(Transfer::isEnded).ifPresent(board::clear);
    }

    /** Whether anything is queued or under way. */
    public boolean isBusy() {
        return board.isBusy();
    }

    /** Ends everything now. */
    public void cancelAll() {
        board.all().forEach(each -> cancel(each.id()));
    }

    /** Ends what waits for a link that won't come. */
    public void cancelQueued() {
        board.all().stream()
                .filter(each -> each.state() == TransferState.QUEUED)
                .forEach(each -> cancel(each.id()));
    }

    /** Lets nobody begin an upload any more. */
    public void closeUploads() {
        uploads.close();
    }

    /** The link stands: at this machine's address, and the relay's. */
    public void onUp(InetAddress local, InetAddress relay) {
        uploads.onUp(local);
        downloads.onUp(relay);
    }

    /** The link is gone; what has its data connection goes on. */
    public void onDown() {
        uploads.onDown();
        downloads.onDown();
    }

    /** Somebody has left. */
    public void onGone(UserName user) {
        downloads.onGone(user);
    }

    /** Somebody asks for a file. */
    public void onRequest(FileMessage.DownloadRequest request) {
        uploads.onRequest(request);
    }

    /** An owner says where a file waits. */
    public void onAccept(FileMessage.DownloadAccept accept) {
        downloads.onAccept(accept);
    }

    /** An owner refuses. */
    public void onRefuse(FileMessage.DownloadRefuse refusal) {
        downloads.onRefuse(refusal);
    }

    /** The relay refuses a request; false if it was none of ours. */
    public boolean onRefused(String id, String text) {
        return downloads.onRefused(id, text);
    }

    private void fail(Transfer stalled, String sentence) {
        if (stalled.isDownload()) {
            downloads.fail(stalled, sentence);
        } else {
            uploads.end(stalled, TransferState.FAILED, sentence);
        }
    }

    private Optional<Transfer> find(long id) {
        return board.find(id);
    }
}
