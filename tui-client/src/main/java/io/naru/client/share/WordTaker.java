package io.naru.client.share;

import io.naru.client.agent.EngineLog;
import io.naru.client.agent.Reason;
import io.naru.client.agent.Workers;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Takes the names that were read into the index of words, in the background: until then they are searched all the same,
 * more slowly.
 *
 * <p>Threading: any thread; works on {@code naru-share-words}.
 */
final class WordTaker {
    private final Workers worker = new Workers("naru-share-words", 1);

    /** Takes in what waits in a shared folder, after what was asked for before. */
    void take(ShareIndex index, SharedFolder folder, BooleanSupplier isWanted) {
        worker.execute(() -> {
            try {
                takeNow(index, folder.tree().orElseThrow(), isWanted);
            } catch (IOException e) {
                EngineLog.mishap(() -> "the words of the share aren't all known: " + Reason.of(e));
            }
        });
    }

    /** The same at once. */
    static void takeNow(ShareIndex index, long tree, BooleanSupplier isWanted) throws IOException {
        Optional<NameBlocks.Place> next = Optional.of(NameBlocks.Place.BEGIN);
        while (next.isPresent() && isWanted.getAsBoolean()) {
            next = index.takeWords(tree, next.get());
        }
    }
}
