package io.naru.client.transfer;

import java.time.Duration;

/**
 * The spans and bounds of transfers.
 *
 * @param answer how long an owner may take to answer; it may have others to serve first
 * @param askAgain how long a busy owner is left alone
 * @param door how long an owner's port waits for who asked
 * @param waiting how long who asked waits for a slot here before being told to come again
 * @param stall how long nothing may move in a transfer
 * @param downloads how many run at once
 * @param uploads how many run at once
 * @param uploadsWaiting how many may wait for a slot
 * @param uploadsOfUser how many of them may be one user's
 * @param ended how many transfers that have ended stay in the list
 */
public record TransferBounds(
        Duration answer,
        Duration askAgain,
        Duration door,
        Duration waiting,
        Duration stall,
        int downloads,
        int uploads,
        int uploadsWaiting,
        int uploadsOfUser,
        int ended) {
    /** What the client uses. */
    public static final TransferBounds DEFAULT = new TransferBounds(
            Duration.ofSeconds(120),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            Duration.ofSeconds(60),
            3,
            4,
            32,
            12,
            200);

    /** The same with all that has ended staying in the list, for who must know all of it. */
    public TransferBounds withAllEnded() {
        return new TransferBounds(
                answer,
                askAgain,
                door,
                waiting,
                stall,
                downloads,
                uploads,
                uploadsWaiting,
                uploadsOfUser,
                Integer.MAX_VALUE);
    }
}
