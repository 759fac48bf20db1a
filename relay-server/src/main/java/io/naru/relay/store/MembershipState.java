package io.naru.relay.store;

/** What an account is to a room; the words of the column {@code state}. */
enum MembershipState {
    /** Is in it. */
    MEMBER,
    /** May enter a private room. */
    INVITED,
    /** Has put a conversation away; may read it still. */
    HIDDEN
}
