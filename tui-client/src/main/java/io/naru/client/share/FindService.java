package io.naru.client.share;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import io.naru.common.message.ContentQuery;
import io.naru.common.message.FileExchange;
import io.naru.common.message.UserName;
import io.naru.common.time.TokenBucket;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Answers those who search everybody's shares, out of the index: files in whose paths all words are, or that have a certain
 * content, of the folders that the asker sees, a bounded number of them in a bounded time; and whether that was all. Who
 * asks too often is told nothing but that it wasn't, and so is everybody while too many ask.
 *
 * <p>Threading: the agent's; reads the index on {@code naru-share-find}.
 */
final class FindService {
    static final int HITS_MAX = 100;
    /** Beyond that many it isn't counted how many more there are. */
    static final int COUNTED_MAX = 1_000;

    static final int BURST_OF_USER = 5;
    private static final int BURST_OF_ALL = 40;
    private static final int PER_SECOND_OF_ALL = 10;
    private static final int WAITING_MAX = 16;
    private static final int ASKERS_MAX = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Agent agent;
    private final FileSender sender;
    private final Supplier<ShareView> view;
    private final Arrivals arrivals;
    private final Workers worker = new Workers("naru-share-find", 1);
    private final TokenBucket ofAll;
    /** Whoever asked longest ago first. */
    private final Map<UserName, TokenBucket> ofUsers = new LinkedHashMap<>(16, 0.75f, true);

    private int waiting;
    /** Of {@code naru-share-find} alone. */
    private Optional<IndexReader> reader = Optional.empty();

    FindService(Agent agent, FileSender sender, Supplier<ShareView> view, Arrivals arrivals) {
        this.agent = agent;
        this.sender = sender;
        this.view = view;
        this.arrivals = arrivals;
        this.ofAll =
                new TokenBucket(BURST_OF_ALL, PER_SECOND_OF_ALL, agent.clock().nanos());
    }

    /** From here on there is something to search. */
    void onIndex(ShareIndex index) {
        worker.execute(() -> {
            try {
                reader = Optional.of(index.reader());
            } catch (IOException e) {
                EngineLog.mishap(() -> "the index can't be searched: " + Reason.of(e));
            }
        });
    }

    /** Lets go of the index. */
    void close() {
        worker.execute(() -> {
            try {
                if (reader.isPresent()) {
                    reader.get().close();
                }
            } catch (IOException e) {
                EngineLog.mishap(() -> "the index couldn't be closed: " + Reason.of(e));
            }
            reader = Optional.empty();
        });
    }

    void onRequest(FileExchange.FindRequest request) {
        long now = agent.clock().nanos();
        TokenBucket ofUser = ofUsers.computeIfAbsent(request.user(), user -> new TokenBucket(BURST_OF_USER, 1, now));
        if (ofUsers.size() > ASKERS_MAX) {
            ofUsers.remove(ofUsers.keySet().iterator().next());
        }
        if (waiting >= WAITING_MAX || !ofUser.tryTake(1, now) || !ofAll.tryTake(1, now)) {
            EngineLog.mishap(() -> request.user() + " searches too often");
            sender.offer(new FileExchange.FindEnd(request.user(), request.requestId(), 0, false));
            return;
        }
        waiting++;
        ShareView asked = view.get();
        worker.execute(() -> {
            try {
                answer(asked, request);
            } catch (IOException e) {
                EngineLog.mishap(() -> "a search wasn't answered: " + Reason.of(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                agent.execute(() -> waiting--);
            }
        });
    }

    private void answer(ShareView asked, FileExchange.FindRequest request) throws IOException, InterruptedException {
        List<SharedFolder> seen = asked.seenBy(request.user());
        Optional<ContentQuery> content = ContentQuery.of(request.query());
        SearchText text = SearchText.of(request.query());
        long deadline = agent.clock().nanos() + PATIENCE.toNanos();
        long told = 0;
        long leftOut = 0;
        boolean isAll = !arrivals.areAwaited(audience -> asked.admits(audience, request.user()));
        for (SharedFolder folder : text.isEmpty() ? List.<SharedFolder>of() : seen) {
            List<IndexReader.Found> found = new ArrayList<>();
            isAll &= content.isPresent()
                    ? findContent(folder, content.get(), found, deadline)
                    : find(folder, inFolder(text, seen, folder), found, deadline);
            for (IndexReader.Found each : found) {
                if (told >= HITS_MAX) {
                    leftOut++;
                } else if (tell(request, folder, ShareView.pathFor(seen, folder, each.path()), each)) {
                    told++;
                }
            }
        }
        sender.put(new FileExchange.FindEnd(request.user(), request.requestId(), leftOut, isAll));
    }

    /** What is left to be looked for, where the name of the folder is part of the path. */
    private static SearchText inFolder(SearchText text, List<SharedFolder> seen, SharedFolder folder) {
        String name = seen.size() == 1 ? "" : SearchText.fold(folder.name());
        return new SearchText(
                text.words().stream().filter(word -> !name.contains(word)).toList());
    }

    /** Whether all of it was looked at. */
    private boolean find(SharedFolder folder, SearchText text, List<IndexReader.Found> found, long deadline)
            throws IOException {
        if (reader.isEmpty() || folder.tree().isEmpty()) {
            return false;
        }
        return reader.get()
                .find(
                        folder.tree().getAsLong(),
                        text,
                        found,
                        COUNTED_MAX,
                        () -> agent.clock().nanos() - deadline < 0);
    }

    /** Whether all was looked at that has a root. */
    private boolean findContent(SharedFolder folder, ContentQuery content, List<IndexReader.Found> found, long deadline)
            throws IOException {
        if (reader.isEmpty() || folder.tree().isEmpty()) {
            return false;
        }
        Optional<List<IndexReader.Found>> same = reader.get()
                .withContent(
                        folder.tree().getAsLong(),
                        content.root(),
                        content.octets(),
                        () -> agent.clock().nanos() - deadline < 0);
        // What has changed since it was hashed has another content.
        same.ifPresent(all -> all.stream().filter(each -> isSame(folder, each)).forEach(found::add));
        return same.isPresent();
    }

    private static boolean isSame(SharedFolder folder, IndexReader.Found found) {
        return folder.root()
                .look(found.path())
                .filter(now -> now.state().equals(found.entry().state()))
                .isPresent();
    }

    /** Tells of a file, if it is still there. */
    private boolean tell(FileExchange.FindRequest request, SharedFolder folder, String path, IndexReader.Found found)
            throws InterruptedException {
        if (path.getBytes(StandardCharsets.UTF_8).length > Limits.PATH_OCTETS) {
            return false;
        }
        Optional<SharedEntry> now = folder.root().look(found.path()).filter(entry -> !entry.isFolder());
        if (now.isEmpty()) {
            return false;
        }
        boolean isSame = now.get().state().equals(found.entry().state());
        return sender.put(new FileExchange.FindHit(
                request.user(),
                path,
                request.requestId(),
                OptionalLong.of(now.get().octets()),
                now.get().modifiedMillis(),
                isSame ? found.entry().root() : Optional.empty()));
    }
}
