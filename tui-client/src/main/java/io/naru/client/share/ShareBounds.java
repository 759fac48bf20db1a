package io.naru.client.share;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the index of the share is, and how fast the share is read by itself.
 *
 * @param index the private folder of the index, made at first need; empty for one that lasts as long as the program
 * @param hashOctetsASecond how much is read at most to be hashed, 1 to four thousand million
 * @param rescanned after what span everything is looked at again
 * @param watched how many folders are watched at most; a share of more is looked at again instead
 * @param settled how long a watched folder has to be quiet before it is read again
 * @param own the folder of this program's own files, which nobody is to see; empty if there is none
 */
public record ShareBounds(
        Optional<Path> index,
        long hashOctetsASecond,
        Duration rescanned,
        int watched,
        Duration settled,
        Optional<Path> own) {
    /** As much as a disk does beside other work: 64 MiB. */
    public static final long HASH_OCTETS_A_SECOND = 64L << 20;

    /** Without a lasting index. */
    public static final ShareBounds DEFAULT = new ShareBounds(
            Optional.empty(),
            HASH_OCTETS_A_SECOND,
            Duration.ofMinutes(15),
            4_000,
            Duration.ofSeconds(1),
            Optional.empty());

    public ShareBounds {
        Objects.requireNonNull(index);
        Objects.requireNonNull(rescanned);
        Objects.requireNonNull(settled);
        Objects.requireNonNull(own);
        if (hashOctetsASecond < 1 || hashOctetsASecond > 4_000_000_000L || watched < 0) {
            throw new IllegalArgumentException("the share is hashed at 1 to four thousand million octets a second");
        }
    }

    /** The same with an index in a folder. */
    public ShareBounds in(Path folder) {
        return new ShareBounds(Optional.of(folder), hashOctetsASecond, rescanned, watched, settled, own);
    }

    /** The same beside a folder of this program's own files. */
    public ShareBounds beside(Path folder) {
        return new ShareBounds(index, hashOctetsASecond, rescanned, watched, settled, Optional.of(folder));
    }
}
