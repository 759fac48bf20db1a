package io.naru.client.transfer;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.data.Destination;
import io.naru.client.event.TransferState;
import io.naru.common.file.NameCollisions;
import io.naru.common.file.SafePath;
import io.naru.common.message.RootHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What is to be done about the files of a folder before the first octet of one is asked for. Names that this machine can't
 * have, and those that would be one name on another, are found; these files fail, the others come. Then what is here
 * already is found, as for single files: where it is to be, among what was fetched, and in the own share.
 *
 * <p>A folder may have a hundred thousand files, so looking has an end: so many octets are read, the share is asked for so
 * many files, the largest first, and for none that comes sooner than it is looked for. Behind that end, what came in an
 * earlier program run is believed by its kind and size, and the rest is fetched.
 *
 * <p>Threading: one thread; blocks.
 */
final class FolderPlan {
    static final long HASHED_OCTETS_MAX = 512L << 20;
    static final int ASKED_MAX = 64;
    static final int WORTH_ASKING_OCTETS = 64 << 10;

    private final Path chosen;
    private final Path folder;
    private final Known known;
    private final KnownFiles elsewhere;
    private final Map<Path, Optional<String>> obstacles = new HashMap<>();
    private int asked;

    /**
     * What is known before.
     *
     * @param before files that came before, by their paths below the folder
     * @param seen those of them that came or were looked at in this program run
     * @param fetched where files are that were fetched one by one, by their content
     * @param isAgain whether all is wanted though it is here
     */
    record Known(Set<String> before, Set<String> seen, Map<RootHash, List<Path>> fetched, boolean isAgain) {
        Known {
            before = Set.copyOf(before);
            seen = Set.copyOf(seen);
            fetched = Map.copyOf(fetched);
        }
    }

    /**
     * A plan that isn't made.
     *
     * @param chosen the folder that the user chose
     * @param folder where the files go: that one, or one in it
     * @param elsewhere knows where else a content may be
     */
    FolderPlan(Path chosen, Path folder, Known known, KnownFiles elsewhere) {
        this.chosen = chosen;
        this.folder = folder;
        this.known = known;
        this.elsewhere = elsewhere;
    }

    /** Whether all is wanted though it is here. */
    boolean isAgain() {
        return known.isAgain;
    }

    /**
     * Gives each file its place, and those that can't be had or are here their state.
     *
     * @param isStopped whether it needn't go on
     * @param onHere is told of each that is here
     */
    void make(List<FolderFile> files, BooleanSupplier isStopped, Consumer<String> onHere) {
        place(files);
        HaveAlready looker = new HaveAlready(isStopped);
        for (FolderFile file : files) {
            if (isOpen(file) && !isStopped.getAsBoolean() && isThere(file, looker)) {
                here(file, onHere);
            }
        }
        if (known.isAgain) {
            return;
        }
        List<FolderFile> largestFirst = files.stream()
                .filter(file -> isOpen(file) && isWorthAsking(file))
                .sorted(Comparator.comparingLong(
                        (FolderFile file) -> -file.octets().getAsLong()))
                .toList();
        for (FolderFile file : largestFirst) {
            if (!isStopped.getAsBoolean() && isCopied(file, looker)) {
                here(file, onHere);
            }
        }
    }

    private static boolean isOpen(FolderFile file) {
        return file.state() == TransferState.QUEUED;
    }

    private static void here(FolderFile file, Consumer<String> onHere) {
        file.set(TransferState.DONE, "");
        file.meter().skip(file.octets().orElse(0));
        onHere.accept(file.path());
    }

    // Names

    private void place(List<FolderFile> files) {
        Set<String> colliding = new HashSet<>();
        for (List<String> group :
                NameCollisions.in(files.stream().map(FolderFile::path).toList())) {
            group.stream().skip(1).forEach(colliding::add);
        }
        for (FolderFile file : files) {
            SafePath.under(folder, file.path()).accept(new SafePath.Handler<Void>() {
                @Override
                public Void inside(Path path) {
                    place(file, new Destination(chosen, path), colliding);
                    return null;
                }

                @Override
                public Void refused(String reason) {
                    file.set(TransferState.FAILED, reason);
                    return null;
                }
            });
        }
    }

    private void place(FolderFile file, Destination target, Set<String> colliding) {
        file.setTarget(target);
        Optional<String> obstacle = obstacles.computeIfAbsent(target.file().getParent(), first -> obstacle(target));
        if (isColliding(file.path(), colliding)) {
            file.set(TransferState.FAILED, "Another file's name differs from it only by case or accents.");
        } else if (obstacle.isPresent()) {
            file.set(TransferState.FAILED, obstacle.get());
        }
    }

    private static Optional<String> obstacle(Destination target) {
        try {
            return target.obstacle();
        } catch (IOException e) {
            return Optional.of(target.file().getParent() + " can't be looked at: " + Reason.of(e) + ".");
        }
    }

    private static boolean isColliding(String path, Set<String> colliding) {
        if (colliding.contains(path)) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (colliding.contains(path.substring(0, slash + 1))) {
                return true;
            }
        }
        return false;
    }

    // What is here

    private boolean isThere(FolderFile file, HaveAlready looker) {
        boolean isKnown = known.before.contains(file.path());
        if (!isKnown && known.isAgain) {
            return false;
        }
        int candidates =
                HaveAlready.candidates(file.target().file(), file.octets()).size();
        boolean isBelieved =
                isKnown && (known.seen.contains(file.path()) || file.root().isEmpty());
        if (candidates == 0 || isBelieved || file.root().isEmpty()) {
            return candidates > 0 && isBelieved;
        }
        if (!isWithinBounds(file, candidates, looker)) {
            return isKnown;
        }
        try {
            return looker.there(sought(file)).isPresent();
        } catch (IOException e) {
            EngineLog.mishap(() -> "a file that may be here can't be read: " + Reason.of(e));
            return false;
        }
    }

    private static boolean isWithinBounds(FolderFile file, int times, HaveAlready looker) {
        return file.octets().isPresent()
                && file.octets().getAsLong() <= (HASHED_OCTETS_MAX - looker.hashedOctets()) / times;
    }

    private static HaveAlready.Sought sought(FolderFile file) {
        return new HaveAlready.Sought(file.target(), file.octets(), file.root().orElseThrow());
    }

    private static boolean isWorthAsking(FolderFile file) {
        return file.root().isPresent() && file.octets().orElse(0) >= WORTH_ASKING_OCTETS;
    }

    /** What stands in its place is another content, or nothing. */
    private boolean isCopied(FolderFile file, HaveAlready looker) {
        if (!isWithinBounds(file, 1, looker)) {
            return false;
        }
        List<Path> fetched = known.fetched.getOrDefault(file.root().orElseThrow(), List.of());
        return looker.copy(sought(file), fetched, this::ask).isPresent();
    }

    private List<Path> ask(RootHash root, long octets) {
        asked++;
        return asked <= ASKED_MAX ? elsewhere.with(root, octets) : List.of();
    }
}
