package io.naru.common.chaos;

import java.util.List;

/**
 * What one client noted over all its starts, in order.
 *
 * @param client its name; a user may have several
 * @param user who it is for
 * @param lines from the first start on
 */
public record Diary(String client, String user, List<Noted> lines) {
    public Diary {
        lines = List.copyOf(lines);
    }
}
