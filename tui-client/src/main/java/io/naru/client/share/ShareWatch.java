package io.naru.client.share;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches the folders of the share, as many as may be watched. What the system tells is only that something happened in a
 * folder: what it is now is found by reading it, without following links.
 *
 * <p>Threading: any thread; listens on {@code naru-share-watch}.
 */
final class ShareWatch implements Closeable {
    /** Hears of folders in which something happened; on the watcher's thread. */
    @FunctionalInterface
    interface Listener {
        void onTouched(SharedFolder folder, String path);
    }

    private record Place(SharedFolder folder, String path) {}

    private final WatchService service;
    private final Listener listener;
    private final Map<WatchKey, Place> places = new ConcurrentHashMap<>();

    private ShareWatch(WatchService service, Listener listener) {
        this.service = service;
        this.listener = listener;
    }

    /** Watches nothing yet. */
    static ShareWatch start(Listener listener) throws IOException {
        ShareWatch watch = new ShareWatch(FileSystems.getDefault().newWatchService(), listener);
        Thread thread = new Thread(watch::run, "naru-share-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /**
     * Watches folders, too; those that are watched already stay so.
     *
     * @return whether all of them are watched
     */
    boolean watch(SharedFolder folder, List<String> paths) {
        Path top = folder.root().top();
        for (String path : paths) {
            try {
                WatchKey key = top.resolve(path)
                        .register(
                                service,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_DELETE,
                                StandardWatchEventKinds.ENTRY_MODIFY);
                places.put(key, new Place(folder, path));
            } catch (IOException | IllegalArgumentException | ClosedWatchServiceException e) {
                EngineLog.mishap(() -> "a folder can't be watched: "
                        + (e instanceof IOException failure ? Reason.of(failure) : "not on this file system"));
                return false;
            }
        }
        return true;
    }

    /** Watches nothing of a folder any more. */
    void forget(SharedFolder folder) {
        places.entrySet().removeIf(each -> {
            boolean isOfIt = each.getValue().folder.equals(folder);
            if (isOfIt) {
                each.getKey().cancel();
            }
            return isOfIt;
        });
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                Place place = places.get(key);
                if (place != null) {
                    listener.onTouched(place.folder, place.path);
                }
                if (!key.reset()) {
                    places.remove(key);
                }
            }
        } catch (ClosedWatchServiceException e) {
            EngineLog.mishap(() -> "the share isn't watched any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
