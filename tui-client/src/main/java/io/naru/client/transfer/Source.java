package io.naru.client.transfer;

import io.naru.client.data.PeerLine;
import io.naru.common.message.UserName;
import java.util.Optional;

/**
 * One line's part of a run, from asking its owner to its end.
 *
 * <p>Threading: the agent's.
 */
final class Source {
    /** What became of asking or fetching, if it didn't go on. */
    enum Trouble {
        /** Nothing so far. */
        NONE,
        /** There was no way, or it broke; another may be found. */
        BROKEN,
        /** The owner has too much to do. */
        BUSY,
        /** The owner isn't online. */
        ABSENT,
        /** It can't be had here. */
        REFUSED
    }

    private final UserName owner;
    private final String path;
    private Optional<PeerLines.Attempt> attempt = Optional.empty();
    private Optional<PeerLine> line = Optional.empty();
    private FileWork.Progress progress = new FileWork.Progress();
    private Trouble trouble = Trouble.NONE;
    private String sentence = "";
    private String code = "";
    private int breaks;
    private boolean isRelieved;
    private long octetsSeen;

    Source(UserName owner, String path) {
        this.owner = owner;
        this.path = path;
    }

    UserName owner() {
        return owner;
    }

    String path() {
        return path;
    }

    /** Whether it is asked for, or fetches. */
    boolean isActive() {
        return attempt.isPresent() || line.isPresent();
    }

    boolean isFetching() {
        return line.isPresent();
    }

    void asks(PeerLines.Attempt begun) {
        attempt = Optional.of(begun);
        trouble = Trouble.NONE;
    }

    FileWork.Progress fetches(PeerLine stands) {
        attempt = Optional.empty();
        line = Optional.of(stands);
        progress = new FileWork.Progress();
        octetsSeen = 0;
        return progress;
    }

    /** The owner, or the relay, said no. */
    void isRefused(Trouble why, String word, String because) {
        ends(why, because);
        code = word;
    }

    /** It isn't active any more. */
    void ends(Trouble why, String because) {
        code = "";
        attempt = Optional.empty();
        line = Optional.empty();
        trouble = why;
        sentence = because;
        if (why == Trouble.BROKEN) {
            breaks = progress.octets() > 0 ? 1 : breaks + 1;
        }
    }

    Trouble trouble() {
        return trouble;
    }

    String sentence() {
        return sentence;
    }

    /** Why it can't be had from here. */
    Fate.Failed failure() {
        return Fate.Failed.said(code, sentence);
    }

    /** How often in a row it broke without bringing anything. */
    int breaks() {
        return breaks;
    }

    /** Whether it owes something, and has brought nothing since this was asked the last time. */
    boolean isStuck() {
        long now = progress.octets();
        boolean isStill = now == octetsSeen && progress.isOwing();
        octetsSeen = now;
        return isStill;
    }

    /** Whether it stood still, and others were given what it owed. */
    boolean isRelieved() {
        return isRelieved;
    }

    /** Lets others have what it owes, and ends it. */
    void relieve() {
        isRelieved = true;
        progress.relieve();
        stop();
    }

    /** Ends it at once. */
    void stop() {
        attempt.ifPresent(PeerLines.Attempt::close);
        if (attempt.isPresent()) {
            ends(Trouble.BROKEN, "");
        }
        line.ifPresent(PeerLine::breakOff);
    }
}
