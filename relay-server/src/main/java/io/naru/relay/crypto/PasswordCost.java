package io.naru.relay.crypto;

/** How much work a new password hash costs; what it cost is stored with each hash. */
public enum PasswordCost {
    /** Well under a millisecond: for tests and benchmarks, worth nothing against somebody who has the hashes. */
    LOW(64, 1),
    /** The usual recommendation for a server: about 50 ms of CPU. */
    NORMAL(19_456, 2),
    /** For a relay with few logins. */
    HIGH(65_536, 3);

    private final int memoryKibibytes;
    private final int iterations;

    PasswordCost(int memoryKibibytes, int iterations) {
        this.memoryKibibytes = memoryKibibytes;
        this.iterations = iterations;
    }

    int memoryKibibytes() {
        return memoryKibibytes;
    }

    int iterations() {
        return iterations;
    }
}
