package io.naru.client.link;

import java.time.Duration;

/**
 * The spans of a link (PROTOCOL.md, section 5).
 *
 * @param greeting how long the relay may take to answer HELLO
 * @param login how long it may take to answer credentials; hashing a password takes its time, and there may be a queue
 * @param ping how often the lag is measured
 * @param silence after how long without a sign of life the link counts as broken
 * @param firstPause the longest first pause before connecting again
 * @param longestPause what pauses grow to
 * @param steady how long a link must have stood for the pauses to begin anew
 * @param farewell how long the relay may take to read a goodbye
 */
public record LinkTimes(
        Duration greeting,
        Duration login,
        Duration ping,
        Duration silence,
        Duration firstPause,
        Duration longestPause,
        Duration steady,
        Duration farewell) {
    /** What the client uses. */
    public static final LinkTimes DEFAULT = new LinkTimes(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));
}
