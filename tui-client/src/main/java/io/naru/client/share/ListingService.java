package io.naru.client.share;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import io.naru.common.message.EntryKind;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers those who ask what is shared: extended clients a page of a folder at a time, base clients the whole share at
 * once, flat. Pages that follow one another come from the same reading of the folder as long as it is kept, so that
 * nothing is shown twice or skipped while somebody scrolls. How much anybody can have under way is bounded; what is
 * asked beyond that isn't answered.
 *
 * <p>Threading: the agent's; reads disks on {@code naru-share-list} (pages) and {@code naru-share-flat}.
 */
final class ListingService {
    /** Hears of every reading of a folder, on the agent's thread. */
    interface ReadListener {
        void onRead(ShareRoot root, String folder, ShareRoot.Content content);
    }

    private static final int PAGES_OF_A_USER = 4;
    private static final int PAGES_OF_ALL = 64;

    private final Agent agent;
    private final FileSender sender;
    private final Supplier<ShareRoot> root;
    private final ReadListener listener;
    private final Workers pageWorker = new Workers("naru-share-list", 1);
    private final Workers flatWorker = new Workers("naru-share-flat", 1);
    private final Map<UserName, Integer> pagesUnderWay = new HashMap<>();
    private final Set<UserName> flatUnderWay = new HashSet<>();
    private int pages;
    /** Of {@code naru-share-list} alone. */
    private final PageCache cache;

    ListingService(Agent agent, FileSender sender, Supplier<ShareRoot> root, ReadListener listener) {
        this.agent = agent;
        this.sender = sender;
        this.root = root;
        this.listener = listener;
        this.cache = new PageCache(agent.clock());
    }

    void onRequest(FileMessage.ListRequest request) {
        if (request.requestId().isPresent()) {
            onPageRequest(request, request.requestId().get());
        } else {
            onFlatRequest(request.user());
        }
    }

    /** Forgets what was read. */
    void forgetAll() {
        pageWorker.execute(cache::clear);
    }

    private void onPageRequest(FileMessage.ListRequest request, RequestId id) {
        UserName user = request.user();
        int ofUser = pagesUnderWay.getOrDefault(user, 0);
        if (ofUser >= PAGES_OF_A_USER || pages >= PAGES_OF_ALL) {
            EngineLog.mishap(() -> user + " asks for too many lists at once");
            return;
        }
        pagesUnderWay.put(user, ofUser + 1);
        pages++;
        ShareRoot asked = root.get();
        pageWorker.execute(() -> {
            try {
                answer(asked, request, id);
            } finally {
                agent.execute(() -> onPageDone(user));
            }
        });
    }

    private void onPageDone(UserName user) {
        pages--;
        pagesUnderWay.merge(user, -1, (one, other) -> one + other == 0 ? null : one + other);
    }

    private void answer(ShareRoot asked, FileMessage.ListRequest request, RequestId id) {
        UserName user = request.user();
        String folder = request.folder();
        if (asked == null) {
            sendAll(user, id, folder, new PageCache.Page(0, List.of(), ""));
            return;
        }
        try {
            PageCache.Page page = cache.page(asked, folder, request.cursor(), this::tellRead);
            sendAll(user, id, folder, page);
        } catch (IOException e) {
            String text = "That folder can't be listed: " + Reason.of(e) + ".";
            sender.offer(new FileMessage.DownloadRefuse(
                    user, folder.isEmpty() ? "/" : folder, Optional.of(id), "not-found", text));
        }
    }

    private void tellRead(ShareRoot read, String folder, ShareRoot.Content content) {
        agent.execute(() -> listener.onRead(read, folder, content));
    }

    private void sendAll(UserName user, RequestId id, String folder, PageCache.Page page) {
        Optional<RequestId> request = Optional.of(id);
        try {
            boolean isUp =
                    sender.put(new FileMessage.ListStart(user, request, folder, OptionalLong.of(page.totalEntries())));
            for (SharedEntry entry : page.entries()) {
                isUp = isUp && sender.put(message(user, entry.name(), request, entry));
            }
            if (isUp) {
                sender.put(new FileMessage.ListEnd(user, request, folder, page.nextCursor()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onFlatRequest(UserName user) {
        if (!flatUnderWay.add(user)) {
            return;
        }
        ShareRoot asked = root.get();
        flatWorker.execute(() -> {
            try {
                new FlatListing(sender, user).send(asked, () -> root.get() == asked);
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
                OptionalLong.of(entry.modifiedMillis()),
                entry.isFolder() ? EntryKind.FOLDER : EntryKind.FILE,
                Optional.empty());
    }
}
