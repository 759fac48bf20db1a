package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.ChunkPlan;
import io.naru.client.data.ChunkRange;
import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who fetches which chunk, and when again. */
class SharedPlanTest {
    private static final UserName BOB = UserName.of("bob");
    private static final UserName EVE = UserName.of("eve");

    @Test
    void rangesShrinkTowardsTheEnd() {
        SharedPlan plan = new SharedPlan(1000, new BitSet(), Set.of());
        SharedPlan.Line bob = plan.line(BOB);
        plan.line(EVE);
        List<Integer> lengths = new ArrayList<>();
        Optional<ChunkRange> range = bob.next();
        while (range.isPresent()) {
            lengths.add(range.get().count());
            range = bob.next();
        }
        assertThat(lengths.get(0)).isEqualTo(SharedPlan.RANGE_MAX);
        assertThat(lengths.get(lengths.size() - 1)).isEqualTo(1);
        assertThat(lengths).isSortedAccordingTo((one, other) -> other - one);
        assertThat(lengths.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000);
    }

    @Test
    void whatIsHereIsNotAskedFor() {
        BitSet verified = new BitSet();
        verified.set(0, 7);
        SharedPlan plan = new SharedPlan(8, verified, Set.of());
        SharedPlan.Line bob = plan.line(BOB);
        assertThat(bob.next()).contains(new ChunkRange(7, 1));
        assertThat(bob.next()).isEmpty();
        bob.onVerified(7);
        assertThat(plan.isComplete()).isTrue();
    }

    @Test
    void whoSendsWrongChunksAgainAndAgainIsAskedForNoMore() {
        SharedPlan plan = new SharedPlan(100, new BitSet(), Set.of());
        SharedPlan.Line bob = plan.line(BOB);
        SharedPlan.Line eve = plan.line(EVE);
        int wrong = 0;
        Optional<ChunkRange> range = eve.next();
        while (range.isPresent()) {
            for (int chunk = range.get().first(); chunk < range.get().end(); chunk++) {
                eve.onBad(chunk);
                wrong++;
            }
            range = eve.next();
        }
        assertThat(wrong).as("her first range at most").isLessThanOrEqualTo(SharedPlan.RANGE_MAX);
        assertThat(plan.hasFreeFor(BOB)).isTrue();
        assertThat(plan.hasFreeFor(EVE)).isFalse();
        range = bob.next();
        while (range.isPresent()) {
            for (int chunk = range.get().first(); chunk < range.get().end(); chunk++) {
                bob.onVerified(chunk);
            }
            range = bob.next();
        }
        assertThat(plan.isComplete()).isTrue();
    }

    @Test
    void aLineThatWasRelievedGetsNothingNew() {
        SharedPlan plan = new SharedPlan(100, new BitSet(), Set.of());
        SharedPlan.Line bob = plan.line(BOB);
        SharedPlan.Line eve = plan.line(EVE);
        assertThat(eve.next()).isPresent();
        eve.relieve();
        assertThat(eve.next()).isEmpty();
        assertThat(bob.next()).isPresent();
    }

    @Test
    void whatCameWrongFromEverybodyIsWantedAgainWhenSomebodyElseIsFound() {
        Set<UserName> expected = new HashSet<>();
        SharedPlan plan = new SharedPlan(1, new BitSet(), expected);
        SharedPlan.Line bob = plan.line(BOB);
        for (int i = 0; i < 2; i++) {
            assertThat(bob.next()).isPresent();
            bob.onBad(0);
        }
        plan.reconsider();
        assertThat(plan.hopeless()).hasValue(0);
        expected.add(EVE);

        plan.reconsider();

        assertThat(plan.hopeless()).isEmpty();
        assertThat(plan.hasFreeFor(EVE)).isTrue();
        assertThat(plan.hasFreeFor(BOB)).isFalse();
    }

    @Test
    void anEmptyFileIsCompleteAtOnce() {
        assertThat(new SharedPlan(0, new BitSet(), Set.of()).isComplete()).isTrue();
    }

    @Test
    void aBadChunkGoesToAnotherOwner() {
        SharedPlan plan = new SharedPlan(1, new BitSet(), Set.of());
        SharedPlan.Line bob = plan.line(BOB);
        SharedPlan.Line eve = plan.line(EVE);
        bob.next();
        bob.onBad(0);
        assertThat(bob.next()).isEmpty();
        assertThat(eve.next()).contains(new ChunkRange(0, 1));
        eve.onVerified(0);
        assertThat(plan.isComplete()).isTrue();
        assertThat(plan.liars()).containsExactly(BOB);
    }

    @Test
    void aBadChunkOfTheOnlyOwnerIsAskedOnceMoreAndThenTheFileIsGivenUp() {
        SharedPlan plan = new SharedPlan(3, new BitSet(), Set.of());
        SharedPlan.Line bob = plan.line(BOB);
        bob.next();
        bob.onBad(0);
        assertThat(plan.hopeless()).isEmpty();
        assertThat(bob.next()).contains(new ChunkRange(0, 1));
        bob.onBad(0);
        assertThat(plan.hopeless()).hasValue(0);
        assertThat(bob.next()).isEmpty();
    }

