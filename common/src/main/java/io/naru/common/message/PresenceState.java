package io.naru.common.message;

/** Whether a user is there. On the wire its name in lower case. */
public enum PresenceState {
    /** Here. */
    ONLINE,
    /** Here, but not at the keyboard. */
    AWAY,
    /** Gone. Sent by the relay alone. */
    OFFLINE
}
