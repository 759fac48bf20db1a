package io.naru.client.transfer;

import io.naru.client.agent.Agent;
import io.naru.client.data.PartFile;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.file.SafePath;
import io.naru.common.message.EntryKind;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.time.Backoff;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A download in the queue: its line on the board, what was ordered, and how trying goes.
 *
 * <p>Threading: the agent's.
 */
final class Order {
    private static final long SMALL_OCTETS = 1 << 20;

    private final Transfer transfer;
    private final DownloadOrder wanted;
    private final Backoff pauses;
    private final Set<String> filesHere;
    private final Set<String> seenHere = new HashSet<>();
    /** Who else was found to have it in this program run, and what it is that they have. */
    private final List<DownloadOrder.Source> others = new ArrayList<>();

    private Optional<RootHash> rootOfOthers = Optional.empty();
    private OptionalLong expectedOctets;
    private Optional<PartFile.Mark> part = Optional.empty();
    private Optional<RawPart.Mark> rawPart = Optional.empty();
    private Optional<KeptOrder.Inside> inside = Optional.empty();
    private Optional<Run> run = Optional.empty();
    private Optional<Agent.Timer> timer = Optional.empty();
    private int failures;
    private boolean isOwnerSeen;
    private boolean isToBeLookedAt;

    private Order(Transfer transfer, DownloadOrder wanted, Backoff pauses, Set<String> filesHere) {
        this.transfer = transfer;
        this.wanted = wanted;
        this.pauses = pauses;
        this.filesHere = new HashSet<>(filesHere);
        this.expectedOctets = wanted.octets();
    }

    /** A new one, with its line on the board. */
    static Order on(Board board, long id, KeptOrder kept, Set<String> filesHere, Backoff pauses) {
        DownloadOrder wanted = kept.wanted();
        DownloadOrder.Source first = wanted.first();
        Transfer added = board.add(
                id,
                TransferView.Direction.DOWNLOAD,
                first.owner(),
                first.path(),
                TransferState.QUEUED,
                new Meter(),
                kept.added());
        added.setSize(kept.octets());
        added.setPriority(kept.priority());
        added.setSources(owners(wanted.sources()));
        Order order = new Order(added, wanted, pauses, filesHere);
        kept.inside().ifPresent(inside -> {
            order.inside = kept.inside();
            boolean isHere = kept.state() == TransferState.DONE;
            int done = isHere ? inside.files() : Math.min(filesHere.size(), inside.files());
            List<TransferView.InsideFile> failures = inside.failures().stream()
                    .map(file -> new TransferView.InsideFile(
                            file.path(), TransferState.FAILED, 0, OptionalLong.empty(), file.sentence()))
                    .toList();
            added.setInside(new TransferView.Inside(inside.files(), done, inside.failed(), failures));
        });
        return order;
    }

    private static List<UserName> owners(List<DownloadOrder.Source> sources) {
        return sources.stream().map(DownloadOrder.Source::owner).distinct().toList();
    }

    /** Who has it: those that were ordered from, then those that were found since, if it was ordered by its content. */
    List<DownloadOrder.Source> sources() {
        return wanted.root().map(this::with).orElse(wanted.sources());
    }

    private List<DownloadOrder.Source> with(RootHash root) {
        List<DownloadOrder.Source> all = new ArrayList<>(wanted.sources());
        all.addAll(othersWith(root));
        return List.copyOf(all);
    }

    /** Who was found to have that content, besides those that were ordered from. */
    List<DownloadOrder.Source> othersWith(RootHash root) {
        return rootOfOthers.equals(Optional.of(root)) ? List.copyOf(others) : List.of();
    }

    /** Somebody else has it. */
    void addOther(RootHash root, DownloadOrder.Source found) {
        if (!rootOfOthers.equals(Optional.of(root))) {
            others.clear();
            rootOfOthers = Optional.of(root);
        }
        boolean isKnown = with(root).stream().anyMatch(each -> each.owner().equals(found.owner()));
        if (!isKnown && wanted.sources().size() + others.size() < DownloadOrder.SOURCES_MAX) {
            others.add(found);
        }
        transfer.setSources(owners(with(root)));
    }

