package io.naru.client.share;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import io.naru.common.time.TokenBucket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the index of the shared folders up to date: reads them, hashes what is new, watches them, and reads them again
 * when something happened or a span has passed.
 *
 * <p>Threading: the agent's, but for what says otherwise. Reads disks on {@code naru-share-scan} and
 * {@code naru-share-hash}, takes in words on {@code naru-share-words}.
 */
final class Upkeep {
    /** What is told, on the agent's thread. */
    interface Listener {
        void onProgress(SharedFolder folder, ShareIndex.Sum soFar);

        /** A folder was read as far as it had to be. */
        void onScanned(SharedFolder folder, Report report);

        void onUnreadable(SharedFolder folder, IOException reason);

        /** The index fails; what is shared is listed and downloaded without it. */
        void onIndexFailed(IOException reason);
    }

    /**
     * What a reading came to.
     *
     * @param isFull whether everything was read
     */
    record Report(ShareIndex.Sum sum, long unhashed, int namesLeftOut, int foldersLeftOut, boolean isFull) {}

    private static final Duration PROGRESS = Duration.ofMillis(500);
    private static final Duration HASH_AGAIN = Duration.ofSeconds(5);
    /** A folder that is watched isn't read again sooner than this many times as long as reading took. */
    private static final int REST = 20;

    private static final long BUCKET_OCTETS_MIN = 1 << 20;

    private final Agent agent;
    private final ShareBounds bounds;
    private final Listener listener;
    private final Workers scanner = new Workers("naru-share-scan", 1);
    private final Workers hasher = new Workers("naru-share-hash", 1);
    private final WordTaker words = new WordTaker();
    /** Of {@code naru-share-hash} alone, but for its being another one. */
    private volatile TokenBucket hashRate;

    private final Map<SharedFolder, State> states = new HashMap<>();
    /** The keys of {@code states}, for all threads. */
    private final Set<SharedFolder> wanted = ConcurrentHashMap.newKeySet();

    /** Of {@code naru-share-scan} alone. */
    private Optional<ShareWatch> watch = Optional.empty();

    Upkeep(Agent agent, ShareBounds bounds, Listener listener) {
        this.agent = agent;
        this.bounds = bounds;
        this.listener = listener;
        limitHashing(bounds.hashOctetsASecond());
    }

    /** Bounds how fast files are read to be hashed; what is being read goes on at the old rate for a while. */
    void limitHashing(long octetsASecond) {
        long capacity = Math.max(BUCKET_OCTETS_MIN, octetsASecond / 4);
        hashRate = new TokenBucket(capacity, octetsASecond, agent.clock().nanos());
    }

    /** A folder's turn of work; the agent's. */
    private final class State {
        private final ShareIndex index;
        private final SharedFolder folder;
        private final Set<String> touched = new TreeSet<>();
        private boolean isScanning;
        private boolean isFullRunning;
        private boolean isFullDue;
        private boolean isHashing;
        private boolean isHashDue;
        private long scanEndNanos;
        private long scanNanos;
        private Duration hashPause = HASH_AGAIN;
        private Agent.Timer settling;
        private Agent.Timer rescan;
        private Agent.Timer rehash;

        private State(ShareIndex index, SharedFolder folder) {
            this.index = index;
            this.folder = folder;
        }

        private void cancel() {
            for (Agent.Timer timer : new Agent.Timer[] {settling, rescan, rehash}) {
                if (timer != null) {
                    timer.cancel();
                }
            }
        }
    }

    /** Does something on the thread that reads disks, behind all that waits there. */
    void onDisk(Runnable task) {
        scanner.execute(task);
    }

    /** From here on a folder is kept up to date. */
    void add(ShareIndex index, SharedFolder folder) {
        states.put(folder, new State(index, folder));
        wanted.add(folder);
        scanAll(folder);
    }

    /** From here on it isn't. */
    void remove(SharedFolder folder) {
        State state = states.remove(folder);
        wanted.remove(folder);
        if (state != null) {
            state.cancel();
            scanner.execute(() -> watch.ifPresent(each -> each.forget(folder)));
        }
    }

    /** Whether everything of a folder is being read. */
    boolean isScanning(SharedFolder folder) {
        State state = states.get(folder);
        return state != null && (state.isFullRunning || state.isFullDue);
    }

    /** Reads everything of a folder again. */
    void scanAll(SharedFolder folder) {
        State state = states.get(folder);
        if (state != null) {
            state.isFullDue = true;
            start(state);
        }
    }

    /** Something happened in a folder; it is read again when it has been quiet for a while. */
    void touch(SharedFolder folder, String path) {
        State state = states.get(folder);
        if (state == null) {
            return;
        }
        state.touched.add(path);
        settle(state, bounds.settled());
    }

    /** A folder was seen to be other than it is known: it is read again now. */
    void touchNow(SharedFolder folder, String path) {
        State state = states.get(folder);
        if (state != null) {
            state.touched.add(path);
            start(state);
        }
    }

    private void settle(State state, Duration least) {
        if (state.settling == null && !state.isScanning) {
            long restNanos = state.scanNanos * REST - (agent.clock().nanos() - state.scanEndNanos);
            Duration pause = Duration.ofNanos(Math.max(least.toNanos(), restNanos));
            state.settling = agent.schedule(pause, () -> start(state));
        }
    }

