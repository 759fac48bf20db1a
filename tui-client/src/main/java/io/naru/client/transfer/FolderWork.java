package io.naru.client.transfer;

import io.naru.client.data.FetchListener;
import io.naru.client.data.FetchSession;
import io.naru.client.data.FileFacts;
import io.naru.client.data.OwnerRefusal;
import io.naru.client.data.PartFile;
import io.naru.client.data.SmallFiles;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.hash.Chunks;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The files of a folder on their way here: the small ones pipelined over one line, then the others one by one, as far as
 * {@link FolderPlan} finds that they can be here and aren't yet.
 *
 * <p>Threading: one thread at a time; {@link #inside} by any.
 */
final class FolderWork implements FileWork.News {
    /** What stands behind the name of a target in that of its part file. */
    private static final Pattern PART_END = Pattern.compile("(\\.[0-9]+)?\\.naru-part");

    private static final int TRIES_OF_SMALL = 2;

    private final List<FolderFile> files;
    private final Meter meter;
    private final RateLimit down;
    private final Consumer<String> onHere;
    private final Consumer<PartFile.Mark> onPart;
    private Optional<PartFile.Mark> part;
    private final Map<String, FolderFile> byOwnerPath = new HashMap<>();
    private final Set<String> bad = new HashSet<>();
    /** Larger than they were listed. */
    private final Set<String> large = new HashSet<>();

    private volatile boolean isAgain;
    private volatile boolean isStopped;
    private volatile boolean hasGained;
    private volatile Optional<FileWork> single = Optional.empty();

    /**
     * Nothing is looked at yet.
     *
     * @param part what has come of one of the large ones
     * @param onHere is told of each that has come
     * @param onPart is told where a large one grows
     */
    FolderWork(
            List<FolderFile> files,
            Meter meter,
            RateLimit down,
            Optional<PartFile.Mark> part,
            Consumer<String> onHere,
            Consumer<PartFile.Mark> onPart) {
        this.files = files;
        this.meter = meter;
        this.down = down;
        this.onHere = onHere;
        this.part = part;
        this.onPart = onPart;
    }

    /** Finds out which files can be written, and which are here. */
    void plan(FolderPlan plan) {
        isAgain = plan.isAgain();
        files.forEach(file -> byOwnerPath.put(file.ownerPath(), file));
        plan.make(files, () -> isStopped, onHere);
        files.stream()
                .filter(file -> isWanted(file)
                        && part.filter(mark -> isOf(mark, file.target().file())).isPresent())
                .forEach(file -> file.meter().beginAt(PartFile.notedOctets(part.get())));
        meter.beginAt(
                files.stream().mapToLong(file -> file.meter().doneOctets()).sum());
    }

    /** Whether something has come, and was right, since this was made. */
    boolean hasGained() {
        return hasGained;
    }

    /** A file that is still to come, to ask for a line with. */
    Optional<FolderFile> first() {
        return files.stream().filter(FolderWork::isWanted).findFirst();
    }

    /** Whether there is nothing in the folder. */
    boolean isEmpty() {
        return files.isEmpty();
    }

    /** All octets together, of the files whose size is known. */
    long octets() {
        return files.stream().mapToLong(file -> file.octets().orElse(0)).sum();
    }

    /** The files that can't be had. */
    List<FolderFile> failed() {
        return files.stream()
                .filter(file -> file.state() == TransferState.FAILED)
                .toList();
    }

    TransferView.Inside inside() {
        List<TransferView.InsideFile> shown = new ArrayList<>();
        int done = 0;
        int failed = 0;
        List<TransferView.InsideFile> failures = new ArrayList<>();
        for (FolderFile file : files) {
            TransferState state = file.state();
            if (state == TransferState.DONE) {
                done++;
            } else if (state == TransferState.FAILED) {
                failed++;
                if (failures.size() < TransferView.FAILURES_SHOWN_MAX) {
                    failures.add(file.view());
                }
            } else if (state.isUnderWay() && shown.size() < TransferView.FILES_SHOWN_MAX) {
                shown.add(file.view());
            }
        }
        shown.addAll(failures);
        return new TransferView.Inside(files.size(), done, failed, shown);
    }

    /** Lets the line end soon. */
    void stop() {
        isStopped = true;
        single.ifPresent(FileWork::stop);
    }

    /**
     * Fetches all that is still to come.
     *
     * @throws io.naru.client.data.PartFileException if nothing can be kept here
     * @throws IOException if the line broke
     */
    void fetch(FetchSession session, UserName owner) throws IOException {
        for (int i = 0; i < TRIES_OF_SMALL; i++) {
            List<FolderFile> small = files.stream()
                    .filter(file -> isWanted(file)
                            && !large.contains(file.ownerPath())
                            && file.octets().orElse(0) <= Chunks.LEAST_OCTETS)
                    .toList();
            if (!small.isEmpty() && !isStopped) {
                session.fetchSmall(new Small(small), new Pace());
            }
        }
        for (FolderFile file : files) {
            if (isWanted(file) && !isStopped) {
                fetchSingle(session, owner, file);
            }
        }
    }

    private static boolean isWanted(FolderFile file) {
        return file.state() != TransferState.DONE && file.state() != TransferState.FAILED;
    }

    private void came(FolderFile file) {
        hasGained = true;
        file.set(TransferState.DONE, "");
        onHere.accept(file.path());
    }

    private void fetchSingle(FetchSession session, UserName owner, FolderFile file) throws IOException {
        FileWork work = new FileWork(
                file.target(),
                part.filter(mark -> isOf(mark, file.target().file())),
                file.octets(),
                file.root(),
                file.meter(),
                Optional.of(meter),
                down,
                Set.of(),
                this);
        single = Optional.of(work);
        file.set(TransferState.RUNNING, "");
        try (work) {
            if (isStopped) {
                work.stop();
            }
            work.fetch(session, owner, file.ownerPath(), FileWork.Progress.uncounted());
            if (work.isComplete()) {
                work.publish(isAgain);
                came(file);
            } else if (work.isHopeless() || work.isDistrusting(owner)) {
                file.set(TransferState.FAILED, "A part of it comes damaged, time and again.");
            }
        } catch (OwnerRefusal e) {
            if (e.code() == ErrorCode.BUSY) {
                throw e;
            }
            file.set(TransferState.FAILED, e.getMessage());
        } finally {
            hasGained |= work.hasGained();
            single = Optional.empty();
            if (isWanted(file)) {
                file.set(TransferState.QUEUED, "");
            }
        }
    }

    /** Whether a part file was made for a target. */
    private static boolean isOf(PartFile.Mark mark, Path target) {
        String start = "." + target.getFileName();
        String name = mark.path().getFileName().toString();
        return target.getParent().equals(mark.path().getParent())
                && name.startsWith(start)
                && PART_END.matcher(name.substring(start.length())).matches();
    }

    @Override
    public void onFacts(FileFacts facts) {
        // The folder's own figures stand for all its files.
    }

    @Override
    public void onPart(PartFile.Mark mark) {
        part = Optional.of(mark);
        onPart.accept(mark);
    }

    @Override
    public void onRunning() {
        // The folder runs already.
    }

    /** The small ones. */
    private final class Small implements SmallFiles {
        private final List<FolderFile> small;
        private int next;

        private Small(List<FolderFile> small) {
            this.small = small;
        }

        @Override
        public Optional<String> next() {
            if (next == small.size() || isStopped) {
                return Optional.empty();
            }
            FolderFile file = small.get(next++);
            file.set(TransferState.RUNNING, "");
            return Optional.of(file.ownerPath());
        }

        @Override
        public void onContent(String path, FileFacts facts, ByteBuffer content, RootHash root) throws IOException {
            FolderFile file = byOwnerPath.get(path);
            long octets = content.remaining();
            boolean isOther = file.octets().isPresent() && file.octets().getAsLong() != octets
                    || file.root().isPresent() && !file.root().get().equals(root);
            if (isOther) {
                meter.lost(octets);
                file.set(TransferState.FAILED, "The file has changed since it was listed. Retry to get it as it is.");
                return;
            }
            if (isAgain || PartFile.twin(file.target(), content).isEmpty()) {
                PartFile.keep(file.target(), content);
            }
            file.meter().skip(octets);
            came(file);
        }

        @Override
        public void onRefused(String path, ErrorCode code, String sentence) {
            byOwnerPath.get(path).set(TransferState.FAILED, sentence);
        }

        @Override
        public void onLarge(FileFacts facts) {
            large.add(facts.path());
            byOwnerPath.get(facts.path()).set(TransferState.QUEUED, "");
        }

        @Override
        public void onBad(String path) {
            boolean isSecond = !bad.add(path);
            meter.lost(byOwnerPath.get(path).octets().orElse(0));
            byOwnerPath
                    .get(path)
                    .set(
                            isSecond ? TransferState.FAILED : TransferState.QUEUED,
                            isSecond ? "It comes damaged, time and again." : "");
        }
    }

    /** Within the limits. */
    private final class Pace implements FetchListener {
        @Override
        public boolean isWanted() {
            return !isStopped;
        }

        @Override
        public void beforePiece(int octets) throws IOException {
            down.passed(octets);
        }

        @Override
        public void onOctets(int octets) {
            meter.moved(octets);
        }
    }
}
