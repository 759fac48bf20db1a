package io.naru.client.transfer;

import io.naru.client.data.PartFile;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.TransferState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A download as it is kept over a restart.
 *
 * @param wanted what was ordered
 * @param added when
 * @param priority more goes first
 * @param state as it is {@linkplain #kept kept}; of a program that has ended only that {@linkplain #lasting lasts}
 * @param sentence why it is in that state; may be empty
 * @param target where it goes, or went; absent if its name was refused
 * @param part what has come of it; absent if nothing has
 * @param octets all of it, where known
 * @param inside what is in it, if it is a folder that was listed
 */
record KeptOrder(
        DownloadOrder wanted,
        Instant added,
        int priority,
        TransferState state,
        String sentence,
        Optional<Path> target,
        Optional<PartFile.Mark> part,
        OptionalLong octets,
        Optional<Inside> inside) {
    /**
     * What was known of a folder at last.
     *
     * @param files how many files are in it
     * @param failed how many of them can't be had
     * @param doneOctets how much of it is here
     */
    record Inside(int files, int failed, long doneOctets) {}

    KeptOrder {
        Objects.requireNonNull(wanted);
        Objects.requireNonNull(added);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(target);
        Objects.requireNonNull(part);
        Objects.requireNonNull(octets);
        Objects.requireNonNull(inside);
        state = kept(state);
    }

    /** One of which no more is known than was ordered. */
    KeptOrder(
            DownloadOrder wanted,
            Instant added,
            int priority,
            TransferState state,
            String sentence,
            Optional<Path> target,
            Optional<PartFile.Mark> part) {
        this(wanted, added, priority, state, sentence, target, part, wanted.octets(), Optional.empty());
    }

    /** What is written down of a state: all that takes a slot is one. */
    static TransferState kept(TransferState state) {
        return state.isUnderWay() ? TransferState.RUNNING : state;
    }

    /** What is left of a state when the program has ended. */
    static TransferState lasting(TransferState state) {
        return state.isEnded() || state == TransferState.PAUSED ? state : TransferState.QUEUED;
    }

    /** What is left of it when the program has ended. */
    KeptOrder lasting() {
        return state == lasting(state) ? this : with(lasting(state), "");
    }

    KeptOrder with(TransferState next, String because) {
        return new KeptOrder(wanted, added, priority, next, because, target, part, octets, inside);
    }

    KeptOrder withPriority(int next) {
        return new KeptOrder(wanted, added, next, state, sentence, target, part, octets, inside);
    }

    KeptOrder withTarget(Optional<Path> next) {
        return new KeptOrder(wanted, added, priority, state, sentence, next, part, octets, inside);
    }

    KeptOrder withPart(Optional<PartFile.Mark> next) {
        return new KeptOrder(wanted, added, priority, state, sentence, target, next, octets, inside);
    }

    KeptOrder withOctets(long next) {
        return new KeptOrder(wanted, added, priority, state, sentence, target, part, OptionalLong.of(next), inside);
    }

    KeptOrder withInside(Inside next) {
        return new KeptOrder(wanted, added, priority, state, sentence, target, part, octets, Optional.of(next));
    }
}
