package io.naru.client.event;

import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.time.Instant;
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
 * @param target where a download is written, or what an upload reads; absent until known
 * @param state where it stands
 * @param doneOctets moved so far
 * @param size in octets, where known
 * @param octetsPerSecond over the last seconds; 0 when nothing moves
 * @param way how the octets travel, in a word ({@code direct}), empty until known
 * @param isEncrypted whether the data connection is
 * @param sentence why it failed, or what it waits for; may be empty
 * @param added when it was queued
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
        Instant added) {
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
    }
}
