package io.naru.client.talk;

import io.naru.client.agent.Agent;
import io.naru.client.agent.EngineLog;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What is kept on disk of one account's chat, done by another thread in the order of asking. What is said while the disk is
 * busy is written together. Where nothing can be kept the user is told once, and chat goes on.
 *
 * <p>Threading: the agent's; the files are the disk's.
 */
final class Keeper {
    private record Added(Kept message, Runnable then) {}

    /** What is done to the files. */
    @FunctionalInterface
    private interface Change {
        void on(KeptOnDisk kept) throws IOException;
    }

    private final Agent agent;
    private final Executor disk;
    private final Consumer<String> complaints;
    private List<Added> unwritten = new ArrayList<>();
    private boolean isWriting;
    /** Whether it is known where to write. */
    private boolean isOpen;

    private boolean hasComplained;
    /** The disk's thread alone uses it. */
    private final KeptOnDisk kept;

    Keeper(Agent agent, Executor disk, AccountOpener opener, Consumer<String> complaints) {
        this.agent = agent;
        this.disk = disk;
        this.kept = new KeptOnDisk(opener);
        this.complaints = complaints;
    }

    /** A login is under way: what is said before it is kept for the one that comes, in this run of the program or a later one. */
    void expect(ExpectedAccount account) {
        isOpen = true;
        disk.execute(() -> change(files -> files.expect(account.folderName())));
        write();
    }

    /** Opens the files of an account; what is told of it waits for that. */
    void open(TalkAccount account, Consumer<KeptOnDisk.Found> then) {
        isOpen = true;
        disk.execute(() -> {
            try {
                KeptOnDisk.Found found = kept.open(account.folderName());
                agent.execute(() -> {
                    found.sentences().forEach(complaints);
                    then.accept(found);
                });
            } catch (IOException e) {
                agent.execute(() -> {
                    complain(e);
                    then.accept(KeptOnDisk.Found.NOTHING);
                });
            }
        });
        write();
    }

    /** Takes over what other programs left that were killed; told only where there is something. */
    void takeOverOrphans(Consumer<KeptOnDisk.Found> then) {
        disk.execute(() -> change(files -> {
            KeptOnDisk.Found found = files.takeOverOrphans();
            if (!found.messages().isEmpty() || !found.sentences().isEmpty()) {
                agent.execute(() -> {
                    found.sentences().forEach(complaints);
                    then.accept(found);
                });
            }
        }));
    }

    /** Keeps a message; what is to follow is done on the agent's thread when it is on the disk. */
    void add(Kept message, Runnable then) {
        unwritten.add(new Added(message, then));
        write();
    }

    private void write() {
        if (!isOpen || isWriting || unwritten.isEmpty()) {
            return;
        }
        isWriting = true;
        List<Added> batch = unwritten;
        unwritten = new ArrayList<>();
        disk.execute(() -> {
            change(files -> files.add(batch.stream().map(Added::message).toList()));
            agent.execute(() -> {
                isWriting = false;
                batch.forEach(added -> added.then().run());
                write();
            });
        });
    }

    /** Forgets a message. */
    void remove(MessageId id) {
        boolean wasUnwritten = unwritten.removeIf(added -> added.message().id().equals(id));
        if (!wasUnwritten) {
            disk.execute(() -> change(files -> files.remove(id)));
        }
    }

    /** Keeps that a message waits for the user. */
    void hold(MessageId id) {
        if (unwritten.stream().anyMatch(added -> added.message().id().equals(id))) {
            unwritten = unwritten.stream()
                    .map(added -> added.message().id().equals(id)
                            ? new Added(added.message().held(true), added.then())
                            : added)
                    .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        } else {
            disk.execute(() -> change(files -> files.hold(id)));
        }
    }

    /** Keeps the positions; what is to follow is done on the agent's thread when they are on the disk, or can't be. */
    void save(Map<RoomName, Position> positions, Runnable then) {
        disk.execute(() -> {
            change(files -> files.save(positions));
            agent.execute(then);
        });
    }

    /** Lets go of the files, behind all that was to be done to them. */
    void close() {
        List<Kept> rest = unwritten.stream().map(Added::message).toList();
        unwritten.clear();
        disk.execute(() -> {
            change(files -> files.add(rest));
            try {
                kept.close();
            } catch (IOException e) {
                EngineLog.mishap(() -> "closing the files of chat: " + e.getMessage());
            }
        });
    }

    private void change(Change change) {
        try {
            change.on(kept);
        } catch (IOException e) {
            agent.execute(() -> complain(e));
        }
    }

    /** Once: a disk that is full for one message is full for the next one too. */
    private void complain(IOException fault) {
        if (!hasComplained) {
            hasComplained = true;
            complaints.accept(fault.getMessage()
                    + ". What you say goes out all the same, but isn't kept over the end of this program.");
        }
    }
}
