package io.naru.client.state;

import io.naru.client.event.TransferState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the states of transfers are called, and the sign that stands beside the word for who sees no colours.
 *
 * <p>Threading: stateless.
 */
public final class TransferWords {
    /** A sign and its meaning, for the help. */
    public record Sign(String sign, String meaning) {
        public Sign {
            Objects.requireNonNull(sign);
            Objects.requireNonNull(meaning);
        }
    }

    private TransferWords() {}

    /** A state in words. */
    public static String of(TransferState state) {
        return switch (state) {
            case QUEUED -> "waiting for its turn";
            case ASKING -> "asking the owner";
            case OFFERED -> "waiting for them to connect";
            case CONNECTING -> "connecting";
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
            case PAUSED -> "paused";
            case WAITING -> "waiting for the owner";
            case RESTING -> "tries again soon";
            case CHECKING -> "checking what came earlier";
            case UNFOLDING -> "listing the folder";
            case STALLED -> "nothing moves";
        };
    }

    /** The sign of a state, one column wide. */
    public static String sign(TransferState state) {
        return switch (state) {
            case QUEUED -> "…";
            case ASKING -> "?";
            case OFFERED -> "◇";
            case CONNECTING -> "»";
            case RUNNING -> "▶";
            case DONE -> "✓";
            case FAILED -> "✗";
            case CANCELLED -> "-";
            case PAUSED -> "‖";
            case WAITING -> "○";
            case RESTING -> "~";
            case CHECKING -> "≡";
            case UNFOLDING -> "+";
            case STALLED -> "!";
        };
    }

    /** All signs, in the order of a transfer's life. */
    public static List<Sign> all() {
        List<Sign> signs = new ArrayList<>();
        for (TransferState state : TransferState.values()) {
            signs.add(new Sign(sign(state), of(state)));
        }
        return List.copyOf(signs);
    }

    /** How octets travel: {@code direct, encrypted}; empty until that is known. */
    public static String way(Transfer transfer) {
        return transfer.way().isEmpty()
                ? ""
                : transfer.way() + (transfer.isEncrypted() ? ", encrypted" : ", not encrypted");
    }

    /** How many files of a folder are here: {@code 12 of 340 files, 2 failed}. */
    public static String inside(Transfer.Inside inside) {
        String failed = inside.filesFailed() == 0 ? "" : ", " + inside.filesFailed() + " failed";
        return inside.filesDone() + " of " + Quantities.count(inside.files(), "file") + failed;
    }

    /** Whom it comes from, where that is more than one: {@code bob 62 % direct, carol 38 % via relay}. */
    public static String sources(Transfer transfer) {
        return transfer.parts().size() > 1
                ? joined(
                        transfer.parts(),
                        part -> share(transfer, part) + (part.way().isEmpty() ? "" : " " + part.way()))
                : joined(transfer.sources(), person -> person.name().value());
    }

    /** The same in fewer words: {@code bob 62 %, carol 38 %}. */
    public static String sourcesInShort(Transfer transfer) {
        return transfer.parts().size() > 1
                ? joined(transfer.parts(), part -> share(transfer, part))
                : joined(transfer.sources(), person -> person.name().value());
    }

    private static String share(Transfer transfer, Transfer.Part part) {
        return part.owner().name() + " " + transfer.percentOf(part) + " %";
    }

    private static <T> String joined(List<T> all, Function<T, String> word) {
        return all.stream().map(word).collect(Collectors.joining(", "));
    }

    /** What came from one source: {@code bob: 118 MB, 62 %, direct}. */
    public static String source(Transfer transfer, Transfer.Part part) {
        String name = part.owner().name() + ": ";
        if (part.octets() == 0) {
            return name + (part.isFetching() ? "nothing yet, " + part.way() : "nothing");
        }
        String words = name + Quantities.octets(part.octets()) + ", " + transfer.percentOf(part) + " %, " + part.way();
        return part.isFetching() || !transfer.isActive() ? words : words + ", not any more";
    }
}
