package io.naru.relay.metrics;

/**
 * What passes through the relay between users who don't reach each other.
 *
 * @param waiting ways of which a side hasn't come yet
 * @param open ways that carry something
 * @param begun ways that ever did
 * @param octets what has passed, both directions together
 */
public record SpliceFigures(int waiting, int open, long begun, long octets) {}
