package io.naru.client.bench;

import io.naru.common.time.Clock;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures one way: its time, the processor's time of this process or of its children, and the largest sum of its
 * buffers.
 *
 * <p>Threading: one thread; {@link #firstOctet} from any.
 */
final class Gauge {
    private static final int SAMPLE_MILLIS = 5;
    private static final Path OWN_STAT = Path.of("/proc/self/stat");
    private static final double TICKS_PER_SECOND = 100;

    /** What is measured. */
    @FunctionalInterface
    interface Work {
        void run(Gauge gauge) throws IOException;
    }

    private final Clock clock;
    private final AtomicLong firstOctetNanos = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong peakOctets = new AtomicLong();
    private long startNanos;

    Gauge(Clock clock) {
        this.clock = clock;
    }

    /** The first octet of the content has come. */
    void firstOctet() {
        firstOctetNanos.compareAndSet(Long.MIN_VALUE, clock.nanos());
    }

    /** Something that this process does. */
    Measured own(String name, long octets, Work work) throws IOException {
        System.gc();
        long before = direct();
        ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
        sampler.scheduleAtFixedRate(
                () -> peakOctets.accumulateAndGet(direct() - before, Math::max),
                0,
                SAMPLE_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            Duration cpu = cpu();
            startNanos = clock.nanos();
            work.run(this);
            double seconds = (clock.nanos() - startNanos) / 1e9;
            double cpuSeconds = cpu().minus(cpu).toNanos() / 1e9;
            OptionalDouble first = firstOctetNanos.get() == Long.MIN_VALUE
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((firstOctetNanos.get() - startNanos) / 1e6);
            return new Measured(name, octets, seconds, cpuSeconds, first, OptionalLong.of(peakOctets.get()));
        } finally {
            sampler.shutdownNow();
        }
    }

    /** Something that children of this process do, all of which have ended when it returns. */
    Measured children(String name, long octets, Work work) throws IOException {
        double cpu = childrenCpuSeconds();
        startNanos = clock.nanos();
        work.run(this);
        double seconds = (clock.nanos() - startNanos) / 1e9;
        return new Measured(
                name, octets, seconds, childrenCpuSeconds() - cpu, OptionalDouble.empty(), OptionalLong.empty());
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** Of all that were waited for; fields 16 and 17 of Linux's own account of this process. */
    private static double childrenCpuSeconds() throws IOException {
        if (!Files.isReadable(OWN_STAT)) {
            return Double.NaN;
        }
        String stat = Files.readString(OWN_STAT);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    }
}
