package io.naru.common.hash;

/**
 * How a file of a given size is cut into chunks. The size of a chunk follows from the size of the file alone, so that
 * everybody who hashes the same content gets the same root (PROTOCOL.md, section 7).
 *
 * <p>A chunk has {@value #LEAST_OCTETS} octets, or, where that would make more than {@value #MOST} of them, the
 * smallest power of two that doesn't. The last chunk is what is left. An empty file has none.
 *
 * @param fileOctets the size of the file
 */
public record Chunks(long fileOctets) {
    /** The size of a chunk of all but huge files: 256 KiB. */
    public static final int LEAST_OCTETS = 256 << 10;

    /** Past that many chunks they grow instead. */
    public static final int MOST = 1 << 16;

    /** The largest file that is exchanged: 64 TiB, in chunks of 1 GiB. */
    public static final long FILE_OCTETS_MAX = 1L << 46;

    public Chunks {
        if (fileOctets < 0 || fileOctets > FILE_OCTETS_MAX) {
            throw new IllegalArgumentException("a file has 0 to " + FILE_OCTETS_MAX + " octets");
        }
    }

    /** The size of each chunk but the last, in octets. */
    public int octets() {
        long octets = LEAST_OCTETS;
        while (octets * MOST < fileOctets) {
            octets *= 2;
        }
        return Math.toIntExact(octets);
    }

    /** How many chunks there are. */
    public int count() {
        int octets = octets();
        return Math.toIntExact((fileOctets + octets - 1) / octets);
    }

    /** Where a chunk begins in the file. */
    public long start(int chunk) {
        check(chunk);
        return (long) chunk * octets();
    }

    /** How many octets a chunk has. */
    public int length(int chunk) {
        return Math.toIntExact(Math.min(octets(), fileOctets - start(chunk)));
    }

    private void check(int chunk) {
        if (chunk < 0 || chunk >= count()) {
            throw new IllegalArgumentException("chunk " + chunk + " of " + count());
        }
    }
}
