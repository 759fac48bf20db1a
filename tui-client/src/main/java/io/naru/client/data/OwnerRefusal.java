package io.naru.client.data;

import io.naru.common.wire.ErrorCode;
import java.io.IOException;
import java.util.Objects;

/**
 * What was asked for isn't to be had from this owner; the line stays of use unless it was about the line itself. The
 * message is a sentence for people.
 */
public final class OwnerRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** With why, for programs and for people. */
    public OwnerRefusal(ErrorCode code, String sentence) {
        super(Objects.requireNonNull(sentence));
        this.code = Objects.requireNonNull(code);
    }

    /** Why: not-found, changed, unreadable, busy or not-permitted; more may come. */
    public ErrorCode code() {
        return code;
    }
}
