package io.naru.client.event;

/**
 * What is known of a user's key.
 *
 * <pre>
 *   NEW --next time--> KNOWN --safety numbers compared--> VERIFIED
 *   KNOWN, VERIFIED --another key--> CHANGED --accepted--> KNOWN, or compared--> VERIFIED
 * </pre>
 */
public enum PeerTrust {
    /** There is no key: a client of the original, or one that isn't encrypted. */
    NONE,
    /** A key that is seen for the first time, and is remembered from now on. */
    NEW,
    /** The key that it was the last time. */
    KNOWN,
    /** The known key, and this user has compared safety numbers. */
    VERIFIED,
    /** Another key than the known one. No files go to or come from this user until it is accepted. */
    CHANGED
}
