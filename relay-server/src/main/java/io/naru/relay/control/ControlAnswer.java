package io.naru.relay.control;

import io.naru.common.wire.ErrorCode;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of something that was asked of the relay.
 *
 * @param refusal why it wasn't done, for programs; absent when it was
 * @param sentence for people
 */
public record ControlAnswer(Optional<ErrorCode> refusal, String sentence) {
    public ControlAnswer {
        Objects.requireNonNull(refusal);
        Objects.requireNonNull(sentence);
    }

    /** It was done. */
    public static ControlAnswer done(String sentence) {
        return new ControlAnswer(Optional.empty(), sentence);
    }

    /** It wasn't. */
    public static ControlAnswer refused(ErrorCode code, String sentence) {
        return new ControlAnswer(Optional.of(code), sentence);
    }

    /** Whether it was done. */
    public boolean isDone() {
        return refusal.isEmpty();
    }
}
