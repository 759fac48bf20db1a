package io.naru.client.state;

import java.util.Objects;
import java.util.Optional;

/**
 * A row of the Queue window: a transfer, or below a folder that is unfolded one of the files in it, or a word about those
 * that aren't shown.
 *
 * @param transfer the transfer, for a row below it the folder
 * @param file the file in the folder; empty for the transfer itself and for the word about the others
 * @param isMore whether it stands for the files that aren't shown one by one
 */
public record QueueRow(Transfer transfer, Optional<Transfer.InsideFile> file, boolean isMore) {
    public QueueRow {
        Objects.requireNonNull(transfer);
        Objects.requireNonNull(file);
    }

    static QueueRow of(Transfer transfer) {
        return new QueueRow(transfer, Optional.empty(), false);
    }

    /** Whether it is the transfer itself. */
    public boolean isWhole() {
        return file.isEmpty() && !isMore;
    }
}
