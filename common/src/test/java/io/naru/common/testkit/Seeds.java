package io.naru.common.testkit;

import java.util.Random;

/**
 * Loops over random cases that can be repeated. Each round gets its own random source from its own seed, which is named
 * when the round fails; {@code -Dnaru.seed=N} runs the round of that seed alone, and {@code -Dnaru.rounds=K} runs K
 * times as many rounds as the test asks for. Without them the same rounds run every time.
 */
public final class Seeds {
    private static final String SEED = "naru.seed";
    private static final String ROUNDS = "naru.rounds";

    /** What a round does. */
    @FunctionalInterface
    public interface Round {
        /** Runs the round; any throwable means that it failed. */
        void run(Random random) throws Exception;
    }

    private Seeds() {}

    /**
     * Runs rounds until one fails.
     *
     * @param rounds how many, unless a system property says otherwise
     * @throws AssertionError if a round fails, with its seed, caused by what the round threw
     */
    public static void run(int rounds, Round round) {
        Long only = Long.getLong(SEED);
        if (only != null) {
            runOne(only, round);
            return;
        }
        long last = (long) rounds * Integer.getInteger(ROUNDS, 1);
        for (long seed = 1; seed <= last; seed++) {
            runOne(seed, round);
        }
    }

    private static void runOne(long seed, Round round) {
        try {
            round.run(new Random(seed));
        } catch (Exception | AssertionError | StackOverflowError e) {
            throw new AssertionError(
                    "failed with seed " + seed + " (repeat it with -D" + SEED + "=" + seed + "): " + e.getMessage(), e);
        }
    }
}
