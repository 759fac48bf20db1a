package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.Objects;

/**
 * A short sentence in place of the key line, for a few seconds.
 *
 * @param text what it says
 * @param untilNanos when it goes, by {@link Moment#nanos()}
 */
public record Hint(SafeText text, long untilNanos) {
    public Hint {
        Objects.requireNonNull(text);
    }
}
