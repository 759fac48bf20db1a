package io.naru.client.event;

/**
 * What is known of a user's key.
 *
 * <pre>
 *   NEW --next time--> KNOWN --safety numbers compared--> VERIFIED
 *   KNOWN, VERIFIED --another key--> CHANGED --accepted--> KNOWN, or compared--> VERIFIED
 * </pre>
 *
 * Who has several installs has several known keys; the one that others see is judged by itself.
 */
public enum PeerTrust {
    /** There is no key: a client of the original, or one that isn't encrypted. */
    NONE,
    /** A key that is seen for the first time, and is remembered from now on. */
    NEW,
    /** A key that was there before, or was accepted. */
    KNOWN,
    /** A known key of which this user has compared the safety number. */
    VERIFIED,
    /** Another key than all known ones. No files go to or come from this user until it is accepted. */
    CHANGED
}
