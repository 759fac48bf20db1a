package io.naru.relay.hub;

import io.naru.common.wire.ErrorCode;
import java.util.Objects;

/**
 * Something that a user asked for and that won't be done.
 *
 * @param code for programs
 * @param sentence for people
 * @param id of the message or request, or empty
 */
public record Refusal(ErrorCode code, String sentence, String id) {
    public Refusal {
        Objects.requireNonNull(code);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(id);
    }
}
