package io.naru.client.transfer;

import io.naru.client.event.TransferFault;
import java.nio.file.Path;

/** How a run ended. */
sealed interface Fate {
    /**
     * All of it is here.
     *
     * @param published where
     * @param sentence something to know about it; may be empty
     */
    record Done(Path published, String sentence) implements Fate {}

    /** It can't be had; trying again by oneself makes no sense. */
    record Failed(String sentence, TransferFault fault) implements Fate {
        /** For another reason than a word of the owner's. */
        Failed(String sentence) {
            this(sentence, TransferFault.OTHER);
        }

        /** The owner, or the relay, said so. */
        static Failed said(String code, String sentence) {
            return new Failed(
                    sentence,
                    switch (code) {
                        case "not-found", "unknown-user" -> TransferFault.ABSENT;
                        case "not-permitted", "not-allowed", "muted", "banned" -> TransferFault.REFUSED;
                        default -> TransferFault.OTHER;
                    });
        }
    }

    /**
     * It didn't work this time.
     *
     * @param hasProgress whether something came
     */
    record Later(String sentence, boolean hasProgress) implements Fate {}

    /** Nobody who has it is online. */
    record Absent(String sentence) implements Fate {}

    /** It was stopped from here. */
    record Stopped() implements Fate {}
}
