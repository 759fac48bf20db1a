package io.naru.common.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Searches for octets that a parser doesn't stand. First all that is kept in the corpus, then variations of it: those
 * with an outcome that wasn't seen before are varied further. What fails is made as small as it gets and told as a line
 * for the corpus.
 *
 * <p>Without any setting the same {@value #ITERATIONS} variations are tried every time, in a second or less.
 * {@code -Dnaru.fuzz.iterations=N} tries N, {@code -Dnaru.fuzz.seconds=N} goes on for so long for each target; the
 * variations of a long search are others each time unless {@code -Dnaru.fuzz.seed=N} says which.
 *
 * <p>Threading: confined to its test.
 */
public final class Fuzzer {
    private static final int ITERATIONS = 2000;
    private static final int POOL_SIZE = 4096;
    private static final int SHRINKING_ATTEMPTS = 5000;

    /** No input is longer than a few thousand octets, so what takes this long takes more than linear time. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FuzzTarget target;
    private final Random random;
    private final long seed;
    private final FuzzMutation mutation;
    private final List<byte[]> pool;
    private final Set<String> outcomes = new HashSet<>();

    private Fuzzer(FuzzTarget target, long seed) throws IOException {
        this.target = target;
        this.seed = seed;
        this.random = new Random(seed);
        this.mutation = new FuzzMutation(
                random, target.words().stream().map(FuzzText::octets).toList());
        this.pool = new ArrayList<>(FuzzCorpus.of(target));
    }

    /**
     * Tries the corpus of a target, and variations of it.
     *
     * @throws AssertionError if something doesn't hold, with the smallest input found for which it doesn't
     */
    public static void run(FuzzTarget target) throws IOException {
        long seconds = Long.getLong("naru.fuzz.seconds", 0);
        long iterations = Long.getLong("naru.fuzz.iterations", seconds > 0 ? Long.MAX_VALUE : ITERATIONS);
        boolean isBrief = iterations <= ITERATIONS;
        long seed = Long.getLong("naru.fuzz.seed", isBrief ? 1 : System.nanoTime());
        Fuzzer fuzzer = new Fuzzer(target, seed);
        fuzzer.replay();
        fuzzer.search(iterations, seconds);
    }

    private void replay() {
        for (byte[] input : List.copyOf(pool)) {
            attempt(input);
        }
    }

    private void search(long iterations, long seconds) {
        long endNanos = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (long i = 0; i < iterations; i++) {
            if (seconds > 0 && i % 64 == 0 && System.nanoTime() - endNanos > 0) {
                return;
            }
            byte[] input = mutation.of(any(), any());
            if (attempt(input) && pool.size() < POOL_SIZE) {
                pool.add(input);
            }
        }
    }

    private byte[] any() {
        return pool.get(random.nextInt(pool.size()));
    }

    /** Whether the outcome is a new one. */
    private boolean attempt(byte[] input) {
        long startNanos = System.nanoTime();
        boolean isNew;
        try {
            isNew = outcomes.add(target.outcome(input.clone()));
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(failure(shrunk(input, e.getClass())) + ": " + e, e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        if (took.compareTo(PATIENCE) > 0) {
            throw new AssertionError(failure(input) + ": it took " + took.toSeconds() + " seconds");
        }
        return isNew;
    }

    private String failure(byte[] input) {
        return target.name() + " (seed " + seed + ") doesn't stand "
                + HexFormat.ofDelimiter(" ").formatHex(input) + " | " + NastyStrings.escaped(FuzzText.of(input));
    }

    /** Leaves out ranges, large ones first, as long as the same kind of failure stays. */
    private byte[] shrunk(byte[] input, Class<?> failure) {
        byte[] smallest = input;
        int attempts = 0;
        for (int length = Math.max(1, input.length / 2); length > 0; length /= 2) {
            for (int from = 0; from + length <= smallest.length && attempts < SHRINKING_ATTEMPTS; attempts++) {
                byte[] without = new byte[smallest.length - length];
                System.arraycopy(smallest, 0, without, 0, from);
                System.arraycopy(smallest, from + length, without, from, without.length - from);
                if (fails(without, failure)) {
                    smallest = without;
                } else {
                    from += length;
                }
            }
        }
        return smallest;
    }

    private boolean fails(byte[] input, Class<?> failure) {
        try {
            target.outcome(input.clone());
            return false;
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            return failure.isInstance(e);
        }
    }
}
