package io.naru.client.event;

import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A download as it is kept on disk, whether a program has it under way or not.
 *
 * @param owner who is asked for it first
 * @param path as the owner calls it
 * @param state the last one that lasts
 * @param sentence why it is in that state; may be empty
 * @param target where it goes, or went; absent if its name was refused
 */
public record KeptDownload(UserName owner, String path, TransferState state, String sentence, Optional<Path> target) {
    public KeptDownload {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(path);
        Objects.requireNonNull(state);
        Objects.requireNonNull(sentence);
        Objects.requireNonNull(target);
    }
}
