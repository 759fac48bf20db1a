package io.naru.client.transfer;

import io.naru.client.data.ChunkPlan;
import io.naru.client.data.ChunkRange;
import io.naru.common.hash.Chunks;
import io.naru.common.message.UserName;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a file is still to be fetched, shared by all lines that fetch it.
 *
 * <p>A chunk is wanted, out with one of the lines, or here. Lines are given ranges of what is wanted, each a fraction of
 * it, so that they get shorter towards the end and all lines end at nearly the same time. What a line gives up, or what
 * is taken back from it because it is slow, is wanted again. A chunk that came with a wrong hash goes to another owner
 * if there is one that hasn't sent it wrongly yet, here or on its way; without one, to the same once more; then the file
 * can't be had.
 *
 * <p>Threading: any; guarded by itself.
 */
final class SharedPlan implements ChunkPlan {
    /** The longest range, in chunks: what is lost in time when a line dies is bounded by it. */
    static final int RANGE_MAX = 64;

    private static final int BAD_OF_ONE_OWNER_MAX = 8;

    /** Of each chunk: wanted and not out. */
    private final BitSet free;
    /** Verified, and in the part file. */
    private final BitSet here;

    private final Map<UserName, Integer> lines = new HashMap<>();
    /** Owners that a line may yet lead to; others change it. */
    private final Set<UserName> expected;
    /** Of chunks that came with a wrong hash: who sent them so. */
    private final Map<Integer, Set<UserName>> badOf = new HashMap<>();

    private final Map<UserName, Integer> badCount = new HashMap<>();
    private final Set<Integer> triedTwice = new HashSet<>();
    private final int count;
    private int hopeless = -1;

    /**
     * A plan of a file.
     *
     * @param count of all its chunks
     * @param verified those that are in the part file; copied
     * @param expected owners that a line may yet lead to; looked at whenever it matters, so it may be changed by any thread
     */
    SharedPlan(int count, BitSet verified, Set<UserName> expected) {
        this.count = count;
        this.expected = expected;
        this.here = (BitSet) verified.clone();
        this.free = new BitSet(count);
        free.set(0, count);
        free.andNot(here);
    }

    /** The part of one line to an owner; several lines may lead to the same one. */
    synchronized Line line(UserName owner) {
        lines.merge(owner, 1, Integer::sum);
        return new Line(owner);
    }

    /** Whether every chunk is here. */
    synchronized boolean isComplete() {
        return here.cardinality() == count;
    }

    /** Whether something is wanted that no line has, and that this owner may be asked for. */
    synchronized boolean hasFreeFor(UserName owner) {
        return hopeless < 0 && !isDistrusted(owner) && firstFor(owner) >= 0;
    }

    /** Whether so much of what an owner sent was wrong that nothing is asked of it any more. */
    synchronized boolean isDistrusting(UserName owner) {
        return isDistrusted(owner);
    }

    /** Somebody else may be asked from now on: a chunk that came wrong from everybody may yet come right. */
    synchronized void reconsider() {
        if (hopeless >= 0 && isThereAnother(badOf.get(hopeless))) {
            hopeless = -1;
        }
    }

    /** Those that are here; a copy. */
    synchronized BitSet verified() {
        return (BitSet) here.clone();
    }

    /** A chunk that comes wrong from everybody, if there is one. */
    synchronized OptionalInt hopeless() {
        return hopeless < 0 ? OptionalInt.empty() : OptionalInt.of(hopeless);
    }

    /** Who sent chunks with wrong hashes. */
    synchronized Set<UserName> liars() {
        return Set.copyOf(badCount.keySet());
    }

    /** One line's part of it. */
    final class Line implements Taker {
        private final UserName owner;
        private final BitSet out = new BitSet();
        private int brought;
        private boolean hasBroughtLast;
        private boolean isClosed;

        private Line(UserName owner) {
            this.owner = owner;
        }

        @Override
        public Optional<ChunkRange> next() {
            synchronized (SharedPlan.this) {
                if (isClosed || hopeless >= 0 || isDistrusted(owner)) {
                    return Optional.empty();
                }
                int first = firstFor(owner);
                if (first < 0) {
                    return Optional.empty();
                }
                int length = lengthFrom(first);
                free.clear(first, first + length);
                out.set(first, first + length);
                return Optional.of(new ChunkRange(first, length));
            }
        }

