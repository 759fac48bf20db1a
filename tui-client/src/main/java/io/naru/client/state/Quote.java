package io.naru.client.state;

import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.util.Objects;

/**
 * The message that is being answered.
 *
 * @param room where it was said; in other rooms nothing is answered
 * @param seq its place there
 * @param line how the answer quotes it, as {@link Quoting#quoted} gives it
 * @param shown the same, for drawing
 */
public record Quote(RoomName room, long seq, String line, SafeText shown) {
    public Quote {
        Objects.requireNonNull(room);
        Objects.requireNonNull(line);
        Objects.requireNonNull(shown);
    }

    /** The one of a line that somebody said. */
    public static Quote of(RoomName room, long seq, Person sender, SafeText text) {
        String line = Quoting.quoted(sender.user(), text.value());
        return new Quote(room, seq, line, SafeText.line(line));
    }
}
