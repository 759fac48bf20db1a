package io.naru.common.chaos;

import io.naru.common.testkit.Seeds;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Random rounds of the tests that belong to the chaos run, and take its flags: {@code -Dnaru.chaos.seconds=N} makes as many
 * rounds as fit into that time, each with a seed of its own, and {@code -Dnaru.chaos.seed=S} says which is the first (and
 * only, without a time). Without both the same few rounds run every time.
 */
public final class ChaosRounds {
    private static final String SEED = "naru.chaos.seed";

    private ChaosRounds() {}

    /**
     * Runs rounds until one fails, or the time is over.
     *
     * @param name of what is run, for people
     * @param rounds how many there are without flags
     * @throws AssertionError if a round fails, with its seed, caused by what the round threw
     */
    public static void run(String name, int rounds, Seeds.Round round) {
        Long first = Long.getLong(SEED);
        Integer seconds = Integer.getInteger("naru.chaos.seconds");
        if (first == null && seconds == null) {
            Seeds.run(rounds, round);
            return;
        }
        long seed = first == null ? new Random().nextInt(Integer.MAX_VALUE) : first;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds == null ? 0 : seconds);
        long next = seed;
        do {
            runOne(next, round);
            next++;
        } while (System.nanoTime() - end < 0);
        System.out.println(name + ": " + (next - seed) + " rounds, seeds " + seed + " to " + (next - 1));
    }

    private static void runOne(long seed, Seeds.Round round) {
        try {
            round.run(new Random(seed));
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "failed with seed " + seed + " (repeat it with -D" + SEED + "=" + seed + "): " + e.getMessage(), e);
        }
    }
}