    @Test
    void aBadChunkWaitsForAnOwnerWhoseLineIsStillToCome() {
        Set<UserName> expected = new HashSet<>(Set.of(BOB, EVE));
        SharedPlan plan = new SharedPlan(1, new BitSet(), expected);
        SharedPlan.Line bob = plan.line(BOB);
        bob.next();
        bob.onBad(0);

        assertThat(bob.next()).isEmpty();
        bob.close();
        assertThat(plan.hasFreeFor(BOB)).isFalse();
        assertThat(plan.hasFreeFor(EVE)).isTrue();
        assertThat(plan.line(EVE).next()).contains(new ChunkRange(0, 1));
        assertThat(plan.hopeless()).isEmpty();
    }

    @Test
    void aBadChunkIsAskedAgainOfTheSameOwnerWhenTheOtherCantCome() {
        Set<UserName> expected = new HashSet<>(Set.of(BOB, EVE));
        SharedPlan plan = new SharedPlan(1, new BitSet(), expected);
        SharedPlan.Line bob = plan.line(BOB);
        bob.next();
        bob.onBad(0);
        expected.remove(EVE);

        assertThat(plan.hasFreeFor(BOB)).isTrue();
        assertThat(bob.next()).contains(new ChunkRange(0, 1));
        bob.onBad(0);
        assertThat(plan.hopeless()).hasValue(0);
    }

    @Test
    void whatASlowLineHoldsGoesToAnotherAndMayComeTwice() {
        SharedPlan plan = new SharedPlan(2, new BitSet(), Set.of());
        SharedPlan.Line bob = plan.line(BOB);
        SharedPlan.Line eve = plan.line(EVE);
        bob.next();
        bob.next();
        assertThat(eve.next()).isEmpty();
        bob.relieve();
        assertThat(eve.next()).contains(new ChunkRange(0, 1));
        bob.onVerified(0);
        eve.onVerified(0);
        assertThat(eve.next()).contains(new ChunkRange(1, 1));
        eve.onVerified(1);
        bob.onGivenUp(new ChunkRange(0, 2));
        assertThat(plan.isComplete()).isTrue();
        assertThat(plan.hasFreeFor(BOB)).isFalse();
    }

    @Test
    void whoIsDistrustedHasNothingMoreToBring() {
        SharedPlan plan = new SharedPlan(100, new BitSet(), Set.of());
        SharedPlan.Line bob = plan.line(BOB);
        SharedPlan.Line eve = plan.line(EVE);
        ChunkRange range = bob.next().orElseThrow();
        assertThat(plan.isDistrusting(BOB)).isFalse();
        for (int chunk = range.first(); chunk < range.first() + 8; chunk++) {
            bob.onBad(chunk);
        }
        assertThat(plan.isDistrusting(BOB)).isTrue();
        assertThat(bob.next()).isEmpty();
        assertThat(plan.hasFreeFor(BOB)).isFalse();
        assertThat(plan.hasFreeFor(EVE)).isTrue();
        assertThat(eve.next()).isPresent();
    }

    @RepeatedTest(20)
    void everyChunkIsFetchedExactlyOnceWhenAllGoesWell() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int count = random.nextInt(2000);
        SharedPlan plan = new SharedPlan(count, new BitSet(), Set.of());
        int[] fetched = new int[count];
        List<SharedPlan.Line> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            lines.add(plan.line(UserName.of("owner" + i / 2)));
        }
        while (!plan.isComplete()) {
            SharedPlan.Line line = lines.get(random.nextInt(lines.size()));
            line.next().ifPresent(range -> {
                for (int chunk = range.first(); chunk < range.end(); chunk++) {
                    fetched[chunk]++;
                    line.onVerified(chunk);
                }
            });
        }
        assertThat(fetched).as("seed %d", seed).containsOnly(count == 0 ? new int[0] : new int[] {1});
    }

    @RepeatedTest(50)
    void noChunkIsLostWhateverFails() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int count = 1 + random.nextInt(300);
        SharedPlan plan = new SharedPlan(count, new BitSet(), Set.of());
        BitSet got = new BitSet();
        int turns = 0;
        while (!plan.isComplete()) {
            assertThat(turns++).as("seed %d", seed).isLessThan(100_000);
            // An honest one is always there, so that the file can be had at all.
            SharedPlan.Line honest = plan.line(BOB);
            SharedPlan.Line other = plan.line(UserName.of("owner" + random.nextInt(4)));
            for (int i = 0; i < 3; i++) {
                bring(other, random, got, true);
                bring(honest, random, got, false);
            }
            other.close();
            honest.close();
            assertThat(plan.hopeless()).as("seed %d", seed).isEmpty();
        }
        assertThat(got.cardinality()).as("seed %d", seed).isEqualTo(count);
        assertThat(plan.verified()).isEqualTo(got);
    }

    private static void bring(SharedPlan.Line line, Random random, BitSet got, boolean isUnsure) {
        Optional<ChunkRange> range = line.next();
        if (range.isEmpty()) {
            return;
        }
        for (int chunk = range.get().first(); chunk < range.get().end(); chunk++) {
            int what = isUnsure ? random.nextInt(10) : 9;
            if (what == 0) {
                line.onBad(chunk);
            } else if (what == 1) {
                giveUp(line, new ChunkRange(chunk, range.get().end() - chunk));
                return;
            } else if (what == 2) {
                line.relieve();
                return;
            } else {
                got.set(chunk);
                line.onVerified(chunk);
            }
        }
    }

    private static void giveUp(ChunkPlan.Taker line, ChunkRange range) {
        line.onGivenUp(range);
    }
}
