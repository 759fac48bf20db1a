package io.naru.client.state;

import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.event.TransferView.Direction;
import io.naru.common.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A transfer, as the strip and the Queue window show it.
 *
 * @param id unique in this program run
 * @param direction which way the octets go
 * @param peer the other user
 * @param path as the owner calls the file; for comparing, not for drawing
 * @param shownPath the same, for drawing
 * @param target the file here; empty until known, and once it isn't there any more
 * @param state where it stands
 * @param doneOctets moved so far
 * @param size in octets, where known
 * @param octetsPerSecond over the last seconds; 0 when nothing moves
 * @param way how the octets travel, in a word; empty until known
 * @param isEncrypted whether the data connection is
 * @param sentence why it failed, or what it waits for; may be empty
 * @param added when it was queued
 * @param priority more goes first; 0 is usual
 * @param sources who has it, the one who names it first
 * @param folder what is in it, if it is a folder
 * @param parts of a file that is downloaded: what came from whom, the first to be asked first
 */
public record Transfer(
        long id,
        Direction direction,
        Person peer,
        String path,
        SafeText shownPath,
        SafeText target,
        TransferState state,
        long doneOctets,
        OptionalLong size,
        long octetsPerSecond,
        SafeText way,
        boolean isEncrypted,
        SafeText sentence,
        Instant added,
        int priority,
        List<Person> sources,
        Optional<Inside> folder,
        List<Part> parts) {
    /**
     * What is in a folder.
     *
     * @param files how many files are known
     * @param filesDone how many of them are here
     * @param filesFailed how many of them can't be had
     * @param shown some of them: those under way, then those that failed
     */
    public record Inside(int files, int filesDone, int filesFailed, List<InsideFile> shown) {
        public Inside {
            shown = List.copyOf(shown);
        }

        static Inside of(TransferView.Inside inside) {
            return new Inside(
                    inside.files(),
                    inside.filesDone(),
                    inside.filesFailed(),
                    inside.shown().stream().map(InsideFile::of).toList());
        }

        /** How many aren't shown one by one. */
        public int more() {
            return Math.max(0, files - shown.size());
        }
    }

    /**
     * A file in a folder.
     *
     * @param shownPath below the folder, for drawing
     * @param state where it stands
     * @param doneOctets moved so far
     * @param octets its size, where known
     * @param sentence why it failed, or what it waits for; may be empty
     */
    public record InsideFile(
            SafeText shownPath, TransferState state, long doneOctets, OptionalLong octets, SafeText sentence) {
        public InsideFile {
            Objects.requireNonNull(shownPath);
            Objects.requireNonNull(state);
            Objects.requireNonNull(octets);
            Objects.requireNonNull(sentence);
        }

        static InsideFile of(TransferView.InsideFile file) {
            return new InsideFile(
                    SafeText.line(file.path()),
                    file.state(),
                    file.doneOctets(),
                    file.octets(),
                    SafeText.line(file.sentence()));
        }
    }

    /**
     * What came from one of the sources of a file.
     *
     * @param owner whose client sent it
     * @param octets of use
     * @param way how they travel or travelled last, in a word; empty before any did
     * @param isFetching whether there is a line to the owner now
     */
    public record Part(Person owner, long octets, SafeText way, boolean isFetching) {
        public Part {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(way);
        }

        static Part of(TransferView.Part part) {
            return new Part(Person.of(part.owner()), part.octets(), SafeText.line(part.way()), part.isFetching());
        }
    }

    public Transfer {
        Objects.requireNonNull(direction);
        Objects.requireNonNull(peer);
        Objects.requireNonNull(path);
        Objects.requireNonNull(shownPath);
        Objects.requireNonNull(target);
        Objects.requireNonNull(state);
        Objects.requireNonNull(size);
        Objects.requireNonNull(way);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(added);
        sources = List.copyOf(sources);
        Objects.requireNonNull(folder);
        parts = List.copyOf(parts);
    }

    /** What the engine tells, made safe. */
    public static Transfer of(TransferView view) {
        return new Transfer(
                view.id(),
                view.direction(),
                Person.of(view.peer()),
                view.path(),
                SafeText.line(view.shownPath()),
                SafeText.line(view.target().map(Object::toString).orElse("")),
                view.state(),
                view.doneOctets(),
                view.size(),
                view.octetsPerSecond(),
                SafeText.line(view.way()),
                view.isEncrypted(),
                SafeText.line(view.sentence()),
                view.added(),
                view.priority(),
                view.sources().stream().map(Person::of).toList(),
                view.folder().map(Inside::of),
                view.parts().stream().map(Part::of).toList());
    }

    /** Whether it comes here. */
    public boolean isDownload() {
        return direction == Direction.DOWNLOAD;
    }

    /** Whether it hasn't ended. */
    public boolean isActive() {
        return !state.isEnded();
    }

    /** Whether it comes to an end by itself: neither ended, nor left alone by the user, nor waiting for somebody. */
    public boolean isGoingOn() {
        return isActive() && state != TransferState.PAUSED && state != TransferState.WAITING;
    }

    /** Whether it is a folder, with all that is in it. */
    public boolean isFolder() {
        return folder.isPresent();
    }

    /** Of all that came from its sources: how much came from one of them, 0 to 100. */
    public int percentOf(Part part) {
        long all = parts.stream().mapToLong(Part::octets).sum();
        return all == 0 ? 0 : (int) Math.round(100.0 * part.octets() / all);
    }

    /** How much of it is done: 0 to 100, where the size is known. */
    public OptionalInt percent() {
        return percent(doneOctets, size);
    }

    /** How much of that is done: 0 to 100, where the size is known. */
    public static OptionalInt percent(long doneOctets, OptionalLong size) {
        if (size.isEmpty()) {
            return OptionalInt.empty();
        }
        long octets = size.getAsLong();
        double part = octets == 0 ? 1 : (double) doneOctets / octets;
        // 100 only when all of it is: "100 %" beside a running transfer would be odd.
        int percent = (int) Math.min(100, Math.max(0, part * 100));
        return OptionalInt.of(percent == 100 && doneOctets < octets ? 99 : percent);
    }

    /** How long it still takes at this rate, where that can be said. */
    public Optional<Duration> timeLeft() {
        if (size.isEmpty() || octetsPerSecond <= 0 || state != TransferState.RUNNING) {
            return Optional.empty();
        }
        long left = Math.max(0, size.getAsLong() - doneOctets);
        return Optional.of(Duration.ofSeconds((left + octetsPerSecond - 1) / octetsPerSecond));
    }
}
