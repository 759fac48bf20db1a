package io.naru.client.event;

/**
 * Where a transfer stands.
 *
 * <pre>
 *   download of a file
 *
 *     QUEUED --1--> ASKING --2--> CONNECTING --3--> CHECKING --4--> RUNNING --5--> DONE
 *        ^             |               |                |            | ^ |
 *        |             |               |                |          6 | | 7
 *        |             |               |                |            v |
 *        |             |               |                |          STALLED
 *        |             v               v                v             |
 *        |--8-- RESTING <--9-- any of ASKING, CONNECTING, CHECKING, RUNNING, STALLED
 *        '--8-- WAITING <-10-- any of these, and QUEUED
 *
 *   download of a folder
 *
 *     QUEUED --1--> UNFOLDING -11--> RUNNING --5--> DONE
 *
 *   upload
 *
 *     OFFERED --3--> RUNNING --5--> DONE
 *
 *   any that hasn't ended -12--> PAUSED -13--> QUEUED       (downloads)
 *   any that hasn't ended -14--> FAILED      any that hasn't ended -15--> CANCELLED
 *   FAILED, CANCELLED or DONE -16--> QUEUED                 (downloads; what was DONE is looked at first)
 *
 *    1 a slot is free                           9 it didn't go on, and may later: busy, the way broke, nothing came
 *    2 the owner's client answers              10 no owner of it is online
 *    3 the data connection stands              11 all that is in it is listed, and its names can be written
 *    4 what came earlier is hashed             12 the user says so
 *    5 the last octet is safe on the disk      13 the user says so
 *    6 nothing has moved for a while           14 it can't go on, with a sentence
 *    7 octets move again                       15 the user says so
 *    8 the pause is over, the owner is back    16 the user retries
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
    CANCELLED,
    /** Left alone until the user says otherwise. */
    PAUSED,
    /** Waits until somebody who has it is online. */
    WAITING,
    /** Tries again by itself after a pause; the sentence says why. */
    RESTING,
    /** What came earlier is being hashed, since only verified chunks are built upon. */
    CHECKING,
    /** What is in a folder is being listed. */
    UNFOLDING,
    /** The data connection stands, and nothing has moved for a while. */
    STALLED;

    /** Whether nothing more happens by itself, nor will after a word of the user to go on. */
    public boolean isEnded() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }

    /** Whether it takes a slot: somebody is asked or connected to for it. */
    public boolean isUnderWay() {
        return switch (this) {
            case ASKING, OFFERED, CONNECTING, RUNNING, CHECKING, UNFOLDING, STALLED -> true;
            case QUEUED, DONE, FAILED, CANCELLED, PAUSED, WAITING, RESTING -> false;
        };
    }
}
