package io.naru.client.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Octets that can be waited for.
 *
 * <p>Threading: owned by the reader.
 */
interface TimedInput {
    /** Nothing came in time. */
    int SILENCE = 0;

    /** Nothing will ever come. */
    int END = -1;

    /**
     * Reads what is there, waiting for the first octet.
     *
     * @param timeoutNanos how long to wait; 0 for as long as it takes
     * @return how many octets came, {@link #SILENCE} or {@link #END}
     */
    int read(byte[] octets, long timeoutNanos) throws IOException;

    /** Of a terminal's stream, which can only be read without a time limit or asked whether something is there. */
    static TimedInput of(InputStream input) {
        long napNanos = TimeUnit.MILLISECONDS.toNanos(4);
        return (octets, timeoutNanos) -> {
            // Asked again and again only for the few milliseconds after an Escape; a read without limit sleeps.
            for (long waited = 0; timeoutNanos > 0 && input.available() == 0; waited += napNanos) {
                if (waited >= timeoutNanos) {
                    return SILENCE;
                }
                LockSupport.parkNanos(napNanos);
            }
            return input.read(octets);
        };
    }
}
