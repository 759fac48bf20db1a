package io.naru.client.event;

/** Why there is no list. */
public enum ListingFault {
    /** There is no such user, or no such folder that this user may see. */
    ABSENT,
    /** The owner, or the relay, says no: for now, or as long as nothing changes. */
    REFUSED,
    /** The answer didn't come, came in part, or wasn't readable; or the folder can't be read by its owner. */
    FAILED
}
