package io.naru.client.transfer;

import io.naru.client.data.PartFile;
import io.naru.client.event.KeptDownload;
import io.naru.client.event.TransferState;
import io.naru.common.file.HeldLock;
import io.naru.common.file.LineFile;
import io.naru.common.message.EntryKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The queue of downloads as it is kept on disk, for looking at and for cleaning up: whichever program has it goes on
 * undisturbed.
 *
 * <p>Threading: stateless; reads the disk.
 */
public final class KeptQueue {
    private KeptQueue() {}

    /**
     * What is kept for one account, in its order; nothing if there is no such queue.
     *
     * @param folder of the account's queue
     * @throws IOException if it can't be read; the message tells the reason as the end of a sentence
     */
    public static List<KeptDownload> read(Path folder) throws IOException {
        Path file = folder.resolve(Journal.FILE);
        if (Files.notExists(file)) {
            return List.of();
        }
        boolean isHeld = isHeld(folder);
        JournalState state = new JournalState();
        LineFile.parse(LineFile.read(file), JournalFile.FIRST_LINE).lines().forEach(state::take);
        List<KeptDownload> items = new ArrayList<>();
        state.orders()
                .forEach((id, kept) -> items.add(
                        item(isHeld ? kept : kept.lasting(), state.filesHere(id).size())));
        return items;
    }

    /**
     * Whether a program has a queue, this one or another.
     *
     * @param folder of the account's queue
     * @throws IOException if it can't be found out
     */
    public static boolean isHeld(Path folder) throws IOException {
        return HeldLock.isHeld(folder.resolve(Journal.LOCK));
    }

    private static KeptDownload item(KeptOrder kept, int filesHere) {
        boolean isDone = kept.state() == TransferState.DONE;
        Optional<KeptDownload.Inside> folder = kept.inside()
                .map(inside -> new KeptDownload.Inside(
                        inside.files(),
                        isDone ? inside.files() : Math.min(filesHere, inside.files()),
                        inside.failed()));
        return new KeptDownload(
                kept.wanted().first().owner(),
                kept.wanted().first().path(),
                kept.state(),
                kept.sentence(),
                kept.target(),
                kept.added(),
                kept.priority(),
                kept.octets(),
                isDone ? kept.octets().orElse(0) : octetsHere(kept),
                folder);
    }

    private static long octetsHere(KeptOrder kept) {
        if (kept.inside().isPresent()) {
            return kept.inside().get().doneOctets();
        }
        boolean isPart = kept.part().isPresent() && kept.wanted().kind() == EntryKind.FILE;
        return isPart ? PartFile.notedOctets(kept.part().get()) : 0;
    }

    /**
     * Whether something in a queue is worth going on with: a file that came, or a part of one. A queue that a program has
     * is, whatever is in it.
     *
     * @param folder of the account's queue
     * @throws IOException if it can't be read
     */
    public static boolean isResumable(Path folder) throws IOException {
        Path file = folder.resolve(Journal.FILE);
        if (Files.notExists(file)) {
            return false;
        }
        Optional<HeldLock> lock = HeldLock.tryTake(folder.resolve(Journal.LOCK));
        if (lock.isEmpty()) {
            return true;
        }
        HeldLock held = lock.get();
        try (held) {
            JournalState state = new JournalState();
            LineFile.Content content = LineFile.parse(LineFile.read(file), JournalFile.FIRST_LINE);
            content.lines().forEach(state::take);
            return state.ids().stream().anyMatch(id -> hasSome(state, id));
        }
    }

    private static boolean hasSome(JournalState state, long id) {
        KeptOrder kept = state.orders().get(id);
        return kept.state() == TransferState.DONE
                || kept.part().isPresent()
                || !state.filesHere(id).isEmpty();
    }
}