    private void start(State state) {
        if (state.isScanning || !wanted.contains(state.folder)) {
            return;
        }
        if (state.settling != null) {
            state.settling.cancel();
            state.settling = null;
        }
        state.isScanning = true;
        boolean isFull = state.isFullDue;
        state.isFullRunning = isFull;
        state.isFullDue = false;
        List<String> paths = List.copyOf(state.touched);
        state.touched.clear();
        scanner.execute(() -> scan(state, isFull, paths));
    }

    private void scan(State state, boolean isFull, List<String> paths) {
        SharedFolder folder = state.folder;
        long tree = folder.tree().orElseThrow();
        long began = agent.clock().nanos();
        long[] toldNanos = {began};
        TreeScan scan = new TreeScan(state.index, folder, () -> wanted.contains(folder));
        try {
            if (isFull) {
                state.index.markAll(tree);
            }
            for (String path : paths) {
                state.index.mark(tree, path);
            }
            scan.run(() -> {
                long now = agent.clock().nanos();
                if (now - toldNanos[0] >= PROGRESS.toNanos()) {
                    toldNanos[0] = now;
                    tellProgress(state);
                }
            });
            if (!wanted.contains(folder)) {
                return;
            }
            Report report = new Report(
                    state.index.sum(tree),
                    state.index.unhashed(tree),
                    scan.namesLeftOut(),
                    scan.foldersLeftOut(),
                    isFull);
            boolean isWatched = watchFolders(state, tree);
            agent.execute(() -> onScanned(state, report, isWatched, began));
        } catch (TreeScan.TopException e) {
            agent.execute(() -> {
                onEnded(state, began);
                listener.onUnreadable(folder, e.reason());
            });
        } catch (IOException e) {
            agent.execute(() -> {
                onEnded(state, began);
                listener.onIndexFailed(e);
            });
        }
    }

    private void tellProgress(State state) {
        try {
            ShareIndex.Sum soFar = state.index.sum(state.folder.tree().orElseThrow());
            agent.execute(() -> {
                if (wanted.contains(state.folder)) {
                    listener.onProgress(state.folder, soFar);
                }
            });
        } catch (IOException e) {
            EngineLog.mishap(() -> "the share couldn't be counted: " + Reason.of(e));
        }
    }

    private boolean watchFolders(State state, long tree) throws IOException {
        List<String> folders = state.index.folders(tree, bounds.watched() + 1);
        if (folders.size() > bounds.watched()) {
            return false;
        }
        try {
            if (watch.isEmpty()) {
                watch = Optional.of(ShareWatch.start((folder, path) -> agent.execute(() -> touch(folder, path))));
            }
            return watch.get().watch(state.folder, folders);
        } catch (IOException e) {
            EngineLog.mishap(() -> "the share can't be watched: " + Reason.of(e));
            return false;
        }
    }

    private void onEnded(State state, long beganNanos) {
        state.isScanning = false;
        state.isFullRunning = false;
        state.scanEndNanos = agent.clock().nanos();
        state.scanNanos = state.scanEndNanos - beganNanos;
        if (state.isFullDue) {
            start(state);
        } else if (wanted.contains(state.folder) && !state.touched.isEmpty()) {
            settle(state, bounds.settled());
        }
    }

    private void onScanned(State state, Report report, boolean isWatched, long beganNanos) {
        onEnded(state, beganNanos);
        if (!wanted.contains(state.folder)) {
            return;
        }
        if (report.isFull()) {
            if (state.rescan != null) {
                state.rescan.cancel();
            }
            // What is watched is looked through now and then, too: watching may miss something.
            Duration pause = isWatched ? bounds.rescanned().multipliedBy(4) : bounds.rescanned();
            state.rescan = agent.schedule(pause, () -> scanAll(state.folder));
        }
        listener.onScanned(state.folder, report);
        words.take(state.index, state.folder, () -> wanted.contains(state.folder));
        if (report.unhashed() > 0) {
            state.hashPause = HASH_AGAIN;
            hash(state);
        }
    }

    private void hash(State state) {
        if (state.isHashing) {
            state.isHashDue = true;
            return;
        }
        if (state.rehash != null) {
            state.rehash.cancel();
        }
        state.isHashing = true;
        state.isHashDue = false;
        hasher.execute(() -> {
            long left = 0;
            try {
                left = new TreeHasher(
                                state.index, state.folder, agent.clock(), hashRate, () -> wanted.contains(state.folder))
                        .run();
            } catch (IOException e) {
                EngineLog.mishap(() -> "hashing the share ended: " + Reason.of(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            long leftForLater = left;
            agent.execute(() -> onHashed(state, leftForLater));
        });
    }

    private void onHashed(State state, long leftForLater) {
        state.isHashing = false;
        if (!wanted.contains(state.folder)) {
            return;
        }
        if (state.isHashDue) {
            hash(state);
        } else if (leftForLater > 0) {
            state.rehash = agent.schedule(state.hashPause, () -> hash(state));
            Duration longer = state.hashPause.multipliedBy(2);
            state.hashPause = longer.compareTo(bounds.rescanned()) < 0 ? longer : bounds.rescanned();
        }
    }

    /** Whether something is being read or hashed; for tests. */
    boolean isBusy() {
        return states.values().stream().anyMatch(state -> state.isScanning || state.isHashing);
    }

    /** Ends everything; then the task is done on the thread that reads disks. */
    void close(Runnable then) {
        new ArrayList<>(states.keySet()).forEach(this::remove);
        scanner.execute(() -> {
            watch.ifPresent(each -> {
                try {
                    each.close();
                } catch (IOException e) {
                    EngineLog.mishap(() -> "watching couldn't be ended: " + Reason.of(e));
                }
            });
            watch = Optional.empty();
            then.run();
        });
    }
}
