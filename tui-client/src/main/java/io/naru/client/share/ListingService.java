package io.naru.client.share;

import io.naru.client.agent.Agent;
import io.naru.client.agent.Answers;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import io.naru.common.message.EntryKind;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers those who ask what is shared: extended clients a page of a folder at a time, base clients the whole share at
 * once, flat; each what it may see. Pages that follow one another come from the same reading of the folder as long as it
 * is kept, so that nothing is shown twice or skipped while somebody scrolls. Folders too large to be held have a thread of
 * their own, so that nobody else waits for them. Who is answered when, and how fast: {@link Answers}.
 *
 * <p>Threading: the agent's; reads disks on {@code naru-answers} (pages), {@code naru-share-large} and
 * {@code naru-share-flat}.
 */
final class ListingService {
    private final Agent agent;
    private final Answers answers;
    private final Supplier<ShareView> view;
    private final Arrivals arrivals;
    private final PageCache.ReadListener listener;
    private final Workers largeWorker = new Workers("naru-share-large", 1);
    private final Workers flatWorker = new Workers("naru-share-flat", 1);
    private final Set<UserName> flatUnderWay = new HashSet<>();
    private final PageCache cache;
    /** Of {@code naru-answers} alone. */
    private Optional<IndexReader> roots = Optional.empty();
    /** Of {@code naru-share-large} alone. */
    private Optional<IndexReader> runs = Optional.empty();

    ListingService(
            Agent agent,
            Answers answers,
            Supplier<ShareView> view,
            Arrivals arrivals,
            PageCache.ReadListener listener) {
        this.agent = agent;
        this.answers = answers;
        this.view = view;
        this.arrivals = arrivals;
        this.listener = listener;
        this.cache =
                new PageCache(agent.clock(), wanted -> LargeFolders.of(runs).open(wanted));
    }

    /** From here on an index helps. */
    void onIndex(ShareIndex index) {
        answers.execute(() -> roots = reader(index));
        largeWorker.execute(() -> runs = reader(index));
    }

    private static Optional<IndexReader> reader(ShareIndex index) {
        try {
            return Optional.of(index.reader());
        } catch (IOException e) {
            EngineLog.mishap(() -> "the index can't be read: " + Reason.of(e));
            return Optional.empty();
        }
    }

    /** Lets go of the index. */
    void close() {
        answers.execute(() -> roots = closed(roots));
        largeWorker.execute(() -> runs = closed(runs));
    }

    private static Optional<IndexReader> closed(Optional<IndexReader> reader) {
        try {
            if (reader.isPresent()) {
                reader.get().close();
            }
        } catch (IOException e) {
            EngineLog.mishap(() -> "the index couldn't be closed: " + Reason.of(e));
        }
        return Optional.empty();
    }

    void onRequest(FileMessage.ListRequest request) {
        if (request.requestId().isPresent()) {
            RequestId id = request.requestId().get();
            answer(request, turn -> answer(request, id, turn));
        } else {
            onFlatRequest(request.user());
        }
    }

    /** Forgets what was read. */
    void forgetAll() {
        cache.clear();
    }

    /** Answers a request that has an id, in turn with all others. */
    void answer(FileMessage.ListRequest request, Answers.Answer answer) {
        RequestId id = request.requestId().orElseThrow();
        answers.ask(
                request.user(),
                answer,
                refusal(request, id, ErrorCode.BUSY, "too much is asked for at once; try again in a moment"));
    }

    /** Answers, or hands that on to the thread of large folders and says so. */
    private boolean answer(FileMessage.ListRequest request, RequestId id, Answers.Turn turn)
            throws InterruptedException {
        boolean isAllHere = areAllHere(request.user());
        ShareView asked = view.get();
        try {
            if (!isAllHere && request.folder().isEmpty()) {
                throw stillRead();
            }
            Optional<ShareView.Place> place = asked.place(request.user(), request.folder());
            if (place.isEmpty()) {
                List<SharedEntry> tops = ShareView.entries(asked.seenBy(request.user()));
                sendAll(request, id, new PageCache.Page(OptionalLong.of(tops.size()), tops, ""), turn);
                return true;
            }
            PageCache.Wanted wanted = new PageCache.Wanted(
                    place.get().folder(), place.get().path(), SearchText.of(request.filter()), request.sort());
            PageCache.Answer answer = cache.page(wanted, request.cursor(), this::tellRead);
            if (answer.slow() == null) {
                sendAll(request, id, withRoots(wanted, answer.page()), turn);
                return true;
            }
            largeWorker.execute(() -> answerSlowly(answer.slow(), request, id, turn));
            return false;
        } catch (IOException e) {
            turn.put(refusal(request, id, isAllHere ? e : stillRead()));
            return true;
        }
    }

