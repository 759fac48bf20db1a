package io.naru.client.event;

import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A download as it is kept on disk, whether a program has it under way or not.
 *
 * @param owner who is asked for it first
 * @param path as the owner calls it
 * @param state of one that a program has under way {@code RUNNING}, whatever it does for it just now; of one that none has
 *     a state that lasts
 * @param sentence why it is in that state; may be empty
 * @param target where it goes, or went; absent if its name was refused
 * @param added when it was ordered
 * @param priority more goes first; 0 is usual
 * @param size in octets, where known
 * @param doneOctets how much of it is here, as far as it was noted
 * @param folder what is in it, if it is a folder that was listed
 */
public record KeptDownload(
        UserName owner,
        String path,
        TransferState state,
        String sentence,
        Optional<Path> target,
        Instant added,
        int priority,
        OptionalLong size,
        long doneOctets,
        Optional<Inside> folder) {
    /**
     * What is in a folder.
     *
     * @param files how many files
     * @param filesDone how many of them are here
     * @param filesFailed how many of them can't be had
     */
    public record Inside(int files, int filesDone, int filesFailed) {}

    public KeptDownload {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(path);
        Objects.requireNonNull(state);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(target);
        Objects.requireNonNull(added);
        Objects.requireNonNull(size);
        Objects.requireNonNull(folder);
    }

    /** Its path as people know it. */
    public String shownPath() {
        return TransferView.shown(path);
    }
}
