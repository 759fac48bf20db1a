package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.Objects;

/**
 * A line of the details: what, and its value.
 *
 * @param label a word or two
 * @param value may be long; the pane wraps it
 */
public record DetailLine(String label, SafeText value) {
    public DetailLine {
        Objects.requireNonNull(label);
        Objects.requireNonNull(value);
    }
}
