package io.naru.client.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a transfer holds while it is under way: live objects and buffers, of both ends together. */
class TransferMemoryTest extends TransferStage {
    private static final int CHUNKS = 64;
    private static final long MOST_OCTETS = 8L << 20;

    /** What is held while a file comes, in octets; the least of a few looks, since other things are held for moments. */
    private long heldWhile(String name) throws Exception {
        Path file = served.file(name);
        assertThat(file).exists();
        LinePair pair = LinePair.tls();
        served.serve(pair.owner, QUIET);
        AtomicLong came = new AtomicLong();
        AtomicLong least = new AtomicLong(Long.MAX_VALUE);
        FetchListener looking = new FetchListener() {
            private long next = CHUNKS / 4L * CHUNK;

            @Override
            public void onOctets(int count) {
                if (came.addAndGet(count) >= next) {
                    next += CHUNKS / 4L * CHUNK;
                    least.accumulateAndGet(held(), Math::min);
                }
            }
        };
        try (FetchSession session = session(pair.requester)) {
            FileFacts facts = session.manifest(name, Optional.empty());
            try (PartFile part = PartFile.open(Destination.of(target(name)), facts, Optional.empty(), octets -> true)) {
                InOrderPlan plan = new InOrderPlan(facts.chunks().count(), part.verified(), 3);
                session.fetch(facts, part, plan.taker(), looking);
                assertThat(part.isComplete()).isTrue();
                part.publish();
            }
        }
        return least.get();
    }

    private static long held() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return runtime.totalMemory() - runtime.freeMemory() + direct;
    }

    @Test
    void bothEndsTogetherHoldLessThanEightMebibytes() throws Exception {
        for (String name : new String[] {"first", "second"}) {
            served.write(name, octets(CHUNKS * CHUNK));
            served.hash(name);
        }
        // With the classes loaded that a transfer takes.
        heldWhile("first");
        long before = held();
        long during = heldWhile("second");
        assertThat(during - before).as("octets held by a transfer").isLessThan(MOST_OCTETS);
    }
}
