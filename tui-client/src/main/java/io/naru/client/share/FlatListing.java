package io.naru.client.share;

import io.naru.client.agent.Answers;
import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.common.message.FileMessage;
import io.naru.common.message.UserName;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * The whole share for a base client: every file by its path, as the walk over the share finds it. Such a client can't ask
 * for less, so it goes out a stride at a time, in turn with what others are answered.
 *
 * <p>Threading: one thread.
 */
final class FlatListing {
    static final int DEPTH_MAX = 64;
    private static final int STRIDE_OCTETS = 64 << 10;
    /** Folders that are still to be walked; what would be more isn't. */
    private static final int AHEAD_MAX = 100_000;

    private final Answers answers;
    private final UserName user;
    private final List<FileMessage> stride = new ArrayList<>();
    private int strideOctets;
    private boolean isGone;

    FlatListing(Answers answers, UserName user) {
        this.answers = answers;
        this.user = user;
    }

    /**
     * Sends it all.
     *
     * @param seen what that user sees
     * @param isWanted whether it still is
     */
    void send(List<SharedFolder> seen, BooleanSupplier isWanted) throws InterruptedException {
        put(new FileMessage.ListStart(user, Optional.empty(), "", OptionalLong.empty()), 0);
        for (SharedFolder folder : seen) {
            walk(folder, seen.size() == 1 ? "" : folder.name() + "/", isWanted);
        }
        put(new FileMessage.ListEnd(user, Optional.empty(), "", ""), 0);
        flush();
    }

    private void walk(SharedFolder folder, String before, BooleanSupplier isWanted) throws InterruptedException {
        Deque<String> ahead = new ArrayDeque<>(List.of(""));
        while (!ahead.isEmpty() && !isGone && isWanted.getAsBoolean()) {
            String path = ahead.pop();
            try {
                sendFolder(folder, path, before, ahead);
            } catch (IOException e) {
                EngineLog.mishap(() -> "a folder of the share couldn't be listed: " + Reason.of(e));
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void sendFolder(SharedFolder folder, String path, String before, Deque<String> ahead) throws IOException {
        List<SharedEntry> some = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        folder.root().visit(path, entry -> {
            some.add(entry);
            if (some.size() >= ShareRoot.HELD_ENTRIES_MAX) {
                sendSome(some, path, before, folders);
            }
            return !isGone && !Thread.currentThread().isInterrupted();
        });
        sendSome(some, path, before, folders);
        boolean isDeepest = path.chars().filter(c -> c == '/').count() >= DEPTH_MAX - 2;
        for (int i = folders.size() - 1; i >= 0 && !isDeepest && ahead.size() < AHEAD_MAX; i--) {
            ahead.push(folders.get(i));
        }
    }

    private void sendSome(List<SharedEntry> some, String path, String before, List<String> folders) {
        some.sort(SharedEntry.ORDER);
        try {
            for (SharedEntry entry : some) {
                String below = path.isEmpty() ? entry.name() : path + "/" + entry.name();
                int octets = (before + below).getBytes(StandardCharsets.UTF_8).length;
                if (entry.isFolder() && folders.size() < AHEAD_MAX) {
                    folders.add(below);
                } else if (!entry.isFolder() && octets <= Limits.PATH_OCTETS && !isGone) {
                    put(ListingService.message(user, before + below, Optional.empty(), entry), octets);
                }
            }
        } catch (InterruptedException e) {
            isGone = true;
            Thread.currentThread().interrupt();
        }
        some.clear();
    }

    private void put(FileMessage message, int octets) throws InterruptedException {
        stride.add(message);
        strideOctets += octets + 40;
        if (strideOctets > STRIDE_OCTETS) {
            flush();
        }
    }

    private void flush() throws InterruptedException {
        isGone |= !answers.give(user, List.copyOf(stride));
        stride.clear();
        strideOctets = 0;
    }
}
