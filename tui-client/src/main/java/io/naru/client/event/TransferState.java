package io.naru.client.event;

/**
 * Where a transfer stands.
 *
 * <pre>
 *   download:  QUEUED --1--> ASKING --2--> CONNECTING --3--> RUNNING --4--> DONE
 *   upload:                  OFFERED ------------------3--> RUNNING --4--> DONE
 *
 *   any of these --5--> FAILED      any of these --6--> CANCELLED
 *   FAILED or CANCELLED --7--> QUEUED   (downloads)
 *
 *   1 a slot is free       2 the owner answered with an address   3 the data connection stands
 *   4 the last octet is safe   5 it can't go on, with a sentence   6 the user says so   7 the user retries
 * </pre>
 */
public enum TransferState {
    /** Waits for a slot. */
    QUEUED,
    /** The owner has been asked and has not answered yet. */
    ASKING,
    /** An upload waits for the requester to connect. */
    OFFERED,
    /** The data connection is being made. */
    CONNECTING,
    /** Octets move. */
    RUNNING,
    /** Complete: a download stands under its final name. */
    DONE,
    /** Ended without success; the sentence says why. */
    FAILED,
    /** Ended by the user. */
    CANCELLED;

    /** Whether nothing more happens by itself. */
    public boolean isEnded() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