        private int lengthFrom(int first) {
            int share = free.cardinality() / (2 * Math.max(1, openLines()));
            int most = Math.max(1, Math.min(RANGE_MAX, share));
            int end = Math.min(free.nextClearBit(first), first + most);
            int length = 1;
            while (first + length < end && !badOf.containsKey(first + length)) {
                length++;
            }
            return badOf.containsKey(first) ? 1 : length;
        }

        @Override
        public void onVerified(int chunk) {
            synchronized (SharedPlan.this) {
                if (!here.get(chunk)) {
                    brought++;
                    hasBroughtLast |= chunk == count - 1;
                }
                out.clear(chunk);
                free.clear(chunk);
                here.set(chunk);
                badOf.remove(chunk);
            }
        }

        @Override
        public void onBad(int chunk) {
            synchronized (SharedPlan.this) {
                out.clear(chunk);
                if (here.get(chunk)) {
                    return;
                }
                badCount.merge(owner, 1, Integer::sum);
                boolean isSecond =
                        !badOf.computeIfAbsent(chunk, first -> new HashSet<>()).add(owner);
                if (isSecond) {
                    triedTwice.add(chunk);
                }
                free.set(chunk);
                judge(chunk);
            }
        }

        @Override
        public void onGivenUp(ChunkRange range) {
            synchronized (SharedPlan.this) {
                for (int chunk = range.first(); chunk < range.end(); chunk++) {
                    takeBack(chunk);
                }
            }
        }

        private void takeBack(int chunk) {
            if (out.get(chunk)) {
                out.clear(chunk);
                if (!here.get(chunk)) {
                    free.set(chunk);
                }
            }
        }

        /** Lets others have what this line was given and hasn't brought; it may bring it yet, and gets nothing new. */
        void relieve() {
            synchronized (SharedPlan.this) {
                for (int chunk : out.stream().toArray()) {
                    takeBack(chunk);
                }
                close();
            }
        }

        /** Has ended: nothing more comes from it. */
        void close() {
            synchronized (SharedPlan.this) {
                if (!isClosed) {
                    isClosed = true;
                    lines.merge(owner, -1, Integer::sum);
                    lines.remove(owner, 0);
                    for (int chunk : out.stream().toArray()) {
                        takeBack(chunk);
                    }
                    int[] doubted =
                            badOf.keySet().stream().mapToInt(Integer::intValue).toArray();
                    Arrays.stream(doubted).forEach(SharedPlan.this::judge);
                }
            }
        }

        /** How many octets are here because of it. */
        long broughtOctets(Chunks chunks) {
            synchronized (SharedPlan.this) {
                long others = brought - (hasBroughtLast ? 1L : 0L);
                return others * chunks.octets() + (hasBroughtLast ? chunks.length(count - 1) : 0);
            }
        }

        /** How many chunks it has been given and hasn't brought. */
        int outstanding() {
            synchronized (SharedPlan.this) {
                return out.cardinality();
            }
        }
    }

    private int openLines() {
        return lines.values().stream().mapToInt(Integer::intValue).sum();
    }

    private boolean isDistrusted(UserName owner) {
        return badCount.getOrDefault(owner, 0) >= BAD_OF_ONE_OWNER_MAX;
    }

    /** The first chunk that may be asked of an owner; -1 if there is none. */
    private int firstFor(UserName owner) {
        for (int chunk = free.nextSetBit(0); chunk >= 0; chunk = free.nextSetBit(chunk + 1)) {
            Set<UserName> liars = badOf.get(chunk);
            if (liars == null || !liars.contains(owner) || !isThereAnother(liars)) {
                return chunk;
            }
        }
        return -1;
    }

    /** Whether somebody is there, or may come, who hasn't sent it wrongly. */
    private boolean isThereAnother(Set<UserName> liars) {
        return Stream.concat(lines.keySet().stream(), expected.stream())
                .anyMatch(owner -> !liars.contains(owner) && !isDistrusted(owner));
    }

    /** Gives the file up when a chunk came wrongly from everybody, and twice from somebody. */
    private void judge(int chunk) {
        Set<UserName> liars = badOf.get(chunk);
        if (liars != null && triedTwice.contains(chunk) && !lines.isEmpty() && !isThereAnother(liars)) {
            hopeless = chunk;
        }
    }
}
