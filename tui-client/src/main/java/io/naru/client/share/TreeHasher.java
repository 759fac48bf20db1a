package io.naru.client.share;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.common.file.FileState;
import io.naru.common.file.OpenedFile;
import io.naru.common.hash.ChunkHashes;
import io.naru.common.hash.Chunks;
import io.naru.common.hash.FileHasher;
import io.naru.common.time.Clock;
import io.naru.common.time.TokenBucket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Hashes the files of a share that have no hashes yet, one after the other, no faster than it is told to. A file that
 * changed while it was read, or a moment before, is left for the next time: its time of change may not tell yet.
 *
 * <p>Threading: one thread.
 */
final class TreeHasher {
    private static final int RUN = 64;
    private static final int BUFFER_OCTETS = 64 << 10;
    /** What a file costs at least, since opening one is work for a disk, too. */
    private static final long FILE_OCTETS = 16 << 10;
    /** So coarse may a file system's times be. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long NAP_MILLIS = 200;

    private final ShareIndex index;
    private final SharedFolder folder;
    private final Clock clock;
    private final TokenBucket rate;
    private final BooleanSupplier isWanted;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);
    private long leftForLater;

    /**
     * A hasher of one tree.
     *
     * @param rate octets a second
     */
    TreeHasher(ShareIndex index, SharedFolder folder, Clock clock, TokenBucket rate, BooleanSupplier isWanted) {
        this.index = index;
        this.folder = folder;
        this.clock = clock;
        this.rate = rate;
        this.isWanted = isWanted;
    }

    /**
     * Hashes all that has no hashes.
     *
     * @return how many files were left for the next time
     * @throws IOException if the index can't be used
     */
    long run() throws IOException, InterruptedException {
        long tree = folder.tree().orElseThrow();
        List<ShareIndex.Unhashed> files = index.unhashed(tree, Optional.empty(), RUN);
        while (!files.isEmpty() && isWanted.getAsBoolean()) {
            for (ShareIndex.Unhashed file : files) {
                Optional<ChunkHashes> hashes = hash(file);
                if (hashes.isPresent()) {
                    index.putHashes(file, hashes.get());
                } else {
                    leftForLater++;
                }
            }
            files = index.unhashed(tree, Optional.of(files.get(files.size() - 1)), RUN);
        }
        return leftForLater;
    }

    private Optional<ChunkHashes> hash(ShareIndex.Unhashed file) throws InterruptedException {
        FileState state = file.state();
        if (state.octets() > Chunks.FILE_OCTETS_MAX || !isWanted.getAsBoolean()) {
            return Optional.empty();
        }
        try (OpenedFile opened = folder.root().open(file.path())) {
            if (!opened.state().equals(state) || isYoung(state)) {
                return Optional.empty();
            }
            FileHasher hasher = new FileHasher(new Chunks(state.octets()));
            pay(FILE_OCTETS);
            while (!hasher.isComplete() && isWanted.getAsBoolean()) {
                buffer.clear();
                int count = opened.channel().read(buffer);
                if (count <= 0) {
                    return Optional.empty();
                }
                buffer.flip();
                if (hasher.isComplete()) {
                    return Optional.empty();
                }
                hasher.update(buffer);
                pay(count);
            }
            boolean isSame = folder.root()
                    .look(file.path())
                    .filter(now -> now.state().equals(state))
                    .isPresent();
            return hasher.isComplete() && isSame ? Optional.of(hasher.hashes()) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // It grew past its size, or can't be read: whoever asks for it will hear why.
            EngineLog.mishap(() -> "a file wasn't hashed: "
                    + (e instanceof IOException failure ? Reason.of(failure) : "it grew meanwhile"));
            return Optional.empty();
        }
    }

    private boolean isYoung(FileState state) {
        long ageNanos = TimeUnit.MILLISECONDS.toNanos(clock.now().toEpochMilli()) - state.modifiedNanos();
        return ageNanos >= 0 && ageNanos < SETTLED_NANOS;
    }

    private void pay(long octets) throws InterruptedException {
        rate.charge(octets, clock.nanos());
        long waitNanos = rate.nanosUntil(0, clock.nanos());
        while (waitNanos > 0 && isWanted.getAsBoolean()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(waitNanos, TimeUnit.MILLISECONDS.toNanos(NAP_MILLIS)));
            waitNanos = rate.nanosUntil(0, clock.nanos());
        }
    }
}
