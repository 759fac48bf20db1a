package io.naru.relay.cli;

import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.FolderLock;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code naru-relay history new-epoch}.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "new-epoch",
        description = "After the whole data folder was restored from a backup: have clients forget what they know of "
                + "the rooms and read them anew. Where the database alone is restored, the relay sees that itself.")
final class NewEpoch implements Callable<Integer> {
    private final Environment environment;

    @Option(names = "--data", paramLabel = "FOLDER", required = true, description = "The relay's data folder.")
    private Path data;

    NewEpoch(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        DataFolder folder = DataFolder.openExisting(data);
        // A relay that runs has told its clients the epochs of now.
        FolderLock lock = folder.lockForServing();
        try (Store store = Store.open(folder)) {
            AuditEntry entry = AuditEntry.ofCommandLine(
                    environment.clock().instant(), AuditEntry.Action.NEW_EPOCH, "", "the history was restored");
            long rooms = AccountCommand.await(answer -> store.history().renewEpochs(entry, Runnable::run, answer));
            environment.out().println("New epochs for rooms and conversations: " + rooms + ".");
            return 0;
        } finally {
            lock.close();
        }
    }
}