    /** Where it goes: under its own name into the folder that was chosen; all of a share, or an offer, without one. */
    static SafePath target(DownloadOrder wanted) {
        String path = wanted.first().path();
        Path folder = wanted.intoFolder().toAbsolutePath();
        return isNameless(wanted)
                ? new SafePath.Inside(folder)
                : SafePath.component(folder, path.substring(path.lastIndexOf('/') + 1));
    }

    private static boolean isNameless(DownloadOrder wanted) {
        String path = wanted.first().path();
        return wanted.kind() == EntryKind.FOLDER && (path.isEmpty() || Offers.isTop(path));
    }

    /** The folder that the user chose for it; only of an order with a target. */
    Path chosen() {
        Path target = transfer.target().orElseThrow();
        return isNameless(wanted) ? target : target.getParent();
    }

    long id() {
        return transfer.id();
    }

    Transfer transfer() {
        return transfer;
    }

    DownloadOrder wanted() {
        return wanted;
    }

    /** Which size it must have; a retry after another one was seen takes any. */
    OptionalLong expectedOctets() {
        return expectedOctets;
    }

    void expectAnySize() {
        expectedOctets = OptionalLong.empty();
    }

    /** The files of a folder that are here, by their paths below it. */
    Set<String> filesHere() {
        return filesHere;
    }

    /** Those of them that came, or were looked at, in this program run. */
    Set<String> seenHere() {
        return seenHere;
    }

    /** Whether it was whole before, and is to be looked at whether it still is. */
    boolean isToBeLookedAt() {
        return isToBeLookedAt;
    }

    void setToBeLookedAt(boolean next) {
        isToBeLookedAt = next;
        if (next) {
            seenHere.clear();
        }
    }

    Optional<PartFile.Mark> part() {
        return part;
    }

    void setPart(Optional<PartFile.Mark> next) {
        part = next;
    }

    /** What was written down of the folder at last. */
    Optional<KeptOrder.Inside> inside() {
        return inside;
    }

    void setInside(KeptOrder.Inside next) {
        inside = Optional.of(next);
    }

    /** What came of it from a base client, in this program run. */
    Optional<RawPart.Mark> rawPart() {
        return rawPart;
    }

    void setRawPart(Optional<RawPart.Mark> next) {
        rawPart = next;
    }

    Optional<Run> run() {
        return run;
    }

    void setRun(Run begun) {
        run = Optional.of(begun);
        isOwnerSeen = false;
    }

    /** Somebody who has it is online. */
    void ownerSeen() {
        isOwnerSeen = true;
    }

    /** Whether somebody who has it came or changed since the last run began. */
    boolean isOwnerSeen() {
        return isOwnerSeen;
    }

    void dropRun() {
        run = Optional.empty();
    }

    /** Whether it may begin as soon as there is a slot. */
    boolean isReady() {
        return transfer.state() == TransferState.QUEUED && run.isEmpty();
    }

    /** Whether it takes a slot, be it because it hasn't quite stopped. */
    boolean isUnderWay() {
        return run.isPresent();
    }

    boolean isSmall() {
        return transfer.size().isPresent() && transfer.size().getAsLong() <= SMALL_OCTETS;
    }

    boolean isOf(UserName owner) {
        return sources().stream().anyMatch(source -> source.owner().equals(owner));
    }

    boolean isOnlyOf(Set<UserName> owners) {
        return sources().stream().allMatch(source -> owners.contains(source.owner()));
    }

    /** What is said while nobody who has it is online. */
    String waiting() {
        return "Waits for " + transfer.peer() + ", who isn't online.";
    }

    /** A try failed; how many have in a row without anything coming. */
    int countFailure(boolean hasProgress) {
        if (hasProgress) {
            forgetFailures();
        }
        failures++;
        return failures;
    }

    void forgetFailures() {
        failures = 0;
        pauses.reset();
    }

    long nextPauseNanos() {
        return pauses.nextNanos();
    }

    void setTimer(Agent.Timer next) {
        dropTimer();
        timer = Optional.of(next);
    }

    void dropTimer() {
        timer.ifPresent(Agent.Timer::cancel);
        timer = Optional.empty();
    }
}
