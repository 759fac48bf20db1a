package io.naru.client.transfer;

import io.naru.client.event.KeptDownload;
import io.naru.common.file.LineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The queue of downloads as it is kept on disk, for looking at: whichever program has it goes on undisturbed.
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
        JournalState state = new JournalState();
        LineFile.parse(LineFile.read(file), JournalFile.FIRST_LINE).lines().forEach(state::take);
        List<KeptDownload> items = new ArrayList<>();
        for (KeptOrder each : state.orders().values()) {
            items.add(new KeptDownload(
                    each.wanted().first().owner(),
                    each.wanted().first().path(),
                    each.state(),
                    each.sentence(),
                    each.target()));
        }
        return items;
    }
}
