package io.naru.client.share;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Reason;
import io.naru.common.message.FileMessage;
import io.naru.common.message.UserName;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The whole share for a base client: every file by its path, as the walk over the share finds it. It waits for the
 * queue to the relay, and goes no faster than a reader on a slow net may follow, since such a client can't ask for less.
 *
 * <p>Threading: one thread.
 */
final class FlatListing {
    private static final int STRIDE_OCTETS = 64 << 10;
    private static final long STRIDE_MILLIS = 50;

    private final FileSender sender;
    private final UserName user;
    private int strideOctets;
    private boolean isGone;

    FlatListing(FileSender sender, UserName user) {
        this.sender = sender;
        this.user = user;
    }

    /**
     * Sends it all.
     *
     * @param root what is shared, or null for nothing
     * @param isWanted whether it still is
     */
    void send(ShareRoot root, BooleanSupplier isWanted) throws InterruptedException {
        put(new FileMessage.ListStart(user, Optional.empty(), "", OptionalLong.empty()), 0);
        if (root != null) {
            try {
                new ShareScan(root).walk(this::sendFolder, () -> !isGone && isWanted.getAsBoolean());
            } catch (IOException e) {
                EngineLog.mishap(() -> "the share couldn't be listed: " + Reason.of(e));
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        put(new FileMessage.ListEnd(user, Optional.empty(), "", ""), 0);
    }

    private void sendFolder(ShareScan.Visited visited) {
        try {
            for (SharedEntry entry : visited.content().entries()) {
                String path = visited.folder().isEmpty() ? entry.name() : visited.folder() + "/" + entry.name();
                int octets = path.getBytes(StandardCharsets.UTF_8).length;
                if (!entry.isFolder() && octets <= Limits.PATH_OCTETS && !isGone) {
                    put(ListingService.message(user, path, Optional.empty(), entry), octets);
                }
            }
        } catch (InterruptedException e) {
            isGone = true;
            Thread.currentThread().interrupt();
        }
    }

    private void put(FileMessage message, int octets) throws InterruptedException {
        isGone |= !sender.put(message);
        strideOctets += octets + 40;
        if (strideOctets > STRIDE_OCTETS) {
            strideOctets = 0;
            TimeUnit.MILLISECONDS.sleep(STRIDE_MILLIS);
        }
    }
}
