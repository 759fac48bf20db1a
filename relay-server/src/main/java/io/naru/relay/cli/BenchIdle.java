package io.naru.relay.cli;

import io.naru.common.identity.Identity;
import io.naru.relay.bench.LoadClient;
import io.naru.relay.bench.LoadUser;
import io.naru.relay.bench.ProcessFigures;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/**
 * The mode {@code idle}: what it costs that many are there and say nothing.
 *
 * <p>Threading: the main thread.
 */
final class BenchIdle {
    private static final int USERS = 10_000;
    /** Fewer, since the load client has the other half of each handshake to calculate. */
    private static final int TLS_USERS = 2_000;

    private static final double MOMENT_SECONDS = 5;
    private static final long SETTLE_MILLIS = 500;

    private final BenchOptions options;
    private final Instant now;

    BenchIdle(BenchOptions options, Instant now) {
        this.options = options;
        this.now = now;
    }

    void run() throws IOException {
        int count = options.users(options.isTls() ? TLS_USERS : USERS);
        options.say("%d idle users (%s%s)", count, options.level(), options.isTls() ? ", TLS" : "");
        SecureRandom random = new SecureRandom();
        try (BenchSubject subject = BenchSubject.openRelay(options, count + 1);
                // A certificate for each, since the relay keeps what it was shown.
                LoadClient client = options.isTls()
                        ? subject.tlsClient(user -> Identity.create(random, now))
                        : subject.plainClient()) {
            client.logIn(List.of(LoadUser.withPassword("first", false)));
            client.settle(SETTLE_MILLIS);
            ProcessFigures before = subject.figures();
            long start = System.nanoTime();
            client.logIn(BenchRates.users(count, "u", options.isExtended()));
            double took = (System.nanoTime() - start) / 1e9;
            client.rest(Math.min(MOMENT_SECONDS, options.idleSeconds()));
            ProcessFigures after = subject.figures();
            client.rest(options.idleSeconds());
            ProcessFigures later = subject.figures();
            options.say(
                    "all logged in after %.1f s; %.1f s of processor time",
                    took, after.cpuSeconds() - before.cpuSeconds());
            sayMemory(count, before, later);
            options.say(
                    "idle: %.2f %% of a core over %d s",
                    (later.cpuSeconds() - after.cpuSeconds()) * 100 / options.idleSeconds(), options.idleSeconds());
        }
    }

    private void sayMemory(int count, ProcessFigures before, ProcessFigures later) {
        long resident = (later.residentOctets() - before.residentOctets()) / count;
        long kernel = (later.kernelOctets() - before.kernelOctets()) / count;
        options.say(
                "resident %d MiB before, %d MiB with all of them: %,d octets a connection",
                BenchOptions.mebibytes(before.residentOctets()),
                BenchOptions.mebibytes(later.residentOctets()),
                resident);
        options.say("kernel, both ends of each connection: %,d octets a connection", kernel);
        options.say("together with half of the kernel's: %.1f KiB a connection", (resident + kernel / 2) / 1024.0);
    }
}
