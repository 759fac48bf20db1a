package io.naru.client.plain;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.state.Quantities;
import io.naru.common.message.EntryKind;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Users and files as lines, for people or for programs.
 *
 * <p>Threading: one thread.
 */
public abstract sealed class FileFormat {
    final PrintWriter out;

    private FileFormat(PrintWriter out) {
        this.out = out;
    }

    /** Lines that are safe on any terminal. */
    public static FileFormat forPeople(PrintWriter out, ZoneId zone) {
        return new Lines(out, zone);
    }

    /** A JSON object a line. */
    public static FileFormat json(PrintWriter out) {
        return new Objects(out);
    }

    /** Somebody who is online. */
    abstract void person(EngineEvent.UserSeen seen);

    /**
     * An entry of a listing.
     *
     * @param folder where it is in the share, empty for the top
     */
    abstract void entry(UserName owner, String folder, RemoteEntry entry);

    /** Whether nobody reads any more. */
    final boolean isBroken() {
        return out.checkError();
    }

    /** The path of an entry from the top of the share. */
    static String path(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private static final class Lines extends FileFormat {
        private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
        private static final String NO_DATE = " ".repeat("uuuu-MM-dd HH:mm".length());

        private final ZoneId zone;

        Lines(PrintWriter out, ZoneId zone) {
            super(out);
            this.zone = zone;
        }

        @Override
        void person(EngineEvent.UserSeen seen) {
            print(PlainPeople.line(seen));
        }

        @Override
        void entry(UserName owner, String folder, RemoteEntry entry) {
            boolean isFolder = entry.kind() == EntryKind.FOLDER;
            String size = entry.size().isPresent()
                    ? Quantities.octets(entry.size().getAsLong())
                    : "";
            String date = entry.modified().map(at -> DATE.format(at.atZone(zone))).orElse(NO_DATE);
            print(String.format(Locale.ROOT, "%9s  %s  %s", size, date, entry.name() + (isFolder ? "/" : "")));
        }

        private void print(String line) {
            out.println(SafeText.line(line).value());
        }
    }

    private static final class Objects extends FileFormat {
        Objects(PrintWriter out) {
            super(out);
        }

        @Override
        void person(EngineEvent.UserSeen seen) {
            JsonLine line = new JsonLine()
                    .text("user", seen.user().display())
                    .text("state", seen.state() == PresenceState.AWAY ? "away" : "online")
                    .text("status", seen.status());
            seen.sharedFiles().ifPresent(files -> line.number("files", files));
            seen.sharedOctets().ifPresent(octets -> line.number("octets", octets));
            seen.since().ifPresent(since -> line.time("since", since));
            seen.fingerprint().ifPresent(key -> line.text("fingerprint", key.toString()));
            out.println(line.text("key", seen.trust().name().toLowerCase(Locale.ROOT)).end());
        }

        @Override
        void entry(UserName owner, String folder, RemoteEntry entry) {
            JsonLine line = new JsonLine()
                    .text("user", owner.display())
                    .text("path", path(folder, entry.name()))
                    .text("kind", entry.kind().name().toLowerCase(Locale.ROOT));
            entry.size().ifPresent(octets -> line.number("size", octets));
            entry.modified().ifPresent(at -> line.time("modified", at));
            out.println(line.end());
        }
    }
}
