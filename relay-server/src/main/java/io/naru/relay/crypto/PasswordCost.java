package io.naru.relay.crypto;

/** How much work a new password hash costs; what it cost is stored with each hash. */
public enum PasswordCost {
    /** Well under a millisecond: for tests and benchmarks, worth nothing against somebody who has the hashes. */
    LOW(32, 1, 4096),
    /** What is usually recommended for a server: 19 MiB and about 50 ms of CPU a hash. */
    NORMAL(19_456, 2, 128),
    /** 46 MiB and a multiple of that time, three times the memory in all while two run: for relays with few logins. */
    HIGH(47_104, 3, 32);

    private final int memoryKibibytes;
    private final int iterations;
    private final int queueLimit;

    PasswordCost(int memoryKibibytes, int iterations, int queueLimit) {
        this.memoryKibibytes = memoryKibibytes;
        this.iterations = iterations;
        this.queueLimit = queueLimit;
    }

    int memoryKibibytes() {
        return memoryKibibytes;
    }

    int iterations() {
        return iterations;
    }

    /**
     * How many hashes may run at once in a heap of this size: two, or one if two would take more than a quarter of it.
     * An eighth each is for output that waits and for unfinished frames, and those who talk need the rest.
     */
    public int atOnce(long heapOctets) {
        return 2L * memoryKibibytes * 1024 <= heapOctets / 4 ? 2 : 1;
    }

    /** How many hashes may wait in a {@link CryptoPool} so that the last one is still done within a few seconds. */
    public int queueLimit() {
        return queueLimit;
    }
}
