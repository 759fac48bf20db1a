package io.naru.client.event;

/** What kind of reason a transfer failed for, for those who can't read the sentence. */
public enum TransferFault {
    /** Its owner shares no such file, or isn't there. */
    ABSENT,
    /** Its owner, or the relay, said no; or the owner isn't who was known under that name. */
    REFUSED,
    /** Anything else. */
    OTHER
}