    /** Whether everything is here that somebody may see; waits for it for a moment. */
    private boolean areAllHere(UserName who) {
        try {
            return arrivals.await(audience -> view.get().admits(audience, who));
        } catch (InterruptedIOException e) {
            return false;
        }
    }

    private static IOException stillRead() {
        return new DiskFolder.NotYetException("it is still being looked through; try again in a moment");
    }

    private void answerSlowly(PageCache.Slow slow, FileMessage.ListRequest request, RequestId id, Answers.Turn turn) {
        try {
            sendAll(request, id, slow.page(), turn);
        } catch (IOException e) {
            answers.sender().offer(refusal(request, id, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.over();
        }
    }

    private static FileMessage refusal(FileMessage.ListRequest request, RequestId id, IOException reason) {
        boolean isEarly = reason instanceof DiskFolder.NotYetException;
        return refusal(request, id, code(reason), isEarly ? reason.getMessage() : Reason.of(reason));
    }

    private static FileMessage refusal(FileMessage.ListRequest request, RequestId id, ErrorCode code, String why) {
        String folder = request.folder();
        return new FileMessage.DownloadRefuse(
                request.user(),
                folder.isEmpty() ? "/" : folder,
                Optional.of(id),
                code.token(),
                "That folder can't be listed: " + why + ".");
    }

    private static ErrorCode code(IOException reason) {
        if (reason instanceof DiskFolder.NotYetException) {
            return ErrorCode.BUSY;
        }
        return reason instanceof AccessDeniedException ? ErrorCode.UNREADABLE : ErrorCode.NOT_FOUND;
    }

    private PageCache.Page withRoots(PageCache.Wanted wanted, PageCache.Page page) {
        OptionalLong tree = wanted.folder().tree();
        if (roots.isEmpty() || tree.isEmpty()) {
            return page;
        }
        try {
            OptionalLong folder = roots.get().folder(tree.getAsLong(), wanted.path());
            if (folder.isEmpty()) {
                return page;
            }
            List<SharedEntry> known = new ArrayList<>();
            for (SharedEntry entry : page.entries()) {
                known.add(roots.get().withRoot(folder.getAsLong(), entry));
            }
            return new PageCache.Page(page.totalEntries(), known, page.nextCursor());
        } catch (IOException e) {
            EngineLog.mishap(() -> "a page goes out without hashes: " + Reason.of(e));
            return page;
        }
    }

    private void tellRead(SharedFolder folder, String path, ShareRoot.Content content) {
        agent.execute(() -> listener.onRead(folder, path, content));
    }

    private static void sendAll(FileMessage.ListRequest asked, RequestId id, PageCache.Page page, Answers.Turn turn)
            throws InterruptedException {
        UserName user = asked.user();
        Optional<RequestId> request = Optional.of(id);
        boolean isUp = turn.put(new FileMessage.ListStart(user, request, asked.folder(), page.totalEntries()));
        for (SharedEntry entry : page.entries()) {
            isUp = isUp && turn.put(message(user, entry.name(), request, entry));
        }
        if (isUp) {
            turn.put(new FileMessage.ListEnd(user, request, asked.folder(), page.nextCursor()));
        }
    }

    private void onFlatRequest(UserName user) {
        if (!flatUnderWay.add(user)) {
            return;
        }
        flatWorker.execute(() -> {
            boolean isAllHere = areAllHere(user);
            if (!isAllHere) {
                EngineLog.mishap(() -> user + " gets a list without what is still being looked through");
            }
            ShareView asked = view.get();
            try {
                new FlatListing(answers, user).send(asked.seenBy(user), () -> view.get() == asked);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                agent.execute(() -> flatUnderWay.remove(user));
            }
        });
    }

    static FileMessage message(UserName user, String name, Optional<RequestId> id, SharedEntry entry) {
        return new FileMessage.ListEntry(
                user,
                name,
                id,
                entry.isFolder() ? OptionalLong.empty() : OptionalLong.of(entry.octets()),
                entry.modifiedMillis(),
                entry.isFolder() ? EntryKind.FOLDER : EntryKind.FILE,
                entry.root());
    }
}
