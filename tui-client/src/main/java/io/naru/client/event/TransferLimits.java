package io.naru.client.event;

import java.util.Objects;

/**
 * How much of transfers a user wants at once.
 *
 * @param downloads how many run at once, 1 to {@value #SLOTS_MAX}; small files have two slots more
 * @param downloadsOfUser how many of them from one user, 1 to {@value #SLOTS_MAX}
 * @param uploads how many lines are served at once, 1 to {@value #SLOTS_MAX}
 * @param uploadsOfUser how many of them to one user, 1 to {@value #SLOTS_MAX}
 * @param downOctetsPerSecond all downloads together; 0 for as much as goes
 * @param upOctetsPerSecond all uploads together; 0 for as much as goes
 * @param basePeers with which clients that encrypt nothing files are exchanged
 */
public record TransferLimits(
        int downloads,
        int downloadsOfUser,
        int uploads,
        int uploadsOfUser,
        long downOctetsPerSecond,
        long upOctetsPerSecond,
        BasePeers basePeers) {
    /** The most slots of a kind. */
    public static final int SLOTS_MAX = 64;

    /** The highest rate, in octets a second; more is no limit. */
    public static final long RATE_MAX = 4_000_000_000L;

    /** What the client begins with. */
    public static final TransferLimits DEFAULT = new TransferLimits(3, 2, 4, 3, 0, 0, BasePeers.LOOPBACK);

    /** With which clients that encrypt nothing files are exchanged. */
    public enum BasePeers {
        /** With none. */
        NEVER,
        /** With those on this machine. */
        LOOPBACK,
        /** With all. */
        ALWAYS
    }

    public TransferLimits {
        checkSlots(downloads);
        checkSlots(downloadsOfUser);
        checkSlots(uploads);
        checkSlots(uploadsOfUser);
        checkRate(downOctetsPerSecond);
        checkRate(upOctetsPerSecond);
        Objects.requireNonNull(basePeers);
    }

    /** The same with other slots for downloads. */
    public TransferLimits withDownloads(int all, int ofUser) {
        return new TransferLimits(
                all, ofUser, uploads, uploadsOfUser, downOctetsPerSecond, upOctetsPerSecond, basePeers);
    }

    /** The same with other slots for uploads. */
    public TransferLimits withUploads(int all, int ofUser) {
        return new TransferLimits(
                downloads, downloadsOfUser, all, ofUser, downOctetsPerSecond, upOctetsPerSecond, basePeers);
    }

    /** The same with other rates, in octets a second; 0 for none. */
    public TransferLimits withRates(long down, long up) {
        return new TransferLimits(downloads, downloadsOfUser, uploads, uploadsOfUser, down, up, basePeers);
    }

    /** The same with another word about clients that encrypt nothing. */
    public TransferLimits with(BasePeers peers) {
        return new TransferLimits(
                downloads, downloadsOfUser, uploads, uploadsOfUser, downOctetsPerSecond, upOctetsPerSecond, peers);
    }

    private static void checkSlots(int slots) {
        if (slots < 1 || slots > SLOTS_MAX) {
            throw new IllegalArgumentException("1 to " + SLOTS_MAX + " slots");
        }
    }

    private static void checkRate(long octets) {
        if (octets < 0 || octets > RATE_MAX) {
            throw new IllegalArgumentException("0 to " + RATE_MAX + " octets a second");
        }
    }
}
