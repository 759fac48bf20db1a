package io.naru.relay.store;

import java.time.Duration;

/**
 * The bounds of the store.
 *
 * @param waitingRequests how many requests may wait for the store's thread; more are answered with busy
 * @param requestsPerCommit how many of those share one transaction and one sync at most
 * @param lockTimeout how long to wait while another program writes the database
 */
record StoreLimits(int waitingRequests, int requestsPerCommit, Duration lockTimeout) {

    static final StoreLimits DEFAULT = new StoreLimits(4096, 512, Duration.ofSeconds(5));

    StoreLimits {
        if (waitingRequests < 1 || requestsPerCommit < 1 || lockTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    waitingRequests + " waiting, " + requestsPerCommit + " at once, " + lockTimeout);
        }
    }
}
