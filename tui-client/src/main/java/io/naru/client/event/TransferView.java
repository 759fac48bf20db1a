package io.naru.client.event;

import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A transfer at one moment, for showing.
 *
 * @param id unique in this program run
 * @param direction which way the octets go
 * @param peer the other user
 * @param path as the owner calls the file
 * @param target where a download is written, or what an upload reads; absent until known, and once what has come isn't
 *     there any more
 * @param state where it stands
 * @param doneOctets moved so far
 * @param size in octets, where known
 * @param octetsPerSecond over the last seconds; 0 when nothing moves
 * @param way how the octets travel, in a word ({@code direct}), empty until known
 * @param isEncrypted whether the data connection is
 * @param sentence why it failed, or what it waits for; may be empty
 * @param added when it was queued
 * @param priority more goes first; 0 is usual
 * @param sources who has it, the one who names it first
 * @param folder what is in it, if it is a folder
 * @param fault which kind of reason it failed for; absent if it didn't, or if that was before this program run
 * @param parts of a file that is downloaded: what came from whom in this program run, the first to be asked first
 */
public record TransferView(
        long id,
        Direction direction,
        UserName peer,
        String path,
        Optional<Path> target,
        TransferState state,
        long doneOctets,
        OptionalLong size,
        long octetsPerSecond,
        String way,
        boolean isEncrypted,
        String sentence,
        Instant added,
        int priority,
        List<UserName> sources,
        Optional<Inside> folder,
        Optional<TransferFault> fault,
        List<Part> parts) {
    /** The most files of a folder that are shown while they are under way. */
    public static final int FILES_SHOWN_MAX = 20;

    /** The most files of a folder that are shown with the reason why they can't be had. */
    public static final int FAILURES_SHOWN_MAX = 1_000;

    /** What all files of an offer together are called. */
    public static final String ALL_OFFERED = "what was offered";

    private static final String OFFERED = ".offer/";

    /**
     * What is in a folder.
     *
     * @param files how many files are known
     * @param filesDone how many of them are here
     * @param filesFailed how many of them can't be had
     * @param shown those under way, then those that failed; not all of many
     */
    public record Inside(int files, int filesDone, int filesFailed, List<InsideFile> shown) {
        public Inside {
            shown = List.copyOf(shown);
        }

        /** Those of {@link #shown} that can't be had. */
        public List<InsideFile> failures() {
            return shown.stream()
                    .filter(file -> file.state() == TransferState.FAILED)
                    .toList();
        }
    }

    /**
     * A file in a folder.
     *
     * @param path below the folder
     * @param state where it stands
     * @param doneOctets moved so far
     * @param octets its size, where known
     * @param sentence why it failed, or what it waits for; may be empty
     */
    public record InsideFile(String path, TransferState state, long doneOctets, OptionalLong octets, String sentence) {
        public InsideFile {
            Objects.requireNonNull(path);
            Objects.requireNonNull(state);
            Objects.requireNonNull(octets);
            Objects.requireNonNull(sentence);
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
    public record Part(UserName owner, long octets, String way, boolean isFetching) {
        public Part {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(way);
        }
    }

    /** Which way the octets go. */
    public enum Direction {
        /** From the peer to here. */
        DOWNLOAD,
        /** From here to the peer. */
        UPLOAD
    }

    public TransferView {
        Objects.requireNonNull(direction);
        Objects.requireNonNull(peer);
        Objects.requireNonNull(path);
        Objects.requireNonNull(target);
        Objects.requireNonNull(state);
        Objects.requireNonNull(size);
        Objects.requireNonNull(way);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(added);
        sources = List.copyOf(sources);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(fault);
        parts = List.copyOf(parts);
    }

    /** The same under another path. */
    public TransferView withPath(String other) {
        return new TransferView(
                id,
                direction,
                peer,
                other,
                target,
                state,
                doneOctets,
                size,
                octetsPerSecond,
                way,
                isEncrypted,
                sentence,
                added,
                priority,
                sources,
                folder,
                fault,
                parts);
    }

    /** Its path as people know it: what was offered lies below a folder that no person has named. */
    public String shownPath() {
        return shown(path);
    }

    /** A path as people know it. */
    static String shown(String path) {
        if (!path.startsWith(OFFERED)) {
            return path;
        }
        int slash = path.indexOf('/', OFFERED.length());
        return slash < 0 ? ALL_OFFERED : path.substring(slash + 1);
    }

    /** One of which isn't known what came from whom, and that didn't fail for a reason of a known kind. */
    public TransferView(
            long id,
            Direction direction,
            UserName peer,
            String path,
            Optional<Path> target,
            TransferState state,
            long doneOctets,
            OptionalLong size,
            long octetsPerSecond,
            String way,
            boolean isEncrypted,
            String sentence,
            Instant added,
            int priority,
            List<UserName> sources,
            Optional<Inside> folder) {
        this(
                id,
                direction,
                peer,
                path,
                target,
                state,
                doneOctets,
                size,
                octetsPerSecond,
                way,
                isEncrypted,
                sentence,
                added,
                priority,
                sources,
                folder,
                Optional.empty(),
                List.of());
    }

    /** A single file of a single user, of the usual priority. */
    public TransferView(
            long id,
            Direction direction,
            UserName peer,
            String path,
            Optional<Path> target,
            TransferState state,
            long doneOctets,
            OptionalLong size,
            long octetsPerSecond,
            String way,
            boolean isEncrypted,
            String sentence,
            Instant added) {
        this(
                id,
                direction,
                peer,
                path,
                target,
                state,
                doneOctets,
                size,
                octetsPerSecond,
                way,
                isEncrypted,
                sentence,
                added,
                0,
                List.of(peer),
                Optional.empty());
    }
}
