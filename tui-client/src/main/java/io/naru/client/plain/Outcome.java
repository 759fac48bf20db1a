package io.naru.client.plain;

import io.naru.client.event.ListingFault;
import io.naru.client.event.TransferFault;

/** What came of a command about files, for scripts: the exit status of {@code naru}. 2 is a wrong command line. */
public enum Outcome {
    /** All was done. */
    DONE(0),
    /** It couldn't be done: no relay, no way, no room on the disk, a fault. */
    FAILED(1),
    /** Somebody said no, or isn't who was known under that name. */
    REFUSED(3),
    /** There is no such user online, no such file, or nothing was found. */
    ABSENT(4),
    /** Some of it was done; what wasn't was told. */
    PARTIAL(5),
    /** The user ended it; by another signal than Ctrl+C's it is 128 and its number. */
    STOPPED(130);

    private final int status;

    Outcome(int status) {
        this.status = status;
    }

    /** The exit status. */
    public int status() {
        return status;
    }

    /** What a listing that can't be had is. */
    static Outcome of(ListingFault fault) {
        return switch (fault) {
            case ABSENT -> ABSENT;
            case REFUSED -> REFUSED;
            case FAILED -> FAILED;
        };
    }

    /** What a transfer that failed is. */
    static Outcome of(TransferFault fault) {
        return switch (fault) {
            case ABSENT -> ABSENT;
            case REFUSED -> REFUSED;
            case OTHER -> FAILED;
        };
    }

    /** What came of two things together. */
    Outcome and(Outcome other) {
        if (this == other) {
            return this;
        }
        boolean isSomeDone = this == DONE || other == DONE || this == PARTIAL || other == PARTIAL;
        return isSomeDone ? PARTIAL : FAILED;
    }
}
