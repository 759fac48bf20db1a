package io.naru.relay.store;

import java.time.Duration;

/**
 * The bounds of the store.
 *
 * @param waitingRequests how many requests may wait for the store's thread; more are answered with busy
 * @param requestsPerCommit how many of those share one transaction and one sync at most
 * @param lockTimeout how long to wait while another program writes the database
 * @param chorePause for how long nobody must have asked for anything before the thread does what nobody waits for
 */
record StoreLimits(int waitingRequests, int requestsPerCommit, Duration lockTimeout, Duration chorePause) {
    private static final Duration CHORE_PAUSE = Duration.ofMillis(100);

    static final StoreLimits DEFAULT = new StoreLimits(4096, 512, Duration.ofSeconds(5));

    StoreLimits(int waitingRequests, int requestsPerCommit, Duration lockTimeout) {
        this(waitingRequests, requestsPerCommit, lockTimeout, CHORE_PAUSE);
    }

    StoreLimits {
        if (waitingRequests < 1 || requestsPerCommit < 1 || lockTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    waitingRequests + " waiting, " + requestsPerCommit + " at once, " + lockTimeout);
        }
    }

    /** For a thread that only reads: each request sees what was committed before it was asked, and waits for one alone. */
    StoreLimits forReading() {
        return new StoreLimits(Math.max(1, waitingRequests / 4), 1, lockTimeout, chorePause);
    }
}
