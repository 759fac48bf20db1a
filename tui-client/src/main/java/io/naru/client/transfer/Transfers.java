package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Answers;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Workers;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.common.message.EntryKind;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The queue of both directions behind one door.
 *
 * <p>Threading: the agent's, but for {@link #idFor}.
 */
public final class Transfers {
    private static final int THREADS_MAX = 256;

    private final Agent agent;
    private final FileSender sender;
    private final EngineEvent.Sink sink;
    private final Board board;
    private final OrderBook book;
    private final Downloads downloads;
    private final QueueKeeping keeping;
    private final Uploads uploads;
    private final LineUploads lineUploads;
    private final OfferedFiles offeredFiles;
    private final Offers offers;
    private final RateLimit down;
    private final RateLimit up;
    private final Workers disk = new Workers("naru-queue", 1);

    private TransferLimits limits = TransferLimits.DEFAULT;

    /** No transfers yet; what was in the queue comes back soon after {@link #open}. */
    public Transfers(TransferSetup setup) {
        this.agent = setup.agent();
        this.sender = setup.sender();
        this.sink = setup.sink();
        this.board = new Board(
                agent, setup.sink(), setup.bounds().stall(), setup.bounds().ended());
        this.down = new RateLimit(agent.clock());
        this.up = new RateLimit(agent.clock());
        Workers threads = new Workers("naru-transfer", THREADS_MAX);
        this.offeredFiles = new OfferedFiles(setup.source());
        QueueKeeping.Lines kept = new QueueKeeping.Lines();
        this.book = new OrderBook(board, kept::write);
        RunTools tools = new RunTools(
                agent,
                new PacedLines(agent, setup.lines()),
                setup.connector(),
                setup.folders(),
                setup.others(),
                threads,
                down,
                setup.bounds(),
                () -> limits,
                book::done,
                setup.known());
        this.downloads = new Downloads(
                agent,
                board,
                book,
                (order, listener) -> run(tools, order, listener),
                setup.gate(),
                this::onDownloaded,
                setup.onEnded(),
                setup.random());
        this.keeping = new QueueKeeping(agent, sink, disk, board, book, downloads, kept);
        this.uploads = new Uploads(
                agent, sender, board, setup.connector(), offeredFiles, setup.gate(), () -> limits, up, setup.bounds());
        this.lineUploads = new LineUploads(
                agent,
                board,
                offeredFiles,
                setup.gate(),
                () -> limits,
                up,
                setup.bounds().stall(),
                threads,
                setup.onEnded());
        this.offers = new Offers(
                agent,
                sender,
                setup.ids(),
                setup.sink(),
                disk,
                offeredFiles,
                setup.isVerified(),
                (order, id) -> download(idFor(order), order));
        board.whenCleared(book::forget);
        board.keepWhile(book::isResumable);
        board.whenStalled(this::onStalled);
    }

    private static Run run(RunTools tools, Order order, Run.Listener listener) {
        return order.wanted().kind() == EntryKind.FOLDER
                ? new FolderRun(tools, order, listener)
                : new FileRun(tools, order, listener);
    }

    /**
     * Has the queue of an account: reads what was in it, if no other program of this install has it, and keeps what
     * changes. What was queued before an account was known comes into it. Does nothing if it is open.
     *
     * @param folder where it is kept, private and made at need; absent if nothing is
     */
    public void open(Optional<Path> folder) {
        Optional<Path> before = keeping.folder();
        if (!folder.equals(before)) {
            offers.open(folder.map(path -> path.resolve("offers")), before.isPresent());
            keeping.open(folder);
        }
    }

    /** The owner's side of lines. */
    public LineReceiver receiver() {
        return lineUploads;
    }

    /**
     * The id of a download to be, or, if the same is in the queue and hasn't ended, of that one. Any thread.
     *
     * @param order is to be handed to {@link #download} under this id
     */
    public long idFor(DownloadOrder order) {
        return book.idFor(order);
    }

    // What the user wants

    /** Queues a download under an id from {@link #idFor}. */
    public void download(long id, DownloadOrder order) {
        downloads.add(id, order);
    }

    /** Ends a transfer that hasn't ended. */
    public void cancel(long id) {
        find(id).filter(each -> !each.isEnded()).ifPresent(each -> {
            if (each.isDownload()) {
                downloads.cancel(each);
            } else {
                endUpload(each, TransferState.CANCELLED, "Cancelled.");
            }
        });
    }

    /** Leaves a download alone until {@link #resume}. */
    public void pause(long id) {
        download(id).ifPresent(downloads::pause);
    }

    /** Goes on with a download that was paused, waits or rests. */
    public void resume(long id) {
        download(id).ifPresent(downloads::resume);
    }

    /** Starts a download that failed, was cancelled or is done again, or one that rests at once. */
    public void retry(long id) {
        download(id).ifPresent(downloads::retry);
    }

    /** Gives a download more priority, or less. */
    public void raise(long id, int steps) {
        download(id)
                .ifPresent(each -> downloads.setPriority(each, Math.max(-99, Math.min(99, each.priority() + steps))));
    }

