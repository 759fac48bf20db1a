package io.naru.client.plain;

import io.naru.client.event.RoomEvent.PastMessage;
import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Messages of the past as lines, for people or for programs.
 *
 * <p>Threading: one thread.
 */
public abstract sealed class LogFormat {
    final PrintWriter out;

    private LogFormat(PrintWriter out) {
        this.out = out;
    }

    /** Lines that begin with time and name, safe on any terminal. */
    public static LogFormat forPeople(PrintWriter out, ZoneId zone) {
        return new Lines(out, zone);
    }

    /** A JSON object a line. */
    public static LogFormat json(PrintWriter out) {
        return new Objects(out);
    }

    abstract void print(RoomName room, PastMessage message);

    /** Whether nobody reads any more. */
    final boolean isBroken() {
        return out.checkError();
    }

    private static final class Lines extends LogFormat {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

        private final ZoneId zone;

        Lines(PrintWriter out, ZoneId zone) {
            super(out);
            this.zone = zone;
        }

        /** Each line of a message has its author's name, so that nobody can make one that looks like another's. */
        @Override
        void print(RoomName room, PastMessage message) {
            String text = message.text();
            String name = message.sender().display();
            boolean isAction = text.startsWith(PlainCommands.ACTION_PREFIX);
            String head =
                    TIME.format(message.time().atZone(zone)) + "  " + (isAction ? "* " + name + " " : name + ": ");
            String body = isAction ? text.substring(PlainCommands.ACTION_PREFIX.length()) : text;
            for (String line : SafeText.of(body).value().split("\n", -1)) {
                out.println(SafeText.line(head + line).value());
            }
        }
    }

    private static final class Objects extends LogFormat {
        Objects(PrintWriter out) {
            super(out);
        }

        @Override
        void print(RoomName room, PastMessage message) {
            JsonLine json = new JsonLine()
                    .text("room", room.display())
                    .number("seq", message.seq())
                    .time("time", message.time())
                    .text("sender", message.sender().display());
            message.id().ifPresent(id -> json.text("id", id.value()));
            message.replyTo().ifPresent(seq -> json.number("reply_to", seq));
            out.println(json.text("text", message.text()).end());
        }
    }
}
