package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.List;

/**
 * What is known of something, line by line.
 *
 * <p>Threading: stateless.
 */
public final class DetailLines {
    private DetailLines() {}

    /** The lines for what the details are of; one that says so when it's gone. */
    public static List<DetailLine> of(AppState state, Overlay.Subject subject) {
        return List.of(new DetailLine("", SafeText.of("")));
    }
}
