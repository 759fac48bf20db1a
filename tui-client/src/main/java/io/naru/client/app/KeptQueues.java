package io.naru.client.app;

import io.naru.client.agent.EngineLog;
import io.naru.client.event.KeptDownload;
import io.naru.client.transfer.KeptQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * The queues of an install as they are kept on disk: one for each account at each relay.
 *
 * <p>Threading: stateless; reads the disk.
 */
public final class KeptQueues {
    static final String FOLDER = "queue";

    /** Below the folder of queues: one for the relay's key, and in it one for the account. */
    private static final int DEPTH = 2;

    private KeptQueues() {}

    /**
     * All downloads that are kept.
     *
     * @throws IOException if they can't be read
     */
    public static List<KeptDownload> read(Folders folders) throws IOException {
        Path top = folders.data().resolve(FOLDER);
        List<KeptDownload> all = new ArrayList<>();
        if (Files.exists(top)) {
            for (Path account : accounts(top)) {
                all.addAll(KeptQueue.read(account));
            }
        }
        return all;
    }

    /**
     * Deletes the queues below a folder, unless something in one of them is worth going on with.
     *
     * @param top of the queues of one command
     */
    public static void sweep(Path top) {
        try {
            if (!Files.isDirectory(top)) {
                return;
            }
            for (Path account : accounts(top)) {
                if (KeptQueue.isResumable(account)) {
                    return;
                }
            }
            PathUtils.deleteDirectory(top);
        } catch (IOException e) {
            EngineLog.mishap(() -> "what is kept in " + top + " wasn't cleaned up: " + e.getMessage());
        }
    }

    private static List<Path> accounts(Path top) throws IOException {
        try (Stream<Path> found = Files.find(top, DEPTH, (path, attributes) -> attributes.isDirectory())) {
            return found.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
