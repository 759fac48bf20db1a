package io.naru.common.file;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * By what it is seen that a file isn't the one any more that was hashed.
 *
 * @param octets its size; 0 for a folder
 * @param modifiedNanos when it was changed, since 1970-01-01T00:00Z
 * @param key device and inode, or whatever the file system tells files apart by; empty where it doesn't
 */
public record FileState(long octets, long modifiedNanos, String key) {
    public FileState {
        Objects.requireNonNull(key);
    }

    /** What is seen of a file or folder. */
    public static FileState of(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return new FileState(
                attributes.isDirectory() ? 0 : attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                key == null ? "" : key.toString());
    }

    /** When it was changed, in milliseconds since 1970-01-01T00:00Z; never before that. */
    public long modifiedMillis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(modifiedNanos));
    }
}
