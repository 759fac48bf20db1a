package io.naru.relay.metrics;

/**
 * How many sessions are in which state.
 *
 * @param connected that have said nothing yet
 * @param loggingIn on their way in
 * @param online in the room
 * @param closing that were told why they end
 */
public record SessionCounts(int connected, int loggingIn, int online, int closing) {
    /** All of them. */
    public int total() {
        return connected + loggingIn + online + closing;
    }
}
