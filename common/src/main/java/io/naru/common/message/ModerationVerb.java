package io.naru.common.message;

/** What may be done about somebody. On the wire its name in lower case. */
public enum ModerationVerb {
    /** Ends the user's session. */
    KICK,
    /** Lets a user, a key or a net in no more. */
    BAN,
    /** Undoes {@link #BAN}. */
    UNBAN,
    /** Lets a user read, and say nothing. */
    MUTE,
    /** Undoes {@link #MUTE}. */
    UNMUTE,
    /** Gives a user another role. */
    ROLE
}
