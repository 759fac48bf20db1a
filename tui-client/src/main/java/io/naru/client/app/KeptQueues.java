package io.naru.client.app;

import io.naru.client.agent.EngineLog;
import io.naru.client.event.KeptDownload;
import io.naru.client.transfer.KeptQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    private static final String OF_GET = "get";

    /** Below the folder of queues: one for the relay's key, and in it one for the account. */
    private static final int DEPTH = 2;

    private KeptQueues() {}

    /** Who has ordered what is in a queue. */
    public enum By {
        /** {@code naru}, on the screen or line by line. */
        NARU,
        /** One {@code naru get}. */
        GET
    }

    /**
     * One of them.
     *
     * @param by who has ordered what is in it
     * @param isRunning whether a program has it just now
     * @param items in the order in which they were ordered
     */
    public record Queue(By by, boolean isRunning, List<KeptDownload> items) {
        public Queue {
            items = List.copyOf(items);
        }
    }

    /** Where what a {@code naru get} has ordered is kept while it runs, and until it has all of it. */
    public static Path ofGet(Folders folders, String command) {
        return folders.data().resolve(OF_GET).resolve(command);
    }

    /**
     * All queues in which there is something.
     *
     * @throws IOException if they can't be read
     */
    public static List<Queue> read(Folders folders) throws IOException {
        List<Queue> all = new ArrayList<>();
        add(all, By.NARU, folders.data().resolve(FOLDER));
        Path gets = folders.data().resolve(OF_GET);
        if (Files.isDirectory(gets)) {
            try (Stream<Path> commands = Files.list(gets)) {
                for (Path command : commands.sorted().toList()) {
                    add(all, By.GET, command);
                }
            }
        }
        return all;
    }

    private static void add(List<Queue> all, By by, Path top) throws IOException {
        try {
            for (Path account : Files.isDirectory(top) ? accounts(top) : List.<Path>of()) {
                List<KeptDownload> items = KeptQueue.read(account);
                if (!items.isEmpty()) {
                    all.add(new Queue(by, KeptQueue.isHeld(account), items));
                }
            }
        } catch (NoSuchFileException e) {
            EngineLog.mishap(() -> "a command was done while its queue was looked at: " + e.getMessage());
        }
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
