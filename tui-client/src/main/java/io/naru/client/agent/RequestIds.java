package io.naru.client.agent;

import io.naru.common.message.RequestId;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Makes the ids of requests to other users. Their answers come to all programs of this user, so the ids of no two
 * programs may be the same.
 *
 * <p>Threading: the agent's.
 */
public final class RequestIds {
    private static final int RANDOM_BITS = 60;

    private final String program;
    private long last;

    /**
     * Ids of one program.
     *
     * @param program printable ASCII without space, 40 characters at most; another one in each program of the user
     */
    public RequestIds(String program) {
        this.program = Objects.requireNonNull(program);
    }

    /** Ids that no other program comes upon. */
    public static RequestIds ofNewProgram(RandomGenerator random) {
        return new RequestIds(Long.toString(random.nextLong(1L << RANDOM_BITS), Character.MAX_RADIX) + "-");
    }

    /**
     * An id that wasn't there yet.
     *
     * @param kind what it's for, so that people who read a log know
     */
    public RequestId next(char kind) {
        return new RequestId(kind + program + ++last);
    }
}
