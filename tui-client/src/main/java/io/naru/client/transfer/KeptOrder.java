package io.naru.client.transfer;

import io.naru.client.data.PartFile;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A download as it is kept over a restart.
 *
 * @param wanted what was ordered
 * @param added when
 * @param priority more goes first
 * @param state one that lasts: {@code QUEUED}, {@code PAUSED}, {@code DONE}, {@code FAILED} or {@code CANCELLED}
 * @param sentence why it is in that state; may be empty
 * @param target where it goes, or went; absent if its name was refused
 * @param part what has come of it; absent if nothing has
 */
record KeptOrder(
        DownloadOrder wanted,
        Instant added,
        int priority,
        TransferState state,
        String sentence,
        Optional<Path> target,
        Optional<PartFile.Mark> part) {
    KeptOrder {
        Objects.requireNonNull(wanted);
        Objects.requireNonNull(added);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(target);
        Objects.requireNonNull(part);
        state = lasting(state);
    }

    /** What is left of a state when the program has ended. */
    static TransferState lasting(TransferState state) {
        return state.isEnded() || state == TransferState.PAUSED ? state : TransferState.QUEUED;
    }

    KeptOrder with(TransferState next, String because) {
        return new KeptOrder(wanted, added, priority, next, because, target, part);
    }

    KeptOrder withPriority(int next) {
        return new KeptOrder(wanted, added, next, state, sentence, target, part);
    }

    KeptOrder withTarget(Optional<Path> next) {
        return new KeptOrder(wanted, added, priority, state, sentence, next, part);
    }

    KeptOrder withPart(Optional<PartFile.Mark> next) {
        return new KeptOrder(wanted, added, priority, state, sentence, target, next);
    }
}
