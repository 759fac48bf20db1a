package io.naru.client.share;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import io.naru.client.event.EngineEvent;
import io.naru.client.transfer.UploadSource;
import io.naru.common.message.FileMessage;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What this user shares: counted in the background when it is opened and on demand, and folder by folder whenever one is
 * listed.
 *
 * <p>Threading: the agent's, but for {@link #open(UserName, String)}. Reads disks on {@code naru-share-scan} and
 * {@code naru-share-list}.
 */
public final class Share implements UploadSource {
    private static final Duration PROGRESS = Duration.ofMillis(500);

    private final Agent agent;
    private final EngineEvent.Sink sink;
    private final BiConsumer<Long, Long> onCounted;
    private final Workers scanner = new Workers("naru-share-scan", 1);
    private final ListingService listings;

    /** What is shared now, or null; written by the agent. */
    private volatile ShareRoot root;

    private ShareScan.Sum total = ShareScan.Sum.NOTHING;
    private Map<String, ShareScan.Sum> sums = new HashMap<>();
    private boolean isScanning;
    private boolean isScanDue;

    /**
     * A share of nothing.
     *
     * @param sender the way of listings to those who ask
     * @param onCounted told the files and octets of the share, whenever they are known anew
     */
    public Share(Agent agent, FileSender sender, EngineEvent.Sink sink, BiConsumer<Long, Long> onCounted) {
        this.agent = agent;
        this.sink = sink;
        this.onCounted = onCounted;
        this.listings = new ListingService(agent, sender, this::root, this::onRead);
    }

    /** Shares a folder, after a look whether it is one. */
    public void open(Path folder) {
        scanner.execute(() -> {
            try {
                Path real = folder.toRealPath();
                checkFolder(real);
                agent.execute(() -> replace(new ShareRoot(real)));
            } catch (IOException e) {
                agent.execute(() -> fail("Can't share " + folder + ": " + Reason.of(e) + "."));
            }
        });
    }

    private static void checkFolder(Path real) throws IOException {
        if (!Files.isDirectory(real)) {
            throw new IOException("it isn't a folder");
        }
        Files.newDirectoryStream(real).close();
    }

    /** Shares nothing. */
    public void close() {
        replace(null);
    }

    /** Counts anew. */
    public void rescan() {
        if (root == null) {
            fail("Nothing is shared yet. Type /share FOLDER to share one.");
        } else if (isScanning) {
            isScanDue = true;
        } else {
            scan(root);
        }
    }

    /** Answers somebody who asks for a list. */
    public void onListRequest(FileMessage.ListRequest request) {
        listings.onRequest(request);
    }

    @Override
    public UploadSource.Opened open(UserName who, String path) throws IOException {
        ShareRoot now = root;
        if (now == null) {
            throw new NoSuchFileException(path);
        }
        return now.open(path);
    }

    private ShareRoot root() {
        return root;
    }

    private void replace(ShareRoot next) {
        root = next;
        total = ShareScan.Sum.NOTHING;
        sums = new HashMap<>();
        isScanning = false;
        isScanDue = false;
        listings.forgetAll();
        if (next == null) {
            tell();
            onCounted.accept(0L, 0L);
        } else {
            scan(next);
        }
    }

    private void scan(ShareRoot scanned) {
        isScanning = true;
        isScanDue = false;
        tell();
        scanner.execute(() -> {
            ShareScan scan = new ShareScan(scanned);
            long[] toldNanos = {agent.clock().nanos()};
            try {
                scan.walk(
                        visited -> {
                            long now = agent.clock().nanos();
                            if (now - toldNanos[0] >= PROGRESS.toNanos()) {
                                toldNanos[0] = now;
                                ShareScan.Sum soFar = scan.total();
                                agent.execute(() -> onProgress(scanned, soFar));
                            }
                        },
                        () -> root == scanned);
                agent.execute(() -> onScanned(scanned, scan));
            } catch (IOException e) {
                agent.execute(() -> onUnreadable(scanned, e));
            }
        });
    }

    private void onProgress(ShareRoot scanned, ShareScan.Sum soFar) {
        if (root == scanned && isScanning) {
            total = soFar;
            tell();
        }
    }

    private void onScanned(ShareRoot scanned, ShareScan scan) {
        if (root != scanned) {
            return;
        }
        isScanning = false;
        total = scan.total();
        sums = scan.sums();
        tell();
        onCounted.accept(total.files(), total.octets());
        if (!scan.leftOut().isEmpty()) {
            fail(scan.leftOut());
        }
        if (isScanDue) {
            scan(scanned);
        }
    }

    private void onUnreadable(ShareRoot scanned, IOException failure) {
        if (root == scanned) {
            fail("The shared folder " + scanned.top() + " can't be read any more: " + Reason.of(failure) + ".");
            replace(null);
        }
    }

    /** A folder was read for somebody: if it changed since it was counted, so did the share. */
    private void onRead(ShareRoot read, String folder, ShareRoot.Content content) {
        if (root != read || isScanning) {
            return;
        }
        ShareScan.Sum now = ShareScan.Sum.of(content);
        ShareScan.Sum before = sums.getOrDefault(folder, ShareScan.Sum.NOTHING);
        if (!now.equals(before)) {
            sums.put(folder, now);
            total = total.minus(before).plus(now);
            tell();
            onCounted.accept(total.files(), total.octets());
        }
    }

    private void tell() {
        Optional<Path> folder = Optional.ofNullable(root).map(ShareRoot::top);
        sink.post(new EngineEvent.ShareCounted(folder, total.files(), total.octets(), isScanning));
    }

    private void fail(String sentence) {
        EngineLog.mishap(() -> sentence);
        sink.post(new EngineEvent.ShareFailed(sentence));
    }
}
