package io.naru.client.share;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.ShareSetting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How much is shared: what the user is told of all of it, and the relay of what everybody sees.
 *
 * <p>Threading: the agent's.
 */
final class ShareTally {
    private final Supplier<ShareView> view;
    private final Predicate<SharedFolder> isScanning;
    private final EngineEvent.Sink sink;
    private final Share.CountListener counts;
    private final Map<SharedFolder, ShareIndex.Sum> sums = new HashMap<>();
    private final Map<SharedFolder, Long> unhashed = new HashMap<>();
    /** What the relay was told last. */
    private Optional<ShareIndex.Sum> counted = Optional.empty();

    private boolean isHiddenTold;

    /**
     * Nothing is shared.
     *
     * @param isScanning whether a folder is being read as a whole
     */
    ShareTally(
            Supplier<ShareView> view,
            Predicate<SharedFolder> isScanning,
            EngineEvent.Sink sink,
            Share.CountListener counts) {
        this.view = view;
        this.isScanning = isScanning;
        this.sink = sink;
        this.counts = counts;
    }

    /** So much is known of a folder. */
    void know(SharedFolder folder, ShareIndex.Sum sum) {
        sums.put(folder, sum);
    }

    /** A folder was read; whether it holds something else than was known. */
    boolean know(SharedFolder folder, Upkeep.Report report) {
        unhashed.put(folder, report.unhashed());
        return !report.sum().equals(sums.put(folder, report.sum()));
    }

    /** It isn't shared any more. */
    void forget(SharedFolder folder) {
        sums.remove(folder);
        unhashed.remove(folder);
    }

    /** Nothing is. */
    void forgetAll() {
        sums.clear();
        unhashed.clear();
    }

    /** Tells the relay, if it is something else than before. */
    void count() {
        List<SharedFolder> folders = view.get().folders();
        boolean isWhole = folders.stream().noneMatch(isScanning);
        ShareIndex.Sum now = ShareIndex.Sum.NOTHING;
        for (SharedFolder folder : folders) {
            if (folder.isForEverybody()) {
                now = now.plus(sums.getOrDefault(folder, ShareIndex.Sum.NOTHING));
            }
        }
        boolean isSharingHidden = folders.stream().anyMatch(folder -> !folder.isForEverybody());
        boolean isNew = isWhole && !counted.equals(Optional.of(now));
        if (isNew || isSharingHidden != isHiddenTold) {
            ShareIndex.Sum told = isNew ? now : counted.orElse(ShareIndex.Sum.NOTHING);
            counted = isNew ? Optional.of(now) : counted;
            isHiddenTold = isSharingHidden;
            counts.onCounted(told.files(), told.octets(), isSharingHidden);
        }
    }

    /** Tells the user. */
    void tell() {
        ShareIndex.Sum total = ShareIndex.Sum.NOTHING;
        boolean isAnyScanning = false;
        long left = 0;
        List<ShareSetting> settings = new ArrayList<>();
        for (SharedFolder folder : view.get().folders()) {
            total = total.plus(sums.getOrDefault(folder, ShareIndex.Sum.NOTHING));
            isAnyScanning |= isScanning.test(folder);
            left += unhashed.getOrDefault(folder, 0L);
            settings.add(folder.setting());
        }
        sink.post(new EngineEvent.ShareCounted(settings, total.files(), total.octets(), isAnyScanning, left));
    }
}