    /** Puts a download before all others. */
    public void top(long id) {
        download(id).ifPresent(each -> downloads.setPriority(each, Math.min(99, book.highestPriority() + 1)));
    }

    /** Takes a transfer that has ended out of the list. */
    public void clear(long id) {
        find(id).filter(Transfer::isEnded).ifPresent(board::clear);
    }

    /** Sets slots, rates, and who may exchange files without encryption. */
    public void limit(TransferLimits next) {
        limits = next;
        down.set(next.downOctetsPerSecond());
        up.set(next.upOctetsPerSecond());
        downloads.setLimits(next);
    }

    /** Offers files. */
    public void send(UserName user, List<Path> files) {
        offers.send(user, files);
    }

    /** Answers an offer: where it goes, or empty to decline. */
    public void answerOffer(UserName from, RequestId id, Optional<Path> into, boolean isAlways) {
        offers.answer(from, id, into, isAlways);
    }

    /** Has a user's offers wait for an answer again; without a user tells whose don't. */
    public void askAgain(Optional<UserName> user) {
        offers.askAgain(user);
    }

    /** Looks which of what has come still is where it came to; what isn't is told of without a target from then on. */
    public void lookAgain() {
        Map<Long, Path> targets = new HashMap<>();
        board.all().stream()
                .filter(each -> each.isDownload() && each.state() == TransferState.DONE)
                .forEach(each -> each.target().ifPresent(target -> targets.put(each.id(), target)));
        disk.execute(() -> {
            Set<Long> gone = new HashSet<>();
            targets.forEach((id, target) -> {
                if (Files.notExists(target, LinkOption.NOFOLLOW_LINKS)) {
                    gone.add(id);
                }
            });
            agent.execute(() -> targets.forEach((id, target) -> onLookedAt(id, target, gone.contains(id))));
        });
    }

    private void onLookedAt(long id, Path target, boolean isGone) {
        find(id).filter(each -> each.target().equals(Optional.of(target)))
                .filter(each -> each.setGone(isGone))
                .ifPresent(board::changed);
    }

    /** Asks the other program that has the queue to let go of it. */
    public void takeQueue() {
        keeping.take();
    }

    // Ends

    /** Whether anything goes on, or begins, by itself. */
    public boolean isBusy() {
        return downloads.isBusy() || areUploadsBusy();
    }

    /** Whether any has a thread at work. */
    public boolean isAnyUnderWay() {
        return book.isAnyUnderWay() || areUploadsBusy();
    }

    private boolean areUploadsBusy() {
        return lineUploads.isBusy() || board.all().stream().anyMatch(each -> !each.isDownload() && !each.isEnded());
    }

    /** Stops everything: what was kept goes on in the next program, uploads are over. */
    public void stopAll() {
        downloads.stopAll();
        lineUploads.endAll();
        board.all().stream()
                .filter(each -> !each.isDownload() && !each.isEnded())
                .forEach(each -> endUpload(each, TransferState.CANCELLED, "Cancelled."));
    }

    /** Lets nobody begin an upload any more. */
    public void closeUploads() {
        uploads.close();
        lineUploads.close();
    }

    /**
     * The last call: what is known is written down, and the queue is free for another program.
     *
     * @param onClosed is told when that is done, on any thread
     */
    public void close(Runnable onClosed) {
        keeping.close(onClosed);
    }

    // What is heard

    /** The link stands: at this machine's address. */
    public void onUp(InetAddress local) {
        uploads.onUp(local);
        downloads.onUp();
        offers.onUp();
    }

    /** The link is gone; what has its data connection goes on. */
    public void onDown() {
        uploads.onDown();
        downloads.onDown();
    }

    /** Somebody is online. */
    public void onSeen(UserName user) {
        downloads.onSeen(user);
    }

    /** Somebody has left. */
    public void onGone(UserName user) {
        downloads.onGone(user);
    }

    /** A base client asks for a file. */
    public void onRequest(FileMessage.DownloadRequest request) {
        uploads.onRequest(request);
    }

    /** Somebody offers files. */
    public void onOffer(FileExchange.Offer offer) {
        offers.onOffer(offer);
    }

    /** Somebody answers an offer. */
    public void onOfferReply(FileExchange.OfferReply reply) {
        offers.onReply(reply);
    }

    /** What is answered to somebody who asks what is in an offer; empty if it is something else that is asked. */
    public Optional<Answers.Answer> answer(FileMessage.ListRequest request) {
        return offers.answer(request);
    }

    private void onDownloaded(Transfer done) {
        offers.onDownloaded(done.peer(), done.path());
    }

    private void onStalled(Transfer stalled, Duration span) {
        if (stalled.isDownload()) {
            downloads.onStalled(stalled, span);
        } else {
            endUpload(stalled, TransferState.FAILED, "Nothing has moved for " + span.toSeconds() + " seconds.");
        }
    }

    private void endUpload(Transfer upload, TransferState state, String sentence) {
        if (!lineUploads.end(upload, state, sentence)) {
            uploads.end(upload, state, sentence);
        }
    }

    private Optional<Transfer> find(long id) {
        return board.find(id);
    }

    private Optional<Transfer> download(long id) {
        return find(id).filter(Transfer::isDownload);
    }
}
