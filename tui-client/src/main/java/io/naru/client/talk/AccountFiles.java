package io.naru.client.talk;

import io.naru.common.file.AtomicFiles;
import io.naru.common.file.FileFault;
import io.naru.common.file.HeldLock;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one account at one relay: {@code positions}, and an {@code outbox-N} for each program that runs, with the
 * lock {@code lock-N} that says that one does. The first program writes the positions; others only read them. An outbox
 * whose program is gone is taken over by the next one that starts, or by one that runs and looks for such.
 *
 * <p>Threading: the disk's.
 */
public final class AccountFiles implements Closeable {
    private static final int PROGRAMS_MAX = 64;
    private static final String OUTBOX = "outbox-";
    private static final String LOCK = "lock-";

    private final Path folder;
    private final int number;
    private final PositionsFile positionsFile;
    private final OutboxFile outbox;
    private final HeldLock lock;
    private final boolean isFirst;
    private final Map<RoomName, Position> positions;
    private final List<String> sentences;

    private AccountFiles(
            Path folder,
            int number,
            PositionsFile positionsFile,
            OutboxFile outbox,
            HeldLock lock,
            boolean isFirst,
            Map<RoomName, Position> positions,
            List<String> sentences) {
        this.folder = folder;
        this.number = number;
        this.positionsFile = positionsFile;
        this.outbox = outbox;
        this.lock = lock;
        this.isFirst = isFirst;
        this.positions = positions;
        this.sentences = sentences;
    }

    /**
     * Those in a folder, which is made if it isn't there.
     *
     * @throws IOException if there can be none; a sentence
     */
    public static AccountFiles open(Path folder) throws IOException {
        AtomicFiles.createPrivateFolders(folder);
        AtomicFiles.checkOnlyOwnerWrites(folder);
        for (int number = 1; number <= PROGRAMS_MAX; number++) {
            Optional<HeldLock> lock = HeldLock.tryTake(folder.resolve(LOCK + number));
            if (lock.isPresent()) {
                return open(folder, number, lock.get());
            }
        }
        throw new IOException("cannot use " + folder + ": " + PROGRAMS_MAX + " programs do");
    }

    private static AccountFiles open(Path folder, int number, HeldLock lock) throws IOException {
        boolean isOpen = false;
        OutboxFile outbox = null;
        try {
            List<String> sentences = new ArrayList<>();
            outbox = OutboxFile.open(folder.resolve(OUTBOX + number), sentences);
            takeOver(folder, number, outbox, sentences);
            PositionsFile file = new PositionsFile(folder.resolve("positions"));
            AccountFiles files = new AccountFiles(
                    folder, number, file, outbox, lock, number == 1, file.load(sentences), List.copyOf(sentences));
            isOpen = true;
            return files;
        } finally {
            if (!isOpen) {
                if (outbox != null) {
                    outbox.close();
                }
                lock.close();
            }
        }
    }

    private static void takeOver(Path folder, int own, OutboxFile into, List<String> sentences) throws IOException {
        for (int number : numbers(folder)) {
            Optional<HeldLock> lock =
                    number == own ? Optional.empty() : HeldLock.tryTake(folder.resolve(LOCK + number));
            if (lock.isPresent()) {
                try {
                    takeOver(folder.resolve(OUTBOX + number), into, sentences);
                } finally {
                    lock.get().close();
                }
            }
        }
    }

    private static void takeOver(Path orphan, OutboxFile into, List<String> sentences) throws IOException {
        into.add(List.copyOf(OutboxFile.load(orphan, sentences).values()));
        Files.deleteIfExists(orphan);
    }

    private static List<Integer> numbers(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches(OUTBOX + "[1-9][0-9]?"))
                    .map(name -> Integer.valueOf(name.substring(OUTBOX.length())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IOException("cannot list " + folder + ": " + FileFault.reason(e), e);
        }
    }

    /** Takes over what programs left that were killed since; what their messages are, oldest first. */
    List<Kept> takeOverOrphans(List<String> problems) throws IOException {
        Set<MessageId> before = outbox.messages().stream().map(Kept::id).collect(Collectors.toSet());
        takeOver(folder, number, outbox, problems);
        return outbox.messages().stream()
                .filter(message -> !before.contains(message.id()))
                .toList();
    }

    /** The positions as they were found. */
    Map<RoomName, Position> positions() {
        return positions;
    }

    /** The own messages without a receipt as they were found, oldest first. */
    Collection<Kept> messages() {
        return outbox.messages();
    }

    /** What the user should know of how they were found. */
    List<String> sentences() {
        return sentences;
    }

    /** Adds messages; they are on the disk when it returns. */
    void add(List<Kept> messages) throws IOException {
        outbox.add(messages);
    }

    /** Takes a message back. */
    void remove(MessageId id) throws IOException {
        outbox.remove(id);
    }

    /** Takes messages back for good: that is on the disk when it returns. */
    void removeAll(Collection<MessageId> ids) throws IOException {
        for (MessageId id : ids) {
            outbox.remove(id);
        }
        outbox.sync();
    }

    /** Says that a message waits for the user. */
    void hold(MessageId id) throws IOException {
        outbox.hold(id);
    }

    /**
     * Replaces the positions, if that is for this program to do. What was taken out of the outbox before is out of it for
     * good then: a message that lies behind the position isn't sent again.
     */
    void save(Map<RoomName, Position> now) throws IOException {
        outbox.sync();
        if (isFirst) {
            positionsFile.save(now);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            outbox.close();
        } finally {
            lock.close();
        }
    }
}
