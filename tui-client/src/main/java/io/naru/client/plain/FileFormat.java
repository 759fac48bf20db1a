package io.naru.client.plain;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.FoundFile;
import io.naru.client.event.OfferView;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferView;
import io.naru.common.message.UserName;
import io.naru.common.time.Clock;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Collection;
import java.util.OptionalInt;

/**
 * Users and files as lines, for people or for programs.
 *
 * <p>Threading: one thread.
 */
public abstract sealed class FileFormat permits FileLines, FileObjects {
    final PrintWriter out;

    FileFormat(PrintWriter out) {
        this.out = out;
    }

    /**
     * Lines that are safe on any terminal.
     *
     * @param err takes what isn't asked for: progress, and what failed
     * @param columns of the terminal that progress is drawn on; absent where there is none
     */
    public static FileFormat forPeople(
            PrintWriter out, PrintWriter err, OptionalInt columns, ZoneId zone, Clock clock) {
        return new FileLines(out, err, columns, zone, clock);
    }

    /** A JSON object a line. */
    public static FileFormat json(PrintWriter out, Clock clock) {
        return new FileObjects(out, clock);
    }

    /** Somebody who is online. */
    abstract void person(EngineEvent.UserSeen seen);

    /**
     * An entry of a listing.
     *
     * @param folder where it is in the share, empty for the top
     */
    abstract void entry(UserName owner, String folder, RemoteEntry entry);

    /** A file that a search has found, with all places where it is. */
    abstract void found(FoundFile file);

    /** How transfers stand; called often. */
    abstract void progress(Collection<TransferView> transfers);

    /** A transfer has ended, well or not. */
    abstract void ended(TransferView transfer);

    /** Something can't be had at all. */
    abstract void missed(UserName owner, String path, Outcome outcome, String sentence);

    /** How an offer stands. */
    abstract void offered(OfferView offer);

    /** What is shared was counted. */
    abstract void shared(EngineEvent.ShareCounted counted);

    /** Something that isn't what was asked for, but good to know. */
    abstract void remark(String sentence);

    /** The user has ended it, most likely by a key that the terminal shows. */
    abstract void stopped(String sentence);

    /** Whether nobody reads any more. */
    final boolean isBroken() {
        return out.checkError();
    }

    /** The path of an entry from the top of the share. */
    static String path(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
